import { visible } from "../../../limits";
import { END_TAG, EXPIRES_TAG, type AccountModel, type OrganizationModel } from "../../../definition";
import type { ExistingAccount } from "../../../program/state";
import { judgeSandbox, type SandboxEvidence } from "../resetSandbox/sandboxJudgement";

/** A sandbox whose last day has passed, by the definition, and which says that something happens then. */
export interface ExpiredSandbox {
    readonly account: AccountModel;
    readonly expires: string;
    readonly end: "empty" | "close";
    readonly days: number;
}

/** What is to be done with an expired sandbox. `remove`: it is closing, and the second step of a closing takes it out of the definition. */
export type DueStep = "empty" | "close" | "remove";

/** The step that is due, or every reason why nothing is done. */
export type DueJudgement = { readonly step: DueStep } | { readonly reasons: readonly string[] };

/** An expired sandbox with what the applied state and AWS say. */
export interface EndEvidence extends SandboxEvidence {
    /** The account's own tags in AWS. */
    readonly accountTags: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;

/**
 * The sandboxes that may be due, by the definition alone: those that have expired longest first.
 *
 * @param today by AWS's clock, such as 2026-12-31.
 */
export function expiredSandboxes({ accounts }: OrganizationModel, today: string): readonly ExpiredSandbox[] {
    return accounts
        .flatMap((account): ExpiredSandbox[] => {
            const { expires, end, state } = account;
            if (expires === undefined || end === undefined || expires >= today) return [];
            const isOpen = state === "active" || state === "quarantined" || (state === "closing" && end === "close");
            const days = Math.round((Date.parse(today) - Date.parse(expires)) / DAY_MS);
            return isOpen ? [{ account, expires, end, days }] : [];
        })
        .sort((one, two) => two.days - one.days || (one.account.key < two.account.key ? -1 : 1));
}

/**
 * Why nothing is due in an account that `expiredSandboxes` does not have, in one line.
 *
 * @param wanted the end that was asked for.
 */
export function notDue({ key, kind, expires, end, state }: AccountModel, wanted?: string): string {
    const name = visible(key);
    if (kind !== "sandbox") return `${name} is not a sandbox: its unit is of kind ${kind}. It is left alone.`;
    if (expires === undefined) return `${name} has no day in \`expires\`: nothing is due.`;
    if (end === undefined) return `${name} has neither \`end: empty\` nor \`end: close\`: nothing is due.`;
    if (wanted !== undefined && wanted !== end) return `${name} has \`end: ${end}\`, and not ${wanted}.`;
    if (state !== "active" && state !== "quarantined" && !(state === "closing" && end === "close")) {
        return `${name} has \`state: ${state}\`: it is left alone.`;
    }
    return `${name} is not due: its last day is ${expires}, and is over when it has passed everywhere on earth.`;
}

/**
 * What is due. The definition alone decides nothing: the applied state and AWS's tags must have the same last day and the same end, and all
 * three must say that the account is in the same sandbox. So nothing ends before its end was reviewed, merged and applied.
 */
export function judgeEnd({ account, expires, end }: ExpiredSandbox, evidence: EndEvidence): DueJudgement {
    const applied = evidence.applied.accounts.get(account.key);
    const unapplied = [
        ...stateReasons(account, { expires, end }, applied),
        ...tagReasons(account, { expires, end }, evidence.accountTags),
    ];
    if (account.state === "closing") {
        const unclosed =
            applied && !applied.closing
                ? [`the definition has \`state: closing\` for ${account.key}, and that is not applied yet (\`up\`)`]
                : [];
        const reasons = [...unapplied, ...unclosed, ...sandboxReasons(evidence)];
        return reasons.length > 0 ? { reasons } : { step: "remove" };
    }
    const judged = judgeSandbox(evidence);
    const reasons = [...unapplied, ...("reasons" in judged ? judged.reasons : [])];
    return reasons.length > 0 ? { reasons } : { step: end };
}

/** For an account that is closing: the same judgement as before, but for the closing itself. */
function sandboxReasons({ definition, applied, ...evidence }: EndEvidence): readonly string[] {
    const { account } = definition;
    const existing = applied.accounts.get(account.key);
    const judged = judgeSandbox({
        ...evidence,
        definition: { ...definition, account: { ...account, state: "active" } },
        applied: {
            ...applied,
            accounts: new Map([
                ...applied.accounts,
                ...(existing ? [[account.key, { ...existing, closing: false }] as const] : []),
            ]),
        },
    });
    return "reasons" in judged ? judged.reasons : [];
}

function stateReasons(
    { key }: AccountModel,
    { expires, end }: Pick<ExpiredSandbox, "expires" | "end">,
    applied: ExistingAccount | undefined,
): string[] {
    // An account that the state lacks is a reason of its own.
    if (!applied || (applied.expires === expires && applied.end === end)) return [];
    return [
        `the definition has \`expires: ${expires}\` and \`end: ${end}\` for ${key}, and the stack's state ${described(applied.expires, applied.end)}: apply the definition first (\`up\`)`,
    ];
}

function tagReasons(
    { key }: AccountModel,
    { expires, end }: Pick<ExpiredSandbox, "expires" | "end">,
    tags: Readonly<Record<string, string>>,
): string[] {
    const [tagged, taggedEnd] = [tags[EXPIRES_TAG], tags[END_TAG]];
    if (tagged === expires && taggedEnd === end) return [];
    return [
        `AWS's tags of ${key} say ${described(tagged, taggedEnd)} (${EXPIRES_TAG}, ${END_TAG}), and the definition \`expires: ${expires}\` and \`end: ${end}\`: somebody changed them, or \`up\` has not run`,
    ];
}

function described(expires: string | undefined, end: string | undefined): string {
    return `${expires ?? "no last day"} and ${end ?? "no end"}`;
}
