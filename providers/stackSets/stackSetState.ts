import { isDeepStrictEqual } from "node:util";
import type { StackInAccount } from "../../aws/stackSetInAws";
import type { BlockAccount, BlockStackSetInputs, BlockStackSetState, BlockTarget } from "./blockStackSetInputs";
import type { RolloutEnd, RolloutHistory } from "./rollout";
import type { WholeStackSet } from "./stackSetReading";
import { isAutomaticAsWanted, isContentAsWanted } from "./rolloutPlan";
import { stackKey } from "./rolloutStep";
import { keptTargets } from "./targetSteps";
import { unlistedAccounts } from "./unlistedAccounts";

/** What a rollout has to know of the state. */
export function historyOf(
    before: Pick<BlockStackSetState, "accounts" | "targets" | "isAutomatic" | "keptTargets"> | undefined,
): RolloutHistory {
    return {
        automaticTargets: before ? automaticTargets(before) : [],
        former: new Map((before?.accounts ?? []).map((one) => [one.id, one])),
        formerTargets: new Set((before?.targets ?? []).map(({ unit }) => unit)),
    };
}

function automaticTargets({
    isAutomatic,
    targets,
    keptTargets: kept = [],
}: Pick<BlockStackSetState, "targets" | "isAutomatic" | "keptTargets">): readonly string[] {
    return [...new Set([...(isAutomatic ? targets.map(({ unit }) => unit) : []), ...kept])].sort();
}

/** What the state says after a rollout: what AWS has, and whose stacks are not as they should be yet. */
export function stateAfter(
    wanted: BlockStackSetInputs,
    end: RolloutEnd,
    { former, automaticTargets: known }: RolloutHistory,
): BlockStackSetState {
    const { set, stacks, applied, stopped } = end;
    const pending = wanted.accounts
        .filter((one) => !one.isLeftAlone && !hasAll(one, stacks, applied.get(one.id) ?? {}))
        .map(({ id }) => id);
    const kept = new Set(wanted.accounts.map(({ id }) => id));
    const there = new Set(stacks.map(({ account }) => account));
    // What could not be taken away yet is still this stack's.
    const leftover = [...former.values()]
        .filter(({ id }) => !kept.has(id) && there.has(id))
        .map((one) => ({ ...one, isLeftAlone: false }));
    const isContent = isContentAsWanted(set, wanted);
    const accounts = [
        ...wanted.accounts.map((one) => ({ ...one, parameters: applied.get(one.id) ?? {} })),
        ...leftover,
    ].sort((one, other) => (one.id < other.id ? -1 : 1));
    return {
        ...wanted,
        ...(!isContent && {
            template: set.template,
            parameters: set.parameters,
            tags: set.tags,
            capabilities: set.capabilities,
        }),
        ...(set.description !== wanted.description && { description: set.description }),
        ...automaticInAws(set, wanted),
        ...(stopped !== undefined && { targets: knownTargets(wanted, end) }),
        accounts,
        stackSetId: set.id,
        ...(pending.length > 0 && { pending: pending.sort() }),
        ...keptInAws(wanted, end, known),
    };
}

/** What the state says of a new StackSet if AWS did not say what it has: no account has it for sure. */
export function unreadState(wanted: BlockStackSetInputs, stackSetId: string): BlockStackSetState {
    const pending = wanted.accounts.filter(({ isLeftAlone }) => !isLeftAlone).map(({ id }) => id);
    return { ...wanted, stackSetId, pending: pending.sort() };
}

/**
 * The targets that AWS has besides those that are wanted: the next preview must know them, because it asks AWS nothing. Without automatic
 * deployment AWS names none, and whether it forgets them is not confirmed. So the state keeps those that it had.
 */
function keptInAws(
    wanted: BlockStackSetInputs,
    { set, targets }: WholeStackSet,
    known: readonly string[],
): Pick<BlockStackSetState, "keptTargets"> {
    const kept = set.isAutomatic ? keptTargets(wanted, targets) : known;
    return kept.length > 0 ? { keptTargets: kept } : {};
}

/** The targets that AWS knows after a rollout that has stopped. */
function knownTargets(wanted: BlockStackSetInputs, { set, targets }: RolloutEnd): readonly BlockTarget[] {
    if (!set.isAutomatic) return wanted.targets;
    const excluded = new Map(wanted.targets.map((target) => [target.unit, target.excluded]));
    return [...targets].map(([unit, regions]) => ({ unit, regions, excluded: excluded.get(unit) ?? [] }));
}

/** A unit, or a region of it, that AWS does not know as a target any more. Others are not looked for: AWS keeps some former ones. */
function targetsLeft(before: BlockStackSetState, { set, targets }: WholeStackSet): readonly BlockTarget[] {
    if (!before.isAutomatic || !set.isAutomatic) return before.targets;
    return before.targets
        .map((one) => ({ ...one, regions: one.regions.filter((region) => targets.get(one.unit)?.includes(region)) }))
        .filter(({ regions }) => regions.length > 0);
}

function hasAll(
    { id, regions, parameters }: BlockAccount,
    stacks: readonly StackInAccount[],
    applied: Readonly<Record<string, string>>,
): boolean {
    const of = new Map(stacks.filter(({ account }) => account === id).map((one) => [stackKey(one), one]));
    return regions.every((region) => {
        const stack = of.get(stackKey({ account: id, region }));
        if (stack?.ending === "SKIPPED_SUSPENDED_ACCOUNT") return true;
        return stack?.status === "CURRENT" && isDeepStrictEqual(applied, parameters);
    });
}

/** What a refresh has found. */
export interface FoundStackSet {
    readonly state: BlockStackSetState;
    /** The ids of accounts whose stacks somebody has deleted. */
    readonly missing: readonly string[];
    /** The ids of accounts that somebody has added. */
    readonly foreign: readonly string[];
    /** The ids of accounts to which AWS has given it by itself, and that the state does not have. */
    readonly unlisted: readonly string[];
    /** The ids of accounts that do not have what the StackSet says, although the last run had got through in them. */
    readonly outdated: readonly string[];
    /** What of the StackSet itself somebody has changed. */
    readonly changed: readonly string[];
}

/** Compares the state with AWS. */
export function foundStackSet(before: BlockStackSetState, end: WholeStackSet): FoundStackSet {
    const { set, stacks } = end;
    const there = new Set(stacks.map(stackKey));
    const known = new Set(before.accounts.map(({ id }) => id));
    const missing = before.accounts.filter(
        ({ id, regions, isLeftAlone }) =>
            !isLeftAlone && regions.some((region) => !there.has(stackKey({ account: id, region }))),
    );
    const pending = new Set(before.pending ?? []);
    const gone = missing.filter(({ id }) => !pending.has(id)).map(({ id }) => id);
    const foreign = foreignAccounts(before, stacks, known);
    const applied = new Map(before.accounts.map((one) => [one.id, one.parameters]));
    const outdated = before.accounts
        .filter((one) => !one.isLeftAlone && !gone.includes(one.id) && !hasAll(one, stacks, applied.get(one.id) ?? {}))
        .map(({ id }) => id);
    const { pending: _, keptTargets: __, ...rest } = before;
    const content = contentInAws(before, set);
    return {
        state: {
            ...rest,
            ...content,
            targets: targetsLeft(before, end),
            accounts: [
                ...before.accounts.filter(({ id }) => !gone.includes(id)),
                ...foreign.map((id) => foreignAccount(id, stacks)),
            ].sort((one, other) => (one.id < other.id ? -1 : 1)),
            ...(outdated.length > 0 && { pending: [...outdated].sort() }),
            ...keptInAws(before, end, automaticTargets(before)),
        },
        missing: gone,
        foreign,
        unlisted: unlistedAccounts(before, stacks, known),
        outdated: outdated.filter((id) => !pending.has(id)),
        changed: [
            ...Object.keys(content),
            ...(isDeepStrictEqual(targetsLeft(before, end), before.targets) ? [] : ["targets"]),
        ],
    };
}

/** What somebody has changed in the StackSet itself, as AWS has it. */
function contentInAws(before: BlockStackSetState, set: RolloutEnd["set"]): Partial<BlockStackSetState> {
    const isContent = isContentAsWanted(set, before);
    const { template, parameters, tags, capabilities } = isContent ? before : set;
    return {
        ...(!isDeepStrictEqual(template, before.template) && { template }),
        ...(!isDeepStrictEqual(parameters, before.parameters) && { parameters }),
        ...(!isDeepStrictEqual(tags, before.tags) && { tags }),
        ...(!isDeepStrictEqual(capabilities, before.capabilities) && { capabilities }),
        ...(set.description !== before.description && { description: set.description }),
        ...automaticInAws(set, before),
    };
}

/** Without automatic deployment, AWS has no answer to whether stacks stay. */
function automaticInAws(set: RolloutEnd["set"], wanted: BlockStackSetInputs): Partial<BlockStackSetState> {
    if (isAutomaticAsWanted(set, wanted)) return {};
    return set.isAutomatic === wanted.isAutomatic ? { keepsStacks: set.keepsStacks } : { isAutomatic: set.isAutomatic };
}

/** Accounts that have a stack that nobody wants. Those to which AWS has given it by itself, because they are in a target, are none. */
function foreignAccounts(
    before: BlockStackSetState,
    stacks: readonly StackInAccount[],
    known: ReadonlySet<string>,
): string[] {
    const unlisted = new Set(unlistedAccounts(before, stacks, known));
    const foreign = stacks.filter(({ account }) => !known.has(account) && !unlisted.has(account));
    return [...new Set(foreign.map(({ account }) => account))].sort();
}

function foreignAccount(id: string, stacks: readonly StackInAccount[]): BlockAccount {
    const of = stacks.filter(({ account }) => account === id);
    return {
        id,
        name: id,
        target: of[0]?.unit ?? "",
        // Nobody has given it one, so no message may name one.
        ring: "",
        regions: of.map(({ region }) => region).sort(),
        parameters: {},
        isLeftAlone: false,
    };
}
