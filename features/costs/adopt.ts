import { isDeepStrictEqual } from "node:util";
import { countOf, visible } from "../../limits";
import type {
    AdoptionReport,
    AwsAnswer,
    FeatureAdoption,
    OrganizationInventory,
} from "../../operations/commands/adopt/feature";
import { adoptableCosts, type AdoptableCosts } from "./adoption/adoptableCosts";
import { adoptedCostKeys } from "./adoption/adoptedCostKeys";
import { anomalyDifferences } from "./adoption/anomalies/anomalyDifferences";
import { arnsOf } from "./adoption/anomalies/adoptableAnomalies";
import { budgetDifferences } from "./adoption/budgets/budgetDifferences";
import { categoryDifferences } from "./adoption/categories/categoryDifferences";
import { readExistingCategories } from "./adoption/categories/readExistingCategories";
import { readExistingCosts, valueOr, type ExistingCosts } from "./adoption/existingCosts";
import { costs } from "./definition";
import type { CostsModel } from "./model";

/** Takes over what a definition can say exactly: budgets, cost categories, anomaly detection, cost allocation tags. */
export const costsAdoption: FeatureAdoption<CostsModel, ExistingCosts> = {
    feature: costs,

    read: readExistingCosts,

    write: (found, organization) => adoptedCostKeys(adoptableCosts(found, organization), organization),

    differences(model, found, definition, organization) {
        const { budgets, categories, anomalies, tags } = adoptableCosts(found, organization);
        return [
            ...budgetDifferences(model, budgets, definition),
            ...categoryDifferences(model, categories, definition),
            ...anomalyDifferences(model, anomalies),
            ...(isDeepStrictEqual(model.allocationTags, tags) ? [] : ["the cost allocation tags are not those of AWS"]),
        ];
    },

    report,

    /** A cost category is adopted by a resource of ours, which would change it if it differed. */
    async changesSince(found, reading) {
        const before = valueOr(found.categories, []);
        if (before.length === 0) return [];
        const now = new Map((await readExistingCategories(reading)).map((one) => [one.CostCategoryArn, one]));
        // The answers before have been kept as JSON.
        return before
            .filter((one) => !isDeepStrictEqual(JSON.parse(JSON.stringify(now.get(one.CostCategoryArn) ?? {})), one))
            .map(({ Name = "" }) => `the cost category ${visible(Name)} has changed`);
    },
};

const NOT_READ = "Data Exports of costs: not read. They stay as they are";

function report(found: ExistingCosts, organization: OrganizationInventory): AdoptionReport {
    const adopted = adoptableCosts(found, organization);
    const unread: readonly (readonly [string, AwsAnswer<unknown>])[] = [
        ["budgets", found.budgets],
        ["cost categories", found.categories],
        ["anomaly monitors and subscriptions", found.anomalies],
        ["cost allocation tags", found.tags],
    ];
    return {
        adopted: adoptedLines(adopted),
        notAdopted: [
            ...unread.flatMap(([what, answer]) =>
                "unread" in answer ? [`${what}: not read (${answer.unread}). They stay as they are`] : [],
            ),
            ...adopted.left.map(({ what, why }) => `${visible(what)}, because ${why}. It stays as it is`),
            NOT_READ,
        ],
        json: {
            budgets: adopted.budgets.map(({ name }) => name),
            costCategories: [...adopted.categories.values()].map(({ name }) => name),
            anomalySubscriptions: adopted.anomalies.subscriptions.map(({ name }) => name),
            costAllocationTags: adopted.tags,
            costsLeftAlone: adopted.left,
        },
    };
}

/** A line for each part of which there is something. */
function adoptedLines({ budgets, categories, anomalies, tags }: AdoptableCosts): AdoptionReport["adopted"] {
    const alerts = budgets.reduce((sum, budget) => sum + budget.alerts.length, 0);
    const values = [...categories.values()].reduce((sum, one) => sum + one.values.length, 0);
    const monitors = anomalies.watches.flatMap(arnsOf).length;
    const lines: readonly (readonly [string, number, string])[] = [
        ["budgets", budgets.length, `, with ${countOf(alerts, "alert")}`],
        ["categories", categories.size, ` of costs, with ${countOf(values, "value")}`],
        ["anomalies", anomalies.subscriptions.length, ` subscriptions, with ${countOf(monitors, "monitor")}`],
        ["cost tags", tags.length, " active"],
    ];
    return lines.flatMap(([name, count, more]) => (count === 0 ? [] : [{ name, text: `${count}${more}` }]));
}
