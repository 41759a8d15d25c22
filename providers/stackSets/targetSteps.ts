import type { BlockStackSetInputs } from "./blockStackSetInputs";
import type { RolloutSituation } from "./rolloutSituation";
import type { RolloutStep } from "./rolloutStep";
import { UnitTree } from "./unitTree";

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
 * A target that is none any more: AWS would go on giving the block to accounts that come. AWS ends that only together with all stacks in the
 * unit and in all units below it, whichever target they were made through ("CloudFormation will delete stacks from both the specified target OUs
 * and their child OUs": user guide, "Delete stacks from CloudFormation StackSets", read 2026-11-27). So it stays where such stacks are still
 * wanted, because the block is now on a unit above or below.
 */
function formerTarget(situation: RolloutSituation): RolloutStep | undefined {
    const { wanted, targets, tried } = situation;
    const wantedRegions = new Map(wanted.targets.map(({ unit, regions }) => [unit, regions]));
    const kept = new KeptStacks(situation);
    for (const [unit, used] of [...targets].sort()) {
        const regions = used
            .filter((region) => !(wantedRegions.get(unit) ?? []).includes(region))
            .filter((region) => !tried.has(targetKey("untarget", unit, region)))
            .filter((region) => !kept.has(unit, region));
        if (regions.length === 0) continue;
        return {
            kind: "untarget",
            selection: { units: [unit], regions: regions.sort(), accounts: [], excluded: [] },
            keeps: wanted.keepsStacks,
        };
    }
    return undefined;
}

/** Where stacks stay, by unit and region. */
class KeptStacks {
    readonly #tree: UnitTree;
    readonly #wanted: BlockStackSetInputs;
    /** The units through which stacks that stay were made, and the targets of accounts that are left alone. */
    readonly #used = new Set<string>();

    constructor({ wanted, stacks, former }: RolloutSituation) {
        this.#wanted = wanted;
        this.#tree = new UnitTree(wanted.units);
        // One that is quarantined until this run keeps its stacks for this run.
        const released = [...former.values()].filter(({ isLeftAlone }) => isLeftAlone);
        const accounts = new Map([...released, ...wanted.accounts].map((one) => [one.id, one]));
        for (const { account, unit, region } of stacks) {
            const one = accounts.get(account);
            if (one?.isLeftAlone !== true && one?.regions.includes(region) !== true) continue;
            this.#used.add(`${unit} ${region}`);
            if (one.isLeftAlone) this.#used.add(`${one.target} ${region}`);
        }
    }

    /** Whether a stack that stays is in the unit, or may be in a unit above or below it. */
    has(unit: string, region: string): boolean {
        if (this.#used.has(`${unit} ${region}`)) return true;
        const others = [
            ...this.#wanted.targets.filter(({ regions }) => regions.includes(region)).map((one) => one.unit),
            ...[...this.#used].filter((one) => one.endsWith(` ${region}`)).map((one) => one.split(" ")[0] ?? ""),
        ];
        return others.some((other) => this.#tree.isAbove(unit, other) || this.#tree.isAbove(other, unit));
    }
}

/** The former targets that AWS keeps, because stacks in them stay. In those below a target, everything has the block anyway. */
export function keptTargets(
    wanted: BlockStackSetInputs,
    targets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
    return [...targets.keys()].filter((unit) => !isInTarget(unit, wanted)).sort();
}

/** Whether a unit is a target, or lies below one. */
export function isInTarget(unit: string, { targets, units }: BlockStackSetInputs): boolean {
    const tree = new UnitTree(units);
    return targets.some((target) => target.unit === unit || tree.isAbove(target.unit, unit));
}
