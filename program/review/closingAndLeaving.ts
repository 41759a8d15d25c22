import { denialOver, type AccountModel, type OrganizationModel } from "../../definition";
import { QUARANTINE } from "../../guardrails";
import type { ExistingAccount, ExistingResources } from "../state";
import { combined, NO_FINDINGS, type Findings } from "./reviewFindings";
import { wasInSandbox } from "./newSandboxAccounts";

/** What has to be said before an account is closed or leaves. */
export function accountEndings(
    account: AccountModel,
    before: ExistingAccount | undefined,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    return combined(
        newAccountProblem(account, before),
        acknowledgement(account, before, existing),
        openWhileClosing(account, before, model),
    );
}

/** Refuses to close what does not exist. Only AWS knows whether an invited account exists: program/invitations/ reports that. */
function newAccountProblem(
    { key, id, invite, state, path, place }: AccountModel,
    before: ExistingAccount | undefined,
): Findings {
    if (before !== undefined || state === "active" || state === "quarantined") return NO_FINDINGS;
    if (id !== undefined || invite !== undefined) return NO_FINDINGS;
    return {
        ...NO_FINDINGS,
        problems: [
            {
                place,
                path: [...path, "state"],
                message: `account ${key} is new, and would be created to be ${state}: leave it out`,
            },
        ],
    };
}

/** Refuses an acknowledgement that does not have the id of this very account: one copied from another account is none. */
function acknowledgement(
    account: AccountModel,
    before: ExistingAccount | undefined,
    existing: ExistingResources,
): Findings {
    const { key, kind, unit, state, acknowledge, path, place } = account;
    const id = before?.id ?? account.id;
    if ((state !== "closing" && state !== "leaving") || id === undefined || acknowledge[state] === id)
        return NO_FINDINGS;
    const refused = (at: string[], message: string): Findings => ({
        ...NO_FINDINGS,
        problems: [{ place, path: [...path, ...at], message: `${message} write\nacknowledge: { ${state}: "${id}" }` }],
    });
    if (state === "closing" && kind === "sandbox") {
        // No acknowledgement is needed here, but the one of another account is refused all the same.
        if (isFree(before, existing) && acknowledge.closing === undefined) return NO_FINDINGS;
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
 * Whether an account that the definition has in a sandbox may be closed without an acknowledgement. Only if the applied state has it in
 * one: otherwise a single change could make a workload a sandbox and close it.
 */
function isFree(before: ExistingAccount | undefined, existing: ExistingResources): boolean {
    return before !== undefined && (wasInSandbox(before, existing) || before.closing);
}

/** Warns that people can work in an account until it is closed. AWS advises to move it first to where everything is denied. */
function openWhileClosing(
    account: AccountModel,
    before: ExistingAccount | undefined,
    model: OrganizationModel,
): Findings {
    if (account.state !== "closing" || before === undefined || denialOver(account, model)) return NO_FINDINGS;
    return {
        ...NO_FINDINGS,
        warnings: [
            `account ${account.key} (${before.id}) is closing, and until it is closed people can work in it. ` +
                `To prevent that, \`org close ${account.key}\` moves it to a unit whose guardrails deny everything, such as Suspended.`,
        ],
    };
}

/**
 * Warns where a change ends a quarantine. An account that is to be closed or to leave keeps its quarantine until then: to lose it on
 * the way is refused.
 */
export function quarantineEnds(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): Findings {
    const { key, guardrails, state, path, place } = account;
    const was = existing.attachments.accounts.get(key)?.includes(QUARANTINE) ?? false;
    if (!was || guardrails.includes(QUARANTINE)) return NO_FINDINGS;
    if (state === "active") {
        return {
            ...NO_FINDINGS,
            warnings: [
                `account ${key} (${before.id}) leaves its quarantine: everything is possible in it again that its other guardrails allow.`,
            ],
        };
    }
    if (denialOver(account, model)) return NO_FINDINGS;
    return {
        ...NO_FINDINGS,
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
