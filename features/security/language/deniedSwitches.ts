import { formatPlace, type OrganizationModel } from "../../../definition";
import { hierarchyOf, PLACEHOLDER_ID } from "../../../definition/access";
import { evaluate, USUAL_CONTEXT } from "../../../evaluator/evaluation";
import { sparedRolesAdvice } from "../../../guardrails";
import { KNOWN_REGIONS, list } from "../../../limits";
import { describeNode } from "../../../tree";
import { switchesOn, type SecurityModel, type Switch } from "../securityModel";

/** What the access role does in the shared accounts, as examples that guardrails are known to deny. Global services have no region. */
const ACTIONS: Readonly<Record<Switch, readonly string[]>> = {
    auditTrail: [
        "kms:CreateKey",
        "kms:PutKeyPolicy",
        "s3:CreateBucket",
        "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
    ],
    configuration: ["config:PutConfigurationAggregator", "config:DeleteConfigurationAggregator", "iam:CreateRole"],
    guardDuty: [
        "guardduty:CreateDetector",
        "guardduty:CreateMembers",
        "guardduty:DeleteDetector",
        "guardduty:DeleteMembers",
        "guardduty:DisassociateMembers",
        "guardduty:StopMonitoringMembers",
        "guardduty:UpdateDetector",
        "guardduty:UpdateOrganizationConfiguration",
    ],
    securityHub: [
        "securityhub:CreateConfigurationPolicy",
        "securityhub:CreateFindingAggregator",
        "securityhub:DisableSecurityHub",
        "securityhub:EnableSecurityHub",
        "securityhub:UpdateOrganizationConfiguration",
    ],
    accessAnalyzer: ["access-analyzer:CreateAnalyzer", "access-analyzer:DeleteAnalyzer"],
    inspector: [
        "inspector2:AssociateMember",
        "inspector2:Disable",
        "inspector2:Enable",
        "inspector2:UpdateOrganizationConfiguration",
    ],
    macie: [
        "macie2:CreateMember",
        "macie2:DisableMacie",
        "macie2:EnableMacie",
        "macie2:UpdateOrganizationConfiguration",
    ],
    search: ["resource-explorer-2:CreateIndex", "resource-explorer-2:CreateView"],
    findings: ["events:PutRule", "events:PutTargets", "sns:CreateTopic", "sns:Subscribe"],
};

/** A policy that denies some of what a switch does. */
interface DeniedSwitch {
    readonly account: string;
    readonly policy: string;
    readonly node: string;
    readonly actions: Set<string>;
    readonly regions: Set<string>;
    readonly switches: Set<string>;
}

/** Warns of guardrails that deny to the access role what the switches do in the shared accounts: `up` would fail half way. */
export function deniedSwitches(model: SecurityModel, organization: OrganizationModel): readonly string[] {
    const found = new Map<string, DeniedSwitch>();
    for (const one of switchesOn(model)) {
        const key = one === "auditTrail" ? model.logArchive : model.audit;
        const account = organization.accounts.find((other) => other.key === key);
        // The quarantine denies all of it, and quarantinedAccounts says so.
        if (!account || account.state === "quarantined") continue;
        const hierarchy = hierarchyOf(organization, account);
        const principal = `arn:aws:iam::${account.id ?? PLACEHOLDER_ID}:role/${account.roleName}`;
        for (const region of regionsOf(one, model)) {
            for (const action of ACTIONS[one]) {
                const { denials } = evaluate(hierarchy, { action, principal, region, context: USUAL_CONTEXT });
                for (const { policy, node } of denials) {
                    const id = JSON.stringify([account.key, policy]);
                    const entry = found.get(id) ?? {
                        account: account.key,
                        policy,
                        node: describeNode(node),
                        actions: new Set(),
                        regions: new Set(),
                        switches: new Set(),
                    };
                    found.set(id, entry);
                    entry.actions.add(action);
                    entry.regions.add(region);
                    entry.switches.add(one);
                }
            }
        }
    }
    return [
        ...quarantinedAccounts(model, organization),
        ...[...found.values()].map((one) => deniedText(one, organization)),
    ];
}

/**
 * The regions besides those that are watched, in which a policy denies to the access role of the audit account what ends GuardDuty there. A
 * region that the same run takes out of `security.regions` and denies could not be ended: Pulumi changes policies before it deletes.
 */
export function deniedRegions(model: SecurityModel, organization: OrganizationModel): readonly string[] {
    const account = organization.accounts.find(({ key }) => key === model.audit);
    if (!account || account.state === "quarantined") return [];
    const hierarchy = hierarchyOf(organization, account);
    const principal = `arn:aws:iam::${account.id ?? PLACEHOLDER_ID}:role/${account.roleName}`;
    const isDenied = (region: string): boolean =>
        evaluate(hierarchy, { action: "guardduty:DeleteDetector", principal, region, context: USUAL_CONTEXT }).denials
            .length > 0;
    // What is denied everywhere is no matter of a region, and a warning of its own.
    if (model.regions.some(isDenied)) return [];
    return KNOWN_REGIONS.codes.filter((region) => !model.regions.includes(region) && isDenied(region));
}

/** What goes on while a shared account is quarantined, and what fails. */
function quarantinedAccounts(model: SecurityModel, { accounts }: OrganizationModel): readonly string[] {
    return accounts
        .filter(({ key, state }) => state === "quarantined" && (key === model.audit || key === model.logArchive))
        .map(
            ({ key, place }) =>
                `${formatPlace(place)}: account ${key} is quarantined: what \`security\` has in it goes on, and nothing of it can change. ` +
                "`up` works as long as it changes nothing there. A change of `security`, a new account and `--refresh` fail there: do them after the quarantine",
        );
}

function regionsOf(one: Switch, { regions }: SecurityModel): readonly string[] {
    return one === "auditTrail" || one === "configuration" ? regions.slice(0, 1) : regions;
}

function deniedText(
    { account, policy, node, actions, regions, switches }: DeniedSwitch,
    { accounts }: OrganizationModel,
): string {
    const model = accounts.find(({ key }) => key === account);
    const place = model ? `${formatPlace(model.place)}: ` : "";
    const roleName = model?.roleName ?? "";
    const advice = sparedRolesAdvice(policy, [`arn:*:iam::*:role/${roleName}`]);
    return (
        `${place}policy ${policy} at ${node} denies ${list([...actions], 3)} in account ${account} in ${list([...regions], 5)} to the access role, and security.${list([...switches])} needs it: \`up\` would fail there. ` +
        (advice ??
            `Exempt the role ${roleName} in that policy${regions.size > 0 ? ", or allow the region, or leave it out of security.regions" : ""}`)
    );
}
