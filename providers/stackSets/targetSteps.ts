import type { BlockStackSetInputs } from "./blockStackSetInputs";
import type { RolloutSituation } from "./rolloutSituation";
import type { RolloutStep } from "./rolloutStep";

/** How `tried` names an attempt at a target. */
export function targetKey(kind: "target" | "untarget", unit: string, region: string): string {
    return `${kind} ${unit} in ${region}`;
}

/**
 * What AWS has to know of the units themselves, when all stacks are as they should be: to which it gives the block by itself when an account
 * comes, also if no account is there yet, and to which no more.
 */
export function nextTargetStep(situation: RolloutSituation): RolloutStep | undefined {
    return situation.wanted.isAutomatic ? (newTarget(situation) ?? formerTarget(situation)) : undefined;
}

/** A unit is a target as soon as an operation has named it with a region: those with new stacks are already. */
function newTarget({ wanted, targets, tried }: RolloutSituation): RolloutStep | undefined {
    for (const { unit, regions, excluded } of wanted.targets) {
        const known = targets.get(unit) ?? [];
        const missing = regions.filter(
            (region) => !known.includes(region) && !tried.has(targetKey("target", unit, region)),
        );
        if (missing.length === 0) continue;
        const accounts = wanted.accounts.filter(({ target }) => target === unit);
        // One that has the block already through a unit below: nothing changes in it.
        const first = accounts.find(
            (one) => !one.isLeftAlone && missing.every((region) => one.regions.includes(region)),
        );
        const spared = accounts.filter(({ isLeftAlone }) => isLeftAlone).map(({ id }) => id);
        return {
            kind: "target",
            selection: {
                units: [unit],
                regions: missing,
                accounts: first ? [first.id] : [],
                excluded: [...excluded, ...spared].sort(),
            },
        };
    }
    return undefined;
}

/**
 * A target that is none any more: AWS would go on giving the block to accounts that come. AWS ends that only together with all stacks that
 * were made through it. So it stays where such stacks are still wanted, because the block is now on a unit above or below.
 */
function formerTarget({ wanted, targets, stacks, tried }: RolloutSituation): RolloutStep | undefined {
    const wantedRegions = new Map(wanted.targets.map(({ unit, regions }) => [unit, regions]));
    for (const [unit, used] of [...targets].sort()) {
        const regions = used
            .filter((region) => !(wantedRegions.get(unit) ?? []).includes(region))
            .filter((region) => !tried.has(targetKey("untarget", unit, region)));
        if (regions.length === 0 || hasWantedStack(unit, regions, { wanted, stacks })) continue;
        return {
            kind: "untarget",
            selection: { units: [unit], regions: regions.sort(), accounts: [], excluded: [] },
            keeps: wanted.keepsStacks,
        };
    }
    return undefined;
}

function hasWantedStack(
    unit: string,
    regions: readonly string[],
    { wanted, stacks }: Pick<RolloutSituation, "wanted" | "stacks">,
): boolean {
    const accounts = new Map(wanted.accounts.map((one) => [one.id, one]));
    return stacks.some(
        (one) =>
            one.unit === unit &&
            regions.includes(one.region) &&
            // A stack of an account that is left alone stays, too.
            (accounts.get(one.account)?.isLeftAlone === true ||
                accounts.get(one.account)?.regions.includes(one.region) === true),
    );
}

/** The former targets that AWS keeps, because stacks that were made through them stay. */
export function keptTargets(
    wanted: BlockStackSetInputs,
    targets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
    const units = new Set(wanted.targets.map(({ unit }) => unit));
    // Below the root, everything has it.
    if ([...units].some((unit) => unit.startsWith("r-"))) return [];
    return [...targets.keys()].filter((unit) => !units.has(unit)).sort();
}
