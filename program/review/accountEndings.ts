import { denialOver, type AccountModel, type OrganizationModel } from "../../definition";
import { QUARANTINE } from "../../guardrails";
import type { ExistingAccount, ExistingResources } from "../state";
import { nothing, together, type Findings } from "./reviewFindings";
import { wasInSandbox } from "./newSandboxAccounts";

/** The end of an account, and what has to be said before it. */
export function endings(
    account: AccountModel,
    before: ExistingAccount | undefined,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    return together(
        notThere(account, before),
        acknowledgement(account, before, existing),
        stillInUse(account, before, model),
    );
}

/** What is not there cannot end. Of an invited account AWS alone knows whether it is there: program/invitations/ tells it. */
function notThere(
    { key, id, invite, state, path, place }: AccountModel,
    before: ExistingAccount | undefined,
): Findings {
    if (before !== undefined || state === "active" || state === "quarantined") return nothing;
    if (id !== undefined || invite !== undefined) return nothing;
    return {
        ...nothing,
        problems: [
            {
                place,
                path: [...path, "state"],
                message: `account ${key} is new, and would be created to be ${state}: leave it out`,
            },
        ],
    };
}

/** An acknowledgement is for one account: one copied from another is none. */
function acknowledgement(
    account: AccountModel,
    before: ExistingAccount | undefined,
    existing: ExistingResources,
): Findings {
    const { key, kind, unit, state, acknowledge, path, place } = account;
    const id = before?.id ?? account.id;
    if ((state !== "closing" && state !== "leaving") || id === undefined || acknowledge[state] === id) return nothing;
    const refused = (at: string[], message: string): Findings => ({
        ...nothing,
        problems: [{ place, path: [...path, ...at], message: `${message} write\nacknowledge: { ${state}: "${id}" }` }],
    });
    if (state === "closing" && kind === "sandbox") {
        // What is free has to be acknowledged of no account, and not of another one.
        if (isFree(before, existing) && acknowledge.closing === undefined) return nothing;
        if (acknowledge.closing === undefined) {
            const where = before?.unit === undefined ? "in no unit of the stack" : `in unit ${before.unit}`;
            return refused(
                ["state"],
                `account ${key} (${id}) is to be closed, and is in a sandbox by this definition alone: the applied state has it ${where}, which has no mark of a sandbox there. ` +
                    `Closing is free only where unit ${unit} is applied as a sandbox and the account is in it: apply that first, without \`state: closing\` (the first \`up\` of this version sets the marks). If the account is to be closed all the same,`,
            );
        }
    }
    const [act, meant] =
        state === "closing" ? ["the closing of", "be closed"] : ["the leaving of", "leave the organisation"];
    return refused(
        ["acknowledge", state],
        `acknowledges ${act} ${acknowledge[state] ?? "no account"}, and account ${key} is ${id}. If it is to ${meant},`,
    );
}

/**
 * Whether an account that the definition has in a sandbox may be closed without an acknowledgement: only if it was in one
 * before, by what is applied. Otherwise one change could make a workload a sandbox and close it.
 */
function isFree(before: ExistingAccount | undefined, existing: ExistingResources): boolean {
    return before !== undefined && (wasInSandbox(before, existing) || before.closing);
}

/** AWS's advice is to close an account from where nothing can be done any more. */
function stillInUse(account: AccountModel, before: ExistingAccount | undefined, model: OrganizationModel): Findings {
    if (account.state !== "closing" || before === undefined || denialOver(account, model)) return nothing;
    return {
        ...nothing,
        warnings: [
            `account ${account.key} (${before.id}) is closing, and until it is closed people can work in it. ` +
                `To prevent that, \`org close ${account.key}\` moves it to a unit whose guardrails deny everything, such as Suspended.`,
        ],
    };
}

/**
 * A quarantine ends by a change of the state that a person sees. An account that is to be closed or to leave does not lose it
 * on the way.
 */
export function quarantines(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    const { key, guardrails, state, path, place } = account;
    const was = existing.attachments.accounts.get(key)?.includes(QUARANTINE) ?? false;
    if (!was || guardrails.includes(QUARANTINE)) return nothing;
    if (state === "active") {
        return {
            ...nothing,
            warnings: [
                `account ${key} (${before.id}) leaves its quarantine: everything is possible in it again that its other guardrails allow.`,
            ],
        };
    }
    if (denialOver(account, model)) return nothing;
    return {
        ...nothing,
        problems: [
            {
                place,
                path: [...path, "state"],
                message:
                    `account ${key} (${before.id}) is in quarantine, and \`state: ${state}\` alone would end that while the account is still open and ours. Keep it, beside the state:\n` +
                    `guardrails: [${[...guardrails, QUARANTINE].join(", ")}]`,
            },
        ],
    };
}
