import { unitPath, type FoundAccount, type FoundNode } from "../../../aws/organization";
import type { AccountModel, OrganizationModel } from "../../../definition";
import { isMarkedSandbox, KIND_MARK } from "../../../guardrails/sandboxMark";
import { QUARANTINE } from "../../../guardrails";
import type { ExistingResources } from "../../../program/state";
import { memberOf, type Membership } from "../../cli/organizationMembers";

/** The one account that is emptied, and the accounts that must never be. */
export interface SandboxTarget {
    readonly account: AccountModel;
    readonly member: FoundAccount;
    /** Names of the access role in the definition and in the applied state. Both roles are kept. */
    readonly roles: readonly string[];
    /** Ids of the management account and of all accounts but this one, sorted. */
    readonly others: readonly string[];
}

/** What each source says about an account that may be a sandbox. */
export interface SandboxEvidence {
    /** The working copy. It proves nothing alone, because anybody can change it. */
    readonly definition: { readonly model: OrganizationModel; readonly account: AccountModel };
    /** The stack's state, which only `up` writes. */
    readonly applied: ExistingResources;
    readonly aws: {
        readonly organizationId: string;
        readonly membership: Membership;
        /** The account's place in AWS, from the root down. */
        readonly levels: readonly FoundNode[];
        /** The tags of the account's unit. */
        readonly unitTags: Readonly<Record<string, string>>;
        /** Whether the quarantine policy is attached to the account. Its resources may be evidence then. */
        readonly quarantined: boolean;
    };
}

/** The account that may be emptied, or every reason against it. */
export type SandboxJudgement = { readonly target: SandboxTarget } | { readonly reasons: readonly string[] };

/**
 * Judges whether an account may be emptied. The definition, the applied state and AWS must all say that the account is in the same
 * unit, compared by its id, and that this unit is a sandbox. AWS and the state show that by the tag that `up` sets on sandbox
 * units.
 */
export function judgeSandbox(evidence: SandboxEvidence): SandboxJudgement {
    const { definition, applied, aws } = evidence;
    const { account, model } = definition;
    const member = memberOf(account, aws.membership);
    const existing = applied.accounts.get(account.key);
    const reasons = [
        ...byDefinition(account),
        ...byState(account, applied),
        ...byAws(evidence, member),
        ...(existing && member ? sameAccount(account, existing.id, member.id) : []),
        ...(existing && member && existing.id === member.id ? byUnit(evidence, existing.parentId, member) : []),
    ];
    if (reasons.length > 0 || !member) return { reasons };

    const others = new Set([
        aws.membership.managementAccountId,
        ...aws.membership.members.map(({ id }) => id),
        // Includes accounts that are joining or leaving: an id in the definition or the state always has a reason.
        ...model.accounts.flatMap(({ id }) => id ?? []),
        ...[...applied.accounts.values()].map(({ id }) => id),
    ]);
    others.delete(member.id);
    const roles = [...new Set([account.roleName, ...(existing?.roleName === undefined ? [] : [existing.roleName])])];
    return { target: { account, member, roles, others: [...others].sort() } };
}

function byDefinition({ key, kind, state, unit }: AccountModel): string[] {
    return [
        ...(kind === "sandbox"
            ? []
            : [
                  `the definition has ${key} in the unit ${unit}, whose kind is ${kind}: only accounts in units of kind sandbox are emptied`,
              ]),
        ...(state === "active"
            ? []
            : [`the definition has \`state: ${state}\` for ${key}: only active accounts are emptied`]),
    ];
}

/** Reasons against it by the applied state. */
function byState({ key, unit }: AccountModel, { accounts, units }: ExistingResources): string[] {
    const existing = accounts.get(key);
    if (!existing) return [`the stack's state has no account ${key}: apply the definition first (\`up\`)`];
    const { id, unit: at, parentId = "unknown", closing, leaving } = existing;
    if (closing || leaving === true) {
        return [`the stack's state says that ${key} (${id}) is ${closing ? "closing" : "leaving"}`];
    }
    if (at === undefined) {
        return [
            `the stack's state has ${key} (${id}) in ${parentId}, which is no unit of the stack: apply the definition first (\`up\`)`,
        ];
    }
    if (at !== unit) {
        return [
            `the stack's state has ${key} (${id}) in ${at}, and the definition in ${unit}: apply the definition first (\`up\`), or undo the change`,
        ];
    }
    if (units.get(at)?.sandbox === true) return [];
    return [
        `the stack's state has no mark of a sandbox on the unit ${at} (${parentId}): it was not applied as one. If \`kind: sandbox\` is a mistake, or only in your working copy, remove it. If the unit is a sandbox, have that reviewed and run \`up\`, which sets the mark, also for sandboxes of earlier versions`,
    ];
}

function byAws({ definition, applied, aws }: SandboxEvidence, member: FoundAccount | undefined): string[] {
    const { account } = definition;
    if (!member) {
        return [
            account.id === undefined
                ? `AWS has no account with the e-mail ${account.email} in the organisation`
                : `AWS has no account ${account.id} in the organisation`,
        ];
    }
    return [
        ...(applied.organizationId === undefined || applied.organizationId === aws.organizationId
            ? []
            : [
                  `the credentials are for the organisation ${aws.organizationId}, and the stack has ${applied.organizationId}: choose other credentials, or another stack`,
              ]),
        ...(member.id === aws.membership.managementAccountId
            ? [`${member.id} is the management account, which is never emptied`]
            : []),
        ...(aws.quarantined
            ? [
                  `AWS has the policy ${QUARANTINE} attached to ${member.id}: what is in it may still be needed. End the quarantine first (\`org release-quarantine\`)`,
              ]
            : []),
        ...(member.state === "ACTIVE" ? [] : [`AWS has ${member.id} as ${member.state}`]),
    ];
}

function sameAccount({ key, email, id }: AccountModel, applied: string, actual: string): string[] {
    if (applied === actual) return [];
    const by = id === undefined ? `the e-mail ${email} of the definition` : "the id in the definition";
    return [`the stack's state has ${key} as account ${applied}, and ${by} is that of ${actual}`];
}

/** @param unitId the id of the account's unit in the state. */
function byUnit({ aws, definition }: SandboxEvidence, unitId: string | undefined, { id }: FoundAccount): string[] {
    const { levels, unitTags } = aws;
    const { key } = definition.account;
    const isChain = levels.at(0)?.kind === "root" && levels.at(-1)?.kind === "account" && levels.at(-1)?.id === id;
    const actual = isChain ? levels.at(-2) : undefined;
    const path = unitPath(levels);
    const where = actual?.kind === "unit" ? `in ${path} (${actual.id})` : "in the root, and in no unit";
    if (actual?.kind !== "unit" || actual.id !== unitId) {
        return [
            `AWS has ${key} (${id}) ${where}, and the stack's state in ${unitId ?? "no unit"}: move it back, or run \`pulumi refresh\` and then \`up\``,
        ];
    }
    if (isMarkedSandbox(unitTags)) return [];
    return [
        `AWS has no mark of a sandbox (the tag ${KIND_MARK}) on the unit ${path} (${actual.id}). If the state has it, somebody has removed it from AWS: find out why, then run \`pulumi refresh\` and \`up\``,
    ];
}
