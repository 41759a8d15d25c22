import { unlessNamed } from "../../../../aws/organization";
import { stacksOfSet, type StackInAccount, type StackSetQuestion } from "../../../../aws/stackSetInAws";
import type { BlockInState } from "./blockInState";

/**
 * How a stack is: `missing`: AWS has none, and the last `up` has made one. `unwanted`: the last `up` has made none. `closed`: the account is
 * closed, and AWS leaves the stack alone. `stuck`: AWS could not delete it, and changes it no more. `by target`: AWS has made it by itself, in an
 * account that the last `up` did not know. `by former target`: the same in a unit that the definition has taken out since.
 */
export type StackCondition =
    | "current"
    | "changing"
    | "outdated"
    | "failed"
    | "stuck"
    | "closed"
    | "left alone"
    | "missing"
    | "unwanted"
    | "by target"
    | "by former target";

/** A stack of a block in one account and region. */
export interface DeployedStack {
    readonly block: string;
    /** The account's key; its id if the state does not have the account. */
    readonly account: string;
    readonly id: string;
    readonly region: string;
    readonly condition: StackCondition;
    /** AWS's reason. Empty: none. */
    readonly reason: string;
    /** IN_SYNC, DRIFTED, NOT_CHECKED; UNKNOWN if AWS could not look for it in this run. */
    readonly drift: string;
    /** Why AWS could not look for drift in this run. Absent if it could, or was not told to. */
    readonly detectionFailure?: string;
    /** The day on which drift was last looked for. */
    readonly driftChecked?: string;
}

/** A block, and what AWS has of it. */
export interface DeployedBlock {
    readonly block: string;
    readonly stackSet: string;
    readonly region: string;
    /** Somebody has deleted the StackSet. */
    readonly isGone: boolean;
    readonly stacks: readonly DeployedStack[];
}

/** Conditions that need nobody. */
export const FINE: readonly StackCondition[] = ["current", "changing", "closed", "left alone"];

/**
 * Asks AWS what it has of a block: one call for each hundred stacks.
 *
 * @param keys of the accounts of the state, by id.
 * @param id of the only account that is asked about.
 */
export async function deployedBlock(
    block: BlockInState,
    ask: StackSetQuestion,
    keys: ReadonlyMap<string, string>,
    id?: string,
): Promise<DeployedBlock> {
    const { stackSet, region } = block;
    const { block: key } = block;
    const found = await unlessNamed("StackSetNotFoundException", () => stacksOfSet(stackSet, ask, id));
    if (!found) return { block: key, stackSet, region, isGone: true, stacks: [] };
    return { block: key, stackSet, region, isGone: false, stacks: stacksOfBlock(block, found, keys, id) };
}

/** The stacks that AWS has, and those that are missing, by account and region. */
export function stacksOfBlock(
    of: BlockInState,
    found: readonly StackInAccount[],
    keys: ReadonlyMap<string, string> = new Map(),
    id?: string,
): readonly DeployedStack[] {
    const { block, accounts } = of;
    const known = new Map(accounts.map((account) => [account.id, account]));
    const there = new Set(found.map((one) => `${one.account} ${one.region}`));
    const missing = accounts
        .filter((account) => (id === undefined || account.id === id) && !account.isLeftAlone)
        .flatMap(({ id: one, key, regions }) =>
            regions
                .filter((region) => !there.has(`${one} ${region}`))
                .map((region): DeployedStack => {
                    const condition = "missing";
                    return { block, account: key, id: one, region, condition, reason: "", drift: "NOT_CHECKED" };
                }),
        );
    const stacks = found.map((one): DeployedStack => {
        const account = known.get(one.account);
        return {
            block,
            account: account?.key ?? keys.get(one.account) ?? one.account,
            id: one.account,
            region: one.region,
            condition: conditionOf(one, account, of),
            reason: one.reason,
            drift: one.drift,
            ...(one.driftChecked && { driftChecked: one.driftChecked.toISOString().slice(0, 10) }),
        };
    });
    return [...stacks, ...missing].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ account, region }: DeployedStack): string {
    return `${account} ${region}`;
}

function conditionOf(
    stack: StackInAccount,
    account: BlockInState["accounts"][number] | undefined,
    block: BlockInState,
): StackCondition {
    const { status, ending, region } = stack;
    if (ending === "SKIPPED_SUSPENDED_ACCOUNT") return "closed";
    if (status === "INOPERABLE") return "stuck";
    if (account?.isLeftAlone === true) return "left alone";
    if (!account) return unknownCondition(stack, block);
    if (!account.regions.includes(region)) return "unwanted";
    if (status === "CURRENT") return "current";
    if (ending === "RUNNING") return "changing";
    return ending === "FAILED" ? "failed" : "outdated";
}

/** Who has given a stack to an account that the last `up` has not given it. */
function unknownCondition({ account, unit }: StackInAccount, { targets, formerTargets }: BlockInState): StackCondition {
    if (targets.get(unit)?.has(account) === false) return "by target";
    return formerTargets.includes(unit) ? "by former target" : "unwanted";
}
