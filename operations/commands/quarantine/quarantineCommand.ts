import { QUARANTINE } from "../../../guardrails";
import type { CommandClients } from "../../cli/commandClients";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError } from "../../cli/commandError";
import { textValue, type ChangeCommand, type CommandOutcome, type CommandValues } from "../../cli/orgCommand";
import { attach, attachedTo, enablePolicyType, rootToEnable } from "./quarantineAttachment";
import { editToQuarantine, writeQuarantineEdit, type QuarantineEdit } from "./quarantineEdit";
import { MANAGEMENT_ACCOUNT, NO_POLICIES, NOT_STOPPED } from "./quarantineLimits";
import {
    createPolicy,
    difference,
    findPolicy,
    wantedPolicy,
    type PolicyAtAws,
    type WantedPolicy,
} from "./quarantinePolicy";
import { quarantineWords } from "./quarantineWords";
import { accountIdentity, accountTitle, findQuarantinedAccount, type QuarantinedAccount } from "./quarantinedAccount";

export const quarantine: ChangeCommand = {
    name: "quarantine",
    summary: "Deny everything in an account, at once",
    description:
        "Attaches the service control policy `quarantine` to an account: then only the break-glass role (organization.breakGlassRole of the definition) can do anything in it. " +
        "It makes a few calls to AWS and needs neither Pulumi nor its state. So it works if the stack is locked, lost or out of date, " +
        "if the definition has mistakes, and for accounts that the definition does not know (name those by their id).\n\n" +
        "Then it writes `state: quarantined` into the definition, so that the next `up` keeps it. Commit that.\n\n" +
        `What it does NOT stop:\n${NOT_STOPPED.map((line) => `- ${line}`).join("\n")}`,
    arguments: [
        ["<account>", "the account's key, name, e-mail or id; the id if the definition does not know the account"],
    ],
    options: [
        ["--reason <text>", "the reason, for the commit message that the command proposes"],
        [
            "--break-glass-role <name>",
            "the role to exempt, if the policy does not exist yet and the definition cannot be read",
        ],
        [
            "--no-definition",
            "do not edit the definition: unless it says `state: quarantined`, the next `up` may end the quarantine",
        ],
    ],
    examples: [
        "org quarantine shop-prod",
        'org quarantine 111122223333 --reason "keys leaked, ticket 4711" --stack prod --yes',
        "org quarantine shop-prod --dry-run",
    ],
    async plan(context, values) {
        const started = performance.now();
        const look = await lookAround(context, values);
        const { target, policy, isAttached, root, edit } = look;
        const planned = performance.now() - started;
        const warnings = warningsOf(look);
        return {
            warnings: [...warnings, ...(edit.draft ? [] : [edit.note])],
            steps: stepsOf(look),
            confirm: target.account?.key ?? target.id,
            about: { ...(target.account && { key: target.account.key }), id: target.id },
            json: {
                account: accountIdentity(target),
                attached: isAttached,
                createsPolicy: !policy,
                enablesPolicyType: root !== undefined,
                writes: edit.draft?.changed ?? [],
                warnings,
            },
            async execute(progress) {
                const begun = performance.now();
                const done = await denyEverything(look, progress);
                const milliseconds = Math.round(planned + performance.now() - begun);
                const reason = textValue(values, "reason");
                const written = writeQuarantineEdit(edit, target, reason);
                return outcomeOf(look, { ...done, milliseconds, reason, written });
            },
        };
    },
};

/** What AWS and the definition say before anything is changed. */
interface Situation {
    readonly clients: CommandClients;
    readonly target: QuarantinedAccount;
    /** The root's id if service control policies have to be enabled first. */
    readonly root: string | undefined;
    /** The policy as the definition makes it. */
    readonly wanted: WantedPolicy;
    /** The policy in AWS. Absent if it has to be created. */
    readonly policy: PolicyAtAws | undefined;
    /** How the policy in AWS differs from the wanted one. Absent if it does not. */
    readonly differs: string | undefined;
    readonly isAttached: boolean;
    /** What features say of the account. */
    readonly words: readonly string[];
    readonly edit: QuarantineEdit;
}

/** @throws CommandError if the organisation has no policies, or the account is the management account. */
async function lookAround(context: CommandContext, values: CommandValues): Promise<Situation> {
    const { clients } = context;
    await clients.managementAccount();
    const organization = await clients.organization();
    if (organization.featureSet === "CONSOLIDATED_BILLING") throw new CommandError(NO_POLICIES);
    const [target, root, policy] = await Promise.all([
        findQuarantinedAccount(context, textValue(values, "account") ?? ""),
        rootToEnable(clients),
        findPolicy(clients),
    ]);
    if (target.id === organization.managementAccountId) {
        throw new CommandError(`${accountTitle(target)} ${MANAGEMENT_ACCOUNT}`);
    }
    const wanted = wantedPolicy(context, textValue(values, "breakGlassRole"));
    const attached = policy && (await attachedTo(clients, target.id));
    return {
        clients,
        target,
        root,
        wanted,
        policy,
        differs: policy && difference(policy, wanted),
        isAttached: attached?.some(({ id }) => id === policy?.id) === true,
        words: quarantineWords(context, target.account, attached),
        edit: editToQuarantine(context, target, values.definition !== false),
    };
}

function warningsOf({ differs, target, words }: Situation): string[] {
    return [
        ...(differs === undefined ? [] : [differs]),
        ...(target.state === "ACTIVE" ? [] : [`AWS has the account as ${target.state}`]),
        ...words,
    ];
}

function stepsOf({ root, policy, wanted, isAttached, target, edit }: Situation): string[] {
    const title = accountTitle(target);
    return [
        ...(root === undefined ? [] : ["enables service control policies, which are disabled in the organisation"]),
        ...(policy ? [] : [`creates the policy ${QUARANTINE}, which exempts the role ${wanted.breakGlassRole}`]),
        isAttached
            ? `leaves the policy ${QUARANTINE} attached to ${title}, as it is`
            : `attaches the policy ${QUARANTINE} to ${title}: everything is denied there, except to the role ${wanted.breakGlassRole}`,
        ...(edit.draft ? edit.draft.describe().map((change) => `writes ${change}`) : []),
    ];
}

/** @returns the policy's id, and whether this call attached it. */
async function denyEverything(
    { clients, root, policy, wanted, target }: Situation,
    progress: (line: string) => void,
): Promise<{ policyId: string; isNew: boolean }> {
    if (root !== undefined) {
        progress("enabling service control policies ...");
        await enablePolicyType(clients, root);
    }
    const policyId = policy?.id ?? (await createPolicy(clients, wanted));
    return { policyId, isNew: await attach(clients, policyId, target.id) };
}

interface DoneQuarantine {
    readonly policyId: string;
    readonly isNew: boolean;
    readonly milliseconds: number;
    readonly reason: string | undefined;
    readonly written: { readonly text: string; readonly json: unknown };
}

function outcomeOf(
    look: Situation,
    { policyId, isNew, milliseconds, reason, written }: DoneQuarantine,
): CommandOutcome {
    const { target, wanted, policy, differs, root } = look;
    return {
        text: [
            `${accountTitle(target)} ${isNew ? "is" : "was already"} quarantined: AWS lists the policy ${policyId} on it (${(milliseconds / 1000).toFixed(1)} s).`,
            `Only the role ${wanted.breakGlassRole} can do anything in it. The quarantine does not stop`,
            ...NOT_STOPPED.map((line) => `- ${line}`),
            "",
            ...warningsOf(look),
            ...(root === undefined
                ? []
                : [
                      "Service control policies were enabled for it. Run `pulumi refresh` before the next `up`, so that the stack knows.",
                  ]),
            written.text,
            `To end it: org release-quarantine ${target.account?.key ?? target.id}`,
        ].join("\n"),
        json: {
            account: accountIdentity(target),
            policy: { id: policyId, created: !policy, ...(differs !== undefined && { differs }) },
            attached: isNew ? "now" : "before",
            enabledPolicyType: root !== undefined,
            milliseconds,
            definition: written.json,
            ...(reason !== undefined && { reason }),
            notStopped: NOT_STOPPED,
        },
    };
}
