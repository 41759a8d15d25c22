import { QUARANTINE } from "../../../guardrails";
import { CommandError } from "../../cli/commandError";
import { textValue, type ChangeCommand } from "../../cli/orgCommand";
import { attach, attachedTo, enablePolicyType, rootToEnable } from "./quarantineAttachment";
import { editToQuarantine, writeQuarantineEdit } from "./quarantineEdit";
import { createPolicy, difference, findPolicy, wantedPolicy } from "./quarantinePolicy";
import { findQuarantinedAccount, accountIdentity, accountTitle } from "./quarantinedAccount";
import { MANAGEMENT_ACCOUNT, NO_POLICIES, NOT_STOPPED } from "./quarantineLimits";

export const quarantine: ChangeCommand = {
    name: "quarantine",
    summary: "Deny everything in an account, at once",
    description:
        "Attaches the service control policy `quarantine` to an account: nothing can be done in it but by the break-glass role (organization.breakGlassRole of the definition). " +
        "It makes a few calls to AWS and needs neither Pulumi nor its state: it works where the stack is locked, lost or behind, " +
        "where the definition has mistakes, and for accounts of the organisation that the definition does not know (name those by their id).\n\n" +
        "Then it writes `state: quarantined` into the definition, so that the next `up` keeps it. Commit that.\n\n" +
        `What it does NOT stop:\n${NOT_STOPPED.map((line) => `- ${line}`).join("\n")}`,
    arguments: [["<account>", "its key, name, e-mail or id; an id where the definition does not know it"]],
    options: [
        ["--reason <text>", "why: for the message of the commit that it proposes"],
        [
            "--break-glass-role <name>",
            "the role to spare, where the policy has to be made and the definition cannot be read",
        ],
        [
            "--no-definition",
            "leave the definition alone: the next `up` of one that does not say `state: quarantined` may end the quarantine",
        ],
    ],
    examples: [
        "org quarantine shop-prod",
        'org quarantine 111122223333 --reason "keys leaked, ticket 4711" --stack prod --yes',
        "org quarantine shop-prod --dry-run",
    ],
    async plan(context, values) {
        const started = performance.now();
        const { clients } = context;
        const named = textValue(values, "account") ?? "";
        await clients.managementAccount();
        const organization = await clients.organization();
        if (organization.featureSet === "CONSOLIDATED_BILLING") throw new CommandError(NO_POLICIES);
        const [target, root, found] = await Promise.all([
            findQuarantinedAccount(context, named),
            rootToEnable(clients),
            findPolicy(clients),
        ]);
        if (target.id === organization.managementAccountId) {
            throw new CommandError(`${accountTitle(target)} ${MANAGEMENT_ACCOUNT}`);
        }
        const wanted = wantedPolicy(context, textValue(values, "breakGlassRole"));
        const attached =
            found !== undefined && (await attachedTo(clients, target.id)).some(({ id }) => id === found.id);
        const differs = found && difference(found, wanted);
        const edit = editToQuarantine(context, target, values.definition !== false);
        const planned = performance.now() - started;

        const warnings = [
            ...(differs === undefined ? [] : [differs]),
            ...(target.state === "ACTIVE" ? [] : [`AWS has the account as ${target.state}`]),
        ];
        return {
            warnings: [...warnings, ...(edit.draft ? [] : [edit.note])],
            steps: [
                ...(root === undefined
                    ? []
                    : ["enables service control policies in the organisation, which it has not"]),
                ...(found ? [] : [`makes the policy ${QUARANTINE}, which spares the role ${wanted.breakGlassRole}`]),
                attached
                    ? `leaves the policy ${QUARANTINE} attached to ${accountTitle(target)}, as it is`
                    : `attaches the policy ${QUARANTINE} to ${accountTitle(target)}: everything is denied there but to the role ${wanted.breakGlassRole}`,
                ...(edit.draft ? edit.draft.describe().map((change) => `writes ${change}`) : []),
            ],
            confirm: target.account?.key ?? target.id,
            about: { ...(target.account && { key: target.account.key }), id: target.id },
            json: {
                account: accountIdentity(target),
                attached,
                createsPolicy: !found,
                enablesPolicyType: root !== undefined,
                writes: edit.draft?.changed ?? [],
                warnings,
            },
            async execute(progress) {
                const begun = performance.now();
                if (root !== undefined) {
                    progress("enabling service control policies ...");
                    await enablePolicyType(clients, root);
                }
                const policy = found?.id ?? (await createPolicy(clients, wanted));
                const isNew = await attach(clients, policy, target.id);
                const milliseconds = Math.round(planned + performance.now() - begun);
                const written = writeQuarantineEdit(edit, target, textValue(values, "reason"));
                return {
                    text: [
                        `${accountTitle(target)} ${isNew ? "is" : "was already"} quarantined: AWS lists the policy ${policy} on it (${(milliseconds / 1000).toFixed(1)} s).`,
                        `Nothing can be done in it but by the role ${wanted.breakGlassRole}. It does not stop`,
                        ...NOT_STOPPED.map((line) => `- ${line}`),
                        "",
                        ...warnings,
                        ...(root === undefined
                            ? []
                            : [
                                  "Service control policies were enabled for it. Run `pulumi refresh` before the next `up`, so that the stack knows.",
                              ]),
                        written.text,
                        `Its end: org release-quarantine ${target.account?.key ?? target.id}`,
                    ].join("\n"),
                    json: {
                        account: accountIdentity(target),
                        policy: { id: policy, created: !found, ...(differs !== undefined && { differs }) },
                        attached: isNew ? "now" : "before",
                        enabledPolicyType: root !== undefined,
                        milliseconds,
                        definition: written.json,
                        ...(textValue(values, "reason") !== undefined && { reason: textValue(values, "reason") }),
                        notStopped: NOT_STOPPED,
                    },
                };
            },
        };
    },
};
