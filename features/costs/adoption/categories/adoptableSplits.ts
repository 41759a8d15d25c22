import type { CostCategorySplitChargeRule } from "@aws-sdk/client-cost-explorer";
import { COST_CATEGORY_SPLITS, quoted } from "../../../../limits";
import type { SplitModel } from "../../model";

/**
 * What the definition says of a category's split charges.
 *
 * @param values all values of the category.
 * @returns a text that says why it cannot say them: it completes "it is left alone, because".
 */
export function adoptableSplits(
    rules: readonly CostCategorySplitChargeRule[],
    values: readonly string[],
): readonly SplitModel[] | string {
    if (rules.length > COST_CATEGORY_SPLITS.max) return `it has ${rules.length} split charges`;
    const sources = new Set(rules.map(({ Source = "" }) => Source));
    if (sources.size < rules.length) return "a value is split twice";
    const splits = rules.map((rule) => adoptableSplit(rule, values, sources));
    const wrong = splits.find((split) => typeof split === "string");
    return wrong ?? splits.filter((split) => typeof split !== "string");
}

function adoptableSplit(
    { Source: from = "", Targets: to = [], Method, Parameters = [] }: CostCategorySplitChargeRule,
    values: readonly string[],
    sources: ReadonlySet<string>,
): SplitModel | string {
    const unknown = [from, ...to].find((value) => !values.includes(value));
    if (unknown !== undefined) return `a split names the value ${quoted(unknown)}, which no rule gives`;
    const isDivided = to.find((value) => sources.has(value));
    if (isDivided !== undefined) return `the value ${quoted(isDivided)} pays for another and is itself split`;
    if (to.length === 0 || new Set(to).size < to.length)
        return `the split of ${quoted(from)} names no value or one twice`;
    if (Method === "EVEN" || Method === "PROPORTIONAL") {
        return Parameters.length > 0
            ? `the split of ${quoted(from)} has parameters`
            : { from, to, by: Method === "EVEN" ? "even" : "proportional" };
    }
    const [{ Values: shares = [] } = {}] = Parameters;
    const by = Object.fromEntries(to.map((value, index) => [value, Number(shares[index])]));
    const all = Object.values(by);
    const isWhole = Math.abs(all.reduce((sum, share) => sum + share, 0) - 100) < 1e-9;
    if (Method !== "FIXED" || shares.length !== to.length || !all.every((share) => share > 0) || !isWhole) {
        return `the definition has no such split as that of ${quoted(from)}`;
    }
    return { from, to, by };
}
