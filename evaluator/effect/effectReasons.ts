import { accountNode, describeNode } from "../../tree";
import { attachmentsOnPathTo, type AttachedNode, type Situation } from "../situation";
import { list } from "../../limits/messageText";

/**
 * Why the policies of accounts have another effect than before, in words: a policy has changed, was attached or detached, or the
 * account has moved.
 *
 * @param by keys of policies, or descriptions of levels at which nothing is allowed
 */
export function reasonsFor(
    by: readonly string[],
    accounts: readonly string[],
    before: Situation,
    after: Situation,
): string[] {
    const reasons = new Map<string, { policies: Set<string>; accounts: Set<string>; words: Words }>();
    for (const policy of by) {
        for (const account of accounts) {
            const words = reason(policy, account, before, after);
            const id = words("", "");
            const entry = reasons.get(id) ?? { policies: new Set(), accounts: new Set(), words };
            entry.policies.add(policy);
            entry.accounts.add(account);
            reasons.set(id, entry);
        }
    }
    return [...reasons.values()]
        .map(({ policies, accounts: moved, words }) => {
            const names = list([...policies].sort(), 5);
            const verb = policies.size === 1 ? `policy ${names} is` : `policies ${names} are`;
            return words(
                verb,
                moved.size === 1 ? `${[...moved][0] ?? ""} moves` : `${moved.size} accounts move`,
                names,
            );
        })
        .sort();
}

/** @param verb `policy regions is` @param move `shop moves` @param names `regions` */
type Words = (verb: string, move: string, names?: string) => string;

function reason(by: string, account: string, before: Situation, after: Situation): Words {
    if (!before.policies.has(by) && !after.policies.has(by)) return () => allowList(by, account, before, after);
    const having = (situation: Situation): AttachedNode[] =>
        attachmentsOnPathTo(situation, accountNode(account)).filter(({ guardrails }) => guardrails.includes(by));
    const [had, has] = [having(before), having(after)];
    if (had.length > 0 && has.length > 0) return (verb) => `${verb} changed`;
    const [from, to] = [before, after].map(({ tree }) => tree.account(account)?.unit ?? "the root");
    const moves = from !== to && [...had, ...has].some(({ kind }) => kind === "unit");
    if (has.length > 0) {
        if (moves) return (_, move, names = "") => `${move} to ${to ?? ""}, under ${names}`;
        return (verb) => `${verb} attached to ${has.map(describeNode).join(" and ")}`;
    }
    if (moves) return (_, move, names = "") => `${move} out of ${from ?? ""}, and of ${names}`;
    return (verb) => `${verb} detached from ${had.map(describeNode).join(" and ")}`;
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
