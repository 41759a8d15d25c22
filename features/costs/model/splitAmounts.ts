import type { SplitModel } from "./dimensionModel";

/**
 * Divides the costs of values among others, as the splits of a dimension say. The sum stays the same.
 *
 * Parts are whole cents, so that they add up in a table too. The cents that are left go to the largest remainders, and of equal ones to the
 * first. What is smaller than a cent goes to the first part. A proportional split among values without costs is not done, because nobody's
 * share is known: the costs stay where they are.
 *
 * @param amounts by value, in units of the currency. A value without costs may be absent.
 * @returns the amounts after the splits, of the same values and of those that pay. A value that is split has 0.
 */
export function splitAmounts(
    amounts: ReadonlyMap<string, number>,
    splits: readonly SplitModel[],
): ReadonlyMap<string, number> {
    const after = new Map(amounts);
    for (const { from, to, by } of splits) {
        const amount = amounts.get(from) ?? 0;
        // AWS lets no value pay that is itself split, so the weights are what each value has before all splits.
        const weights = to.map((value) =>
            by === "even" ? 1 : Math.max(0, by === "proportional" ? (amounts.get(value) ?? 0) : shareOf(by, value)),
        );
        const parts = amount === 0 ? undefined : partsOf(amount, weights);
        if (!parts) continue;
        after.set(from, 0);
        for (const [index, value] of to.entries()) after.set(value, (after.get(value) ?? 0) + (parts[index] ?? 0));
    }
    return after;
}

function shareOf(by: Readonly<Record<string, number>>, value: string): number {
    return Object.hasOwn(by, value) ? (by[value] ?? 0) : 0;
}

/** Parts of an amount by weight; undefined if all weights are 0. */
function partsOf(amount: number, weights: readonly number[]): readonly number[] | undefined {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(whole > 0)) return undefined;
    const cents = Math.trunc(amount * 100);
    const sign = Math.sign(cents);
    const exact = weights.map((weight) => (Math.abs(cents) * weight) / whole);
    const parts = exact.map(Math.floor);
    const left = Math.abs(cents) - parts.reduce((sum, part) => sum + part, 0);
    const byRemainder = exact
        .map((part, index) => ({ index, remainder: part - Math.floor(part), hasWeight: (weights[index] ?? 0) > 0 }))
        .filter(({ hasWeight }) => hasWeight)
        .sort((one, two) => two.remainder - one.remainder || one.index - two.index);
    for (let given = 0; given < left; given++) {
        const { index = 0 } = byRemainder[given % byRemainder.length] ?? {};
        parts[index] = (parts[index] ?? 0) + 1;
    }
    const rest = amount - cents / 100;
    const first = byRemainder[0]?.index ?? 0;
    return parts.map((part, index) => (sign * part) / 100 + (index === first ? rest : 0));
}
