import { denialOver, type AccountModel, type OrganizationModel } from "../../definition";
import { QUARANTINE } from "../../guardrails";
import type { ExistingAccount, ExistingResources } from "../state";
import { combined, NO_FINDINGS, type Findings } from "./reviewFindings";
import { wasInSandbox } from "./newSandboxAccounts";

/** Refusals and warnings about accounts that are closed or leave. */
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
                message: `account ${key} is new, and would be created only to be ${state}: leave it out`,
            },
        ],
    };
}

/** Refuses an acknowledgement without the id of this account. One that was copied from another account does not count. */
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
        // No acknowledgement is needed here, but one with the id of another account is refused nevertheless.
        if (isFree(before, existing) && acknowledge.closing === undefined) return NO_FINDINGS;
        if (acknowledge.closing === undefined) {
            const where = before?.unit === undefined ? "in no unit of the stack" : `in unit ${before.unit}`;
            return refused(
                ["state"],
                `account ${key} (${id}) has \`state: closing\`, and is in a sandbox by this definition alone: the applied state has it ${where}, which has no mark of a sandbox there. ` +
                    `Closing needs no acknowledgement only after unit ${unit} is applied as a sandbox with the account in it: apply that first, without \`state: closing\` (the first \`up\` of this version sets the marks). To close the account anyway,`,
            );
        }
    }
    const [act, meant] =
        state === "closing" ? ["the closing of", "be closed"] : ["the leaving of", "leave the organisation"];
    return refused(
        ["acknowledge", state],
        `acknowledges ${act} ${acknowledge[state] ?? "no account"}, but account ${key} is ${id}. If it should ${meant},`,
    );
}

/**
 * Whether an account that the definition has in a sandbox may be closed without an acknowledgement. That needs an applied state that has it
 * in a sandbox: otherwise a single change could turn a workload into a sandbox and close it.
 */
function isFree(before: ExistingAccount | undefined, existing: ExistingResources): boolean {
    return before !== undefined && (wasInSandbox(before, existing) || before.closing);
}

/** Warns that people can work in an account until it is closed. AWS advises to move it first to a unit that denies everything. */
function openWhileClosing(
    account: AccountModel,
    before: ExistingAccount | undefined,
    model: OrganizationModel,
): Findings {
    if (account.state !== "closing" || before === undefined || denialOver(account, model)) return NO_FINDINGS;
    return {
        ...NO_FINDINGS,
        warnings: [
            `account ${account.key} (${before.id}) is closing, and people can work in it until it is closed. ` +
                `To prevent that, \`org close ${account.key}\` moves it to a unit whose guardrails deny everything, such as Suspended.`,
        ],
    };
}

/** Warns where a change ends a quarantine. An account that will be closed or leave must keep its quarantine until then. */
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
                {
                    message: `account ${key} (${before.id}) leaves its quarantine: everything that its other guardrails allow is possible again.`,
                    saidBy: { subject: "guardrails", kind: "account-released", names: [`${QUARANTINE}@${key}`] },
                },
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
                    `account ${key} (${before.id}) is in quarantine, and \`state: ${state}\` alone would end that while the account is still open and in the organisation. To keep the quarantine, write beside the state\n` +
                    `guardrails: [${[...guardrails, QUARANTINE].join(", ")}]`,
            },
        ],
    };
}
