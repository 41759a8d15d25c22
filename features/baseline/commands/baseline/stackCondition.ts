import type { StackInAccount } from "../../../../aws/stackSetInAws";
import { visible } from "../../../../limits";
import type { AccountPlace } from "./accountPlaces";
import type { AccountWithStacks, BlockInState } from "./blockInState";
import type { StateAccount, StateNodes } from "./stateNodes";

/** How a stack is. `stackAdvice.ts` says what each means, and what to do. */
export type StackCondition =
    | "current"
    | "changing"
    | "new"
    | "closed"
    | "quarantined"
    | "waiting"
    | "failed"
    | "outdated"
    | "missing"
    | "left"
    | "stuck"
    | "unwanted"
    | "unlisted";

/** Those that need nobody. */
export const FINE: readonly StackCondition[] = ["current", "changing", "new", "closed", "quarantined"];

/** A condition, and what only this program knows of its reason. */
export interface JudgedStack {
    readonly condition: StackCondition;
    /** Absent: AWS's reason, or the condition alone, says it. */
    readonly why?: string;
}

/** How a stack that AWS has is. @param account whose it is, if the last `up` has given it the block. */
export function judgedStack(
    stack: StackInAccount,
    account: AccountWithStacks | undefined,
    block: BlockInState,
    nodes: StateNodes,
): JudgedStack {
    const { status, ending, region } = stack;
    if (ending === "SKIPPED_SUSPENDED_ACCOUNT") return { condition: "closed" };
    if (status === "INOPERABLE") return { condition: "stuck" };
    if (account?.isLeftAlone === true) return { condition: "quarantined" };
    if (!account) return strangerStack(stack, block, nodes);
    if (!account.regions.includes(region)) {
        return { condition: "unwanted", why: "the definition does not have the region" };
    }
    if (status === "CURRENT") return { condition: "current" };
    if (ending === "RUNNING") return { condition: "changing" };
    if (ending === "FAILED") return { condition: "failed" };
    return account.isPending
        ? { condition: "waiting" }
        : { condition: "outdated", why: "an operation outside of this stack was stopped, or AWS still works on it" };
}

/** A stack of an account to which the last `up` has not given the block: somebody has, or AWS by itself. */
function strangerStack(stack: StackInAccount, block: BlockInState, nodes: StateNodes): JudgedStack {
    const { account, unit } = stack;
    const isLeftOut = block.targets.get(unit)?.excluded.has(account) ?? block.excluded.has(account);
    if (isLeftOut) return { condition: "unwanted", why: "the definition leaves the account out" };
    if (block.targets.has(unit)) return inTarget(stack, nodes);
    if (block.formerTargets.includes(unit)) {
        return {
            condition: "unwanted",
            why: `AWS gave it through ${nodes.unitText(unit)}, which had the block before`,
        };
    }
    return { condition: "unwanted", why: "somebody gave it outside of this stack" };
}

/** AWS gives a block to every account that comes below a target. */
function inTarget({ account, unit, stackId, status, ending }: StackInAccount, nodes: StateNodes): JudgedStack {
    const member = nodes.account(account);
    const isComing = ending === "RUNNING" || (stackId === undefined && ending !== "FAILED" && status !== "CURRENT");
    if (member === undefined) {
        if (isComing) return { condition: "unlisted", why: "AWS is setting it up" };
        if (status === "CURRENT") return { condition: "unlisted" };
        const why = stackId === undefined ? "AWS could not set it up" : "it has an earlier version of the block";
        return { condition: "unlisted", why };
    }
    if (nodes.isIn(member.parentId, unit)) {
        return { condition: "new", why: isComing ? "AWS is setting it up" : "AWS gave it when the account came" };
    }
    return {
        condition: "unwanted",
        why: `the account was moved below ${nodes.unitText(unit)} outside of this stack, where AWS gives the block`,
    };
}

/** How a stack is, as soon as AWS has said where its account is. */
export function placedStack(
    judged: JudgedStack,
    { name, state, parentId, unit, foreignUnit }: AccountPlace,
    member: StateAccount | undefined,
): JudgedStack {
    const { condition } = judged;
    if (condition === "unlisted") {
        const where = placeText(unit, foreignUnit);
        return { condition, why: [where, ...(judged.why === undefined ? [] : [judged.why])].join(". ") };
    }
    if (condition !== "missing") return judged;
    if (name === undefined) return { condition: "left" };
    if (state !== "ACTIVE") return { condition: "closed" };
    if (parentId === undefined || parentId === member?.parentId) return judged;
    const to = unit === "" ? "the root" : `unit ${visible(unit)}`;
    return { condition, why: `the account was moved to ${to} outside of this stack, and AWS took the block away` };
}

/** `in unit Workloads/Own, which the definition does not have`, `in the root` */
function placeText(unit: string, foreignUnit: string | undefined): string {
    if (unit === "") return "in the root";
    const where = `in unit ${visible(unit)}`;
    if (foreignUnit === undefined) return where;
    return foreignUnit === unit
        ? `${where}, which the definition does not have`
        : `${where}; the definition does not have unit ${visible(foreignUnit)}`;
}

/** How a stack is that AWS does not have, in a region in which the account is to have it. */
export function judgedGap({ isPending }: AccountWithStacks): JudgedStack {
    return isPending ? { condition: "waiting" } : { condition: "missing" };
}
