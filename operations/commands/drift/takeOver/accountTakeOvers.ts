import { ROOT_UNIT } from "../../../../definition";
import { quoted } from "../../../../limits";
import { keysFor } from "../../adopt/write/chosenKeys";
import { accountEntry, acknowledge, addAccount, moveAccount, removeAccount } from "../../../edit/accountEdits";
import { addEntry, setKey, unsetKey } from "../../../edit/entryEdits";
import type { DefinitionValue } from "../../../edit/yamlValue";
import { accountOf, byHand, notDefined, TOP, unitOf, type TakeOversOf, type TakeOver } from "./takeOver";

/** The states in which AWS is closing an account, or has closed it. */
const CLOSED = ["PENDING_CLOSURE", "CLOSED"];

export const ACCOUNT_TAKE_OVERS: TakeOversOf<
    | "account-moved"
    | "account-made"
    | "account-closed"
    | "account-removed"
    | "account-renamed"
    | "account-email-changed"
> = {
    "account-moved": ({ subject, is, loses }, { draft, model }) => {
        const account = accountOf(model, subject);
        const unit = is.kind === "root" ? ROOT_UNIT : unitOf(model, is)?.key;
        if (!account) return notDefined(subject);
        if (unit === undefined) {
            return byHand(
                `the definition does not have the unit ${quoted(is.name)} (${is.id}). If it was made by hand too, take over both in one command`,
            );
        }
        if (unit === ROOT_UNIT && account.path[0] !== "accounts") {
            return byHand(
                `take account ${account.key} out of its unit and write it below \`accounts\`, with \`unit: /\``,
            );
        }
        return {
            edit() {
                const moved = moveAccount(draft, model, account, unit);
                // A run refuses a move that loses guardrails until that is acknowledged. In AWS they are lost already.
                if (loses.length > 0) acknowledge(draft, moved, { loses });
                // The definition lets an account be in the root only if it exists, which its id says.
                if (unit === ROOT_UNIT) setKey(draft, accountEntry(moved), "id", subject.id);
            },
            parts: [`account ${account.key}`],
            holds: (after) => accountOf(after, subject)?.unit === unit,
        };
    },
    "account-made": (item, { draft, model, tags }) => {
        const { subject, is } = item;
        if (is.state !== "ACTIVE") {
            return byHand(`AWS has the account as ${is.state}: it needs no entry in the definition`);
        }
        const unit = is.parent.kind === "root" ? undefined : unitOf(model, is.parent);
        if (is.parent.kind !== "root" && !unit) {
            return byHand(
                `the definition does not have its unit ${quoted(is.parent.name)} (${is.parent.id}). If that was made by hand too, take over both in one command`,
            );
        }
        const taken = new Set(model.accounts.map((one) => one.key.toLowerCase()));
        const key = keysFor([{ id: subject.id, name: is.name }], "account", taken).get(subject.id) ?? subject.id;
        const inherited = unit?.tags ?? model.tags;
        // The unit's tags include its `ownTags`, which nothing inherits. So only what the defaults say too counts as inherited.
        const own = Object.entries(tags.get(subject.id) ?? {}).filter(
            ([tag, value]) => inherited[tag] !== value || model.tags[tag] !== value,
        );
        const properties: Record<string, DefinitionValue> = {
            id: subject.id,
            ...(is.name !== key && { name: is.name }),
            email: is.email,
            ...(own.length > 0 && { tags: Object.fromEntries(own) }),
        };
        return {
            edit() {
                if (unit) addAccount(draft, model, { key, unit: unit.key, properties });
                else addEntry(draft, TOP, "accounts", key, { unit: ROOT_UNIT, ...properties });
            },
            parts: [`account ${key}`],
            holds(after) {
                const made = after.accounts.find((one) => one.id === subject.id);
                return made?.unit === (unit?.key ?? ROOT_UNIT) && made.name === is.name && made.email === is.email;
            },
        };
    },
    "account-closed": ({ subject, is }, context) =>
        CLOSED.includes(is)
            ? withoutAccount(subject, context)
            : byHand(
                  `AWS has the account as ${is}, and has not closed it: the definition keeps it. AWS Support says why, and what to do`,
              ),
    "account-removed": ({ subject }, context) => withoutAccount(subject, context),
    "account-renamed": ({ subject, is }, { draft, model }) => {
        const account = accountOf(model, subject);
        if (!account) return notDefined(subject);
        return {
            edit() {
                // The key is the name unless the account has one.
                if (is === account.key) unsetKey(draft, accountEntry(account), "name");
                else setKey(draft, accountEntry(account), "name", is);
            },
            parts: [`account ${account.key}`],
            holds: (after) => accountOf(after, subject)?.name === is,
        };
    },
    "account-email-changed": ({ subject, is }, { draft, model }) => {
        const account = accountOf(model, subject);
        if (!account) return notDefined(subject);
        return {
            edit: () => setKey(draft, accountEntry(account), "email", is),
            parts: [`account ${account.key}`],
            holds: (after) => accountOf(after, subject)?.email === is,
        };
    },
};

function withoutAccount(
    subject: Parameters<typeof accountOf>[1],
    { draft, model }: Parameters<(typeof ACCOUNT_TAKE_OVERS)["account-removed"]>[1],
): TakeOver {
    const account = accountOf(model, subject);
    // Nothing is to be written. The stack still has to forget the account (refreshedAccounts.ts).
    if (!account) return { edit: () => undefined, parts: [], holds: () => true };
    return {
        edit: () => removeAccount(draft, account),
        // A guardrail of the library is a policy as long as something names it: that of this account alone goes with it.
        parts: [`account ${account.key}`, ...account.guardrails.map((key) => `policy ${key}`), "policyTypes"],
        holds: (after) => accountOf(after, subject) === undefined,
    };
}
