import { QUARANTINE } from "../../../guardrails";
import { textValue, type ChangeCommand } from "../../cli/orgCommand";
import { attachedTo, detach } from "./quarantineAttachment";
import { editToRelease } from "./quarantineEdit";
import { findPolicy } from "./quarantinePolicy";
import { findQuarantinedAccount, accountIdentity, accountTitle } from "./quarantinedAccount";

export const releaseQuarantine: ChangeCommand = {
    name: "release-quarantine",
    summary: "End the quarantine of an account, at once",
    description:
        "Detaches the service control policy `quarantine` from an account and takes `state: quarantined` out of the definition, so that the next `up` does not bring it back. " +
        "It needs neither Pulumi nor its state. The policy itself stays, for the next time.\n\n" +
        "It refuses, and does nothing, if the definition would bring the quarantine back because it has mistakes or names `quarantine` among the account's guardrails.",
    arguments: [
        ["<account>", "the account's key, name, e-mail or id; the id if the definition does not know the account"],
    ],
    options: [
        [
            "--no-definition",
            "do not edit the definition: if it says `state: quarantined`, the next `up` brings the quarantine back",
        ],
    ],
    examples: ["org release-quarantine shop-prod", "org release-quarantine 111122223333 --stack prod --yes --json"],
    async plan(context, values) {
        await context.clients.managementAccount();
        const { clients } = context;
        const [target, policy] = await Promise.all([
            findQuarantinedAccount(context, textValue(values, "account") ?? ""),
            findPolicy(clients),
        ]);
        const edits = values.definition !== false;
        const draft = edits ? editToRelease(context, target) : undefined;
        const attached = policy ? (await attachedTo(clients, target.id)).some(({ id }) => id === policy.id) : false;
        if (!attached && !draft) {
            return {
                text: `${accountTitle(target)} is not quarantined: AWS has no policy ${QUARANTINE} attached to it, and the definition does not say so.`,
                json: { account: accountIdentity(target), detached: false, written: [] },
            };
        }
        return {
            warnings: [
                "Afterwards only its other guardrails limit the account: first change what was leaked (keys, passwords, roles that strangers may assume).",
                ...(!edits && target.account?.state === "quarantined"
                    ? ["The definition still says `state: quarantined`, so the next `up` brings the quarantine back."]
                    : []),
            ],
            steps: [
                attached
                    ? `detaches the policy ${QUARANTINE} from ${accountTitle(target)}`
                    : `changes nothing in AWS: the policy ${QUARANTINE} is not attached to ${accountTitle(target)}`,
                ...(draft?.describe().map((change) => `writes ${change}`) ?? []),
            ],
            confirm: target.account?.key ?? target.id,
            about: { ...(target.account && { key: target.account.key }), id: target.id },
            json: { account: accountIdentity(target), attached, writes: draft?.changed ?? [] },
            async execute() {
                const detached = policy && attached ? await detach(clients, policy.id, target.id) : false;
                draft?.write();
                context.forgetModel();
                const left = (await attachedTo(clients, target.id)).map(({ name }) => name);
                const written = draft?.changed ?? [];
                return {
                    text: [
                        detached
                            ? `${accountTitle(target)} is released: the policy ${QUARANTINE} is detached.`
                            : `${accountTitle(target)} had no policy ${QUARANTINE} attached.`,
                        `Attached to the account itself now: ${left.join(", ") || "nothing"}. What is attached to its units binds it as before.`,
                        ...(draft
                            ? [
                                  `The definition no longer says \`state: quarantined\` (${written.join(", ")}). Commit it: "Release ${target.account?.key ?? target.id} from quarantine"`,
                              ]
                            : []),
                    ].join("\n"),
                    json: { account: accountIdentity(target), detached, attached: left, written },
                };
            },
        };
    },
};
