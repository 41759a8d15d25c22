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

/** A unit is a target as soon as an operation has named it with a region: those with accounts are, by their stacks. */
function newTarget({ wanted, set, formerTargets, stacks, tried }: RolloutSituation): RolloutStep | undefined {
    for (const { unit, regions, excluded } of wanted.targets) {
        const known = set.units.includes(unit) ? (formerTargets.get(unit) ?? []) : [];
        const used = new Set([...known, ...stacks.filter((one) => one.unit === unit).map(({ region }) => region)]);
        const missing = regions.filter((region) => !used.has(region) && !tried.has(targetKey("target", unit, region)));
        if (missing.length === 0) continue;
        const accounts = wanted.accounts.filter(({ target, isLeftAlone }) => target === unit && !isLeftAlone);
        // Its accounts have been tried, and their failure has been said.
        if (accounts.length > 0) continue;
        return { kind: "target", selection: { units: [unit], regions: missing, accounts: [], excluded } };
    }
    return undefined;
}

/**
 * A target that is none any more: AWS would go on giving the block to accounts that come. Stacks that were made through it and are still
 * wanted, because the block is now on a unit above or below, stay where they are.
 */
function formerTarget({ wanted, set, formerTargets, stacks, tried }: RolloutSituation): RolloutStep | undefined {
    const targets = new Map(wanted.targets.map(({ unit, regions }) => [unit, regions]));
    const kept = new Set(wanted.accounts.map(({ id }) => id));
    const units = new Set([...formerTargets.keys(), ...set.units]);
    for (const unit of [...units].sort()) {
        if (!set.units.includes(unit)) continue;
        const through = stacks.filter((one) => one.unit === unit);
        const used = [...new Set([...(formerTargets.get(unit) ?? []), ...through.map(({ region }) => region)])];
        const regions = used
            .filter((region) => !(targets.get(unit) ?? []).includes(region))
            .filter((region) => !tried.has(targetKey("untarget", unit, region)))
            .sort();
        const staying = [...new Set(through.filter(({ account }) => kept.has(account)).map(({ account }) => account))];
        if (regions.length === 0) continue;
        return {
            kind: "untarget",
            selection: { units: [unit], regions, accounts: [], excluded: staying.sort() },
            keeps: wanted.keepsStacks,
        };
    }
    return undefined;
}
