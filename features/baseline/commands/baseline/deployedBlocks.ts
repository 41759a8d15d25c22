import { unlessNamed } from "../../../../aws/organization";
import { stacksOfSet, type StackInAccount, type StackSetQuestion } from "../../../../aws/stackSetInAws";
import type { AccountPlace } from "./accountPlaces";
import type { BlockInState } from "./blockInState";
import { RingStops } from "./ringStops";
import { judgedGap, judgedStack, placedStack, type JudgedStack } from "./stackCondition";
import type { StateNodes } from "./stateNodes";

/** A stack of a block in one account and region. */
export interface DeployedStack extends JudgedStack {
    readonly block: string;
    /** The account's key; its id if the state does not have the account. */
    readonly account: string;
    readonly id: string;
    /** The account's name in AWS, if the state does not have it and AWS was asked. */
    readonly name?: string;
    readonly region: string;
    /** AWS has a stack, or has tried to make one. */
    readonly hasStack: boolean;
    /** The name of its ring, if the account is to have the block. */
    readonly ring?: string;
    /** AWS's reason, with the keys of policies after their ids. Empty: none. */
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

/**
 * Asks AWS what it has of a block: one call for each hundred stacks.
 *
 * @param id of the only account that is asked about.
 */
export async function deployedBlock(
    block: BlockInState,
    ask: StackSetQuestion,
    nodes: StateNodes,
    id?: string,
): Promise<DeployedBlock> {
    const { stackSet, region } = block;
    const { block: key } = block;
    const found = await unlessNamed("StackSetNotFoundException", () => stacksOfSet(stackSet, ask, id));
    if (!found) return { block: key, stackSet, region, isGone: true, stacks: [] };
    return { block: key, stackSet, region, isGone: false, stacks: stacksOfBlock(block, found, nodes, id) };
}

/** The stacks that AWS has, and those that it does not have yet or any more, by account and region. */
export function stacksOfBlock(
    of: BlockInState,
    found: readonly StackInAccount[],
    nodes: StateNodes,
    id?: string,
): readonly DeployedStack[] {
    const known = new Map(of.accounts.map((account) => [account.id, account]));
    const there = new Set(found.map(placeOf));
    const stacks = found.map((one): DeployedStack => {
        const account = known.get(one.account);
        return {
            block: of.block,
            account: account?.key ?? nodes.account(one.account)?.key ?? one.account,
            id: one.account,
            region: one.region,
            hasStack: true,
            ...(account && { ring: account.ring }),
            ...judgedStack(one, account, of, nodes),
            reason: nodes.withPolicyKeys(one.reason),
            drift: one.drift,
            ...(one.driftChecked && { driftChecked: one.driftChecked.toISOString().slice(0, 10) }),
        };
    });
    const gaps = [...gapsOf(of), ...arrivals(of, nodes)].filter(
        (one) => (id === undefined || one.id === id) && !there.has(placeOf({ account: one.id, region: one.region })),
    );
    const all = [...stacks, ...gaps];
    const failed = new Set(all.filter(({ condition }) => condition === "failed").map((one) => one.id));
    const stops = new RingStops(of, failed);
    return all
        .map((one) => (one.condition === "waiting" ? { ...one, why: stops.why(one.ring ?? "") } : one))
        .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Where each account is to have a stack. */
function gapsOf({ block, accounts }: BlockInState): readonly DeployedStack[] {
    return accounts
        .filter(({ isLeftAlone }) => !isLeftAlone)
        .flatMap((account) =>
            account.regions.map((region): DeployedStack => ({
                ...noStack(block, account.key, account.id, region),
                ring: account.ring,
                ...judgedGap(account),
            })),
        );
}

/** Where AWS brings the block by itself, because the account has come and the `up` that made it did not come to the block. */
function arrivals({ block, accounts, targets }: BlockInState, nodes: StateNodes): readonly DeployedStack[] {
    const having = new Set(accounts.map(({ id }) => id));
    return [...targets].flatMap(([unit, { regions, excluded }]) =>
        [...nodes.accounts]
            .filter(([id, { parentId }]) => !having.has(id) && !excluded.has(id) && nodes.isIn(parentId, unit))
            .flatMap(([id, { key }]) =>
                regions.map((region): DeployedStack => ({
                    ...noStack(block, key, id, region),
                    condition: "new",
                    why: "AWS brings it by itself, or the next `up` does",
                })),
            ),
    );
}

function noStack(block: string, account: string, id: string, region: string) {
    return { block, account, id, region, hasStack: false, reason: "", drift: "NOT_CHECKED" };
}

function placeOf({ account, region }: Pick<StackInAccount, "account" | "region">): string {
    return `${account} ${region}`;
}

function keyOf({ account, region }: DeployedStack): string {
    return `${account} ${region}`;
}

/** The ids of the accounts of which AWS is to be asked where they are. */
export function unexplainedAccounts(blocks: readonly DeployedBlock[]): readonly string[] {
    const stacks = blocks.flatMap((block) => block.stacks);
    const unexplained = stacks.filter(({ condition }) => condition === "missing" || condition === "unlisted");
    return [...new Set(unexplained.map(({ id }) => id))];
}

/** The same block, with what AWS says of its accounts. */
export function placedBlock(
    block: DeployedBlock,
    places: ReadonlyMap<string, AccountPlace>,
    nodes: StateNodes,
): DeployedBlock {
    return {
        ...block,
        stacks: block.stacks.map((one): DeployedStack => {
            const place = places.get(one.id);
            if (!place) return one;
            const { condition: _, why: __, ...rest } = one;
            const isKnown = nodes.account(one.id) !== undefined;
            return {
                ...rest,
                ...(!isKnown && place.name !== undefined && { name: place.name }),
                ...placedStack(one, place, nodes.account(one.id)),
            };
        }),
    };
}
