import { accountNode, describeNode } from "../../tree";
import { attachmentsOnPathTo, type AttachedNode, type Situation } from "../situation";
import { list } from "../../limits/messageText";

/** Why the policies of accounts have another effect than before. */
export interface EffectCause {
    /** `leaves`: the account moves out of the policy's reach, `enters`: into it. `list`: what a level allows at all. */
    readonly kind: "leaves" | "enters" | "detached" | "attached" | "changed" | "list";
    /** Their keys, sorted. */
    readonly policies: readonly string[];
    /** In words, for itself: `policy regions is changed`, `shop moves to Sandbox, under deny-purchases`. */
    readonly text: string;
}

/** The words of all causes, sorted. */
export function reasonsFor(
    by: readonly string[],
    accounts: readonly string[],
    before: Situation,
    after: Situation,
): string[] {
    return causesOf(by, accounts, before, after).map(({ text }) => text);
}

/**
 * Why the policies of accounts have another effect than before: a policy has changed, was attached or detached, or the account has moved.
 *
 * @param by keys of policies, or descriptions of levels at which nothing is allowed
 */
export function causesOf(
    by: readonly string[],
    accounts: readonly string[],
    before: Situation,
    after: Situation,
): readonly EffectCause[] {
    const found = new Map<string, { policies: Set<string>; accounts: Set<string>; reason: Reason }>();
    for (const policy of by) {
        for (const account of accounts) {
            const reason = reasonOf(policy, account, before, after);
            const id = reason.words("", "");
            const entry = found.get(id) ?? { policies: new Set(), accounts: new Set(), reason };
            entry.policies.add(policy);
            entry.accounts.add(account);
            found.set(id, entry);
        }
    }
    return [...found.values()]
        .map(({ policies, accounts: moved, reason: { kind, words } }): EffectCause => {
            const sorted = [...policies].sort();
            const names = list(sorted, 5);
            const verb = policies.size === 1 ? `policy ${names} is` : `policies ${names} are`;
            const move = moved.size === 1 ? `${[...moved][0] ?? ""} moves` : `${moved.size} accounts move`;
            return { kind, policies: sorted, text: words(verb, move, names) };
        })
        .sort((one, two) => (one.text < two.text ? -1 : 1));
}

interface Reason {
    readonly kind: EffectCause["kind"];
    /** @param verb `policy regions is` @param move `shop moves` @param names `regions` */
    readonly words: (verb: string, move: string, names?: string) => string;
}

function reasonOf(by: string, account: string, before: Situation, after: Situation): Reason {
    if (!before.policies.has(by) && !after.policies.has(by)) {
        return { kind: "list", words: () => allowList(by, account, before, after) };
    }
    const having = (situation: Situation): AttachedNode[] =>
        attachmentsOnPathTo(situation, accountNode(account)).filter(({ guardrails }) => guardrails.includes(by));
    const [had, has] = [having(before), having(after)];
    if (had.length > 0 && has.length > 0) return { kind: "changed", words: (verb) => `${verb} changed` };
    const [from, to] = [before, after].map(({ tree }) => tree.account(account)?.unit ?? "the root");
    const moves = from !== to && [...had, ...has].some(({ kind }) => kind === "unit");
    if (has.length > 0) {
        if (moves) {
            return { kind: "enters", words: (_, move, names = "") => `${move} to ${to ?? ""}, under ${names}` };
        }
        return { kind: "attached", words: (verb) => `${verb} attached to ${has.map(describeNode).join(" and ")}` };
    }
    if (moves) {
        return { kind: "leaves", words: (_, move, names = "") => `${move} out of ${from ?? ""}, and of ${names}` };
    }
    return { kind: "detached", words: (verb) => `${verb} detached from ${had.map(describeNode).join(" and ")}` };
}

/** @param level as an evaluation describes it: `unit Workloads`. */
function allowList(level: string, account: string, before: Situation, after: Situation): string {
    const find = (situation: Situation): boolean | undefined =>
        attachmentsOnPathTo(situation, accountNode(account)).find((one) => describeNode(one) === level)?.fullAccess;
    const [was, is] = [find(before), find(after)];
    if (was === true && is === false) return `FullAWSAccess is detached from ${level}`;
    if (was === false && is === true) return `FullAWSAccess is attached to ${level}`;
    return `the allow list of ${level}`;
}
