import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { CURRENCIES, list, quoted } from "../../../limits";
import { valuesOf, type BudgetModel, type BudgetScope, type CostsModel } from "../model";
import { accountBudgets, type CostsSaid } from "./accountBudgets";
import { allocationTags } from "./allocationTags";
import { anomaliesModel } from "./anomalyModels";
import { checkBudgets } from "./budgetRules";
import { checkRuleCounts } from "./dimensionRules";
import { NO_BUDGET, type BudgetInput } from "./budgetSchema";
import type { CostsInput } from "./costsSchema";
import { resolveDimensions, type ResolvedDimensions } from "./dimensionModels";
import { exportModel } from "./exportModel";
import { NOBODY, recipientsIn } from "./recipients";
import { scopedBudget } from "./scopedBudget";
import { checkStopPolicy } from "./stopPolicyRules";
import { checkStop } from "./stopRules";
import { areAlertsUnread, readAlerts, readBudgets, type BudgetDefaults } from "./writtenBudget";
import type { WrittenDimension } from "./writtenDimension";

/** The alerts of budgets if the definition gives none. */
const DEFAULT_ALERTS = ["80%", "100%", "forecast 100%"];

/** Turns what a definition says of costs into the feature's model. */
export function resolveCosts(said: CostsSaid, organization: OrganizationModel, report: Report): CostsModel {
    const { costs = {} } = said.root.values;
    const defaults = budgetDefaults(costs, report);
    const dimensions = resolveDimensions(costs.dimensions ?? {}, organization, report);
    const ofAccounts = accountBudgets(said, organization, defaults, report);
    const budgets = sharedBudgets(said, organization, dimensions, defaults, report);
    checkStopPolicy(ofAccounts, organization, report);
    checkBudgets([...budgets, ...[...ofAccounts.values()].flat()], report);
    const costExport = exportModel(costs.export, report);
    const accounts = accountCosts(organization, dimensions, ofAccounts);
    checkRuleCounts(dimensions.models, accounts, report);
    const anomalies = anomaliesModel(
        costs.anomalies,
        new Map(dimensions.models.map((dimension) => [dimension.key, valuesOf(dimension, { accounts })])),
        defaults.notify,
        report,
    );
    return {
        currency: defaults.currency,
        dimensions: dimensions.models,
        budgets,
        allocationTags: allocationTags(costs.tags ?? [], dimensions.written, report),
        ...(anomalies && { anomalies }),
        ...(costExport && { export: costExport }),
        accounts,
    };
}

function accountCosts(
    { accounts }: OrganizationModel,
    { written, values }: ResolvedDimensions,
    budgets: ReadonlyMap<string, readonly BudgetModel[]>,
): CostsModel["accounts"] {
    const valueOf = ({ key, defaultValue }: WrittenDimension, account: string): [string, string] => [
        key,
        values.get(key)?.get(account) ?? defaultValue,
    ];
    return new Map(
        accounts.map(({ key }) => [
            key,
            {
                dimensions: Object.fromEntries(written.map((dimension) => valueOf(dimension, key))),
                budgets: budgets.get(key) ?? [],
            },
        ]),
    );
}

function budgetDefaults({ currency = "USD", notify, alerts }: CostsInput, report: Report): BudgetDefaults {
    const path = ["costs", "alerts"];
    const areUnread = areAlertsUnread({ alerts }, ["costs"], report);
    if (!CURRENCIES.codes.includes(currency)) {
        report.add(
            ["costs", "currency"],
            `${quoted(currency)} is no currency of AWS Budgets: use ${list(CURRENCIES.codes, Infinity, "or")}. AWS counts costs in USD (in the China Regions in CNY), also where invoices are in another currency`,
        );
    }
    return {
        currency,
        notify: recipientsIn({ notify }, ["costs"], report) ?? NOBODY,
        alerts: readAlerts(alerts ?? (areUnread ? [] : DEFAULT_ALERTS), path, currency, report).map(
            ({ path: _, ...alert }) => alert,
        ),
        areAlertsWrong: areUnread || report.hasMistakeIn(path),
    };
}

/** The budgets of the organisation, of units and of values of dimensions. */
function sharedBudgets(
    said: CostsSaid,
    organization: OrganizationModel,
    { written }: ResolvedDimensions,
    defaults: BudgetDefaults,
    report: Report,
): BudgetModel[] {
    const read = (input: BudgetInput | undefined, path: Path, scope: BudgetScope): BudgetModel[] => {
        const budgets = input === undefined ? [] : readBudgets(input, path, defaults, report);
        if (budgets === NO_BUDGET) return [];
        return budgets.map((budget) => {
            checkStop(budget, undefined, organization, report);
            return scopedBudget(budget, scope, { currency: defaults.currency }, report);
        });
    };
    return [
        ...read(said.root.values.budget, ["budget"], { kind: "organization" }),
        ...organization.units.flatMap((unit) => {
            const { values, path } = said.unit(unit);
            return read(values.budget, [...path, "budget"], { kind: "unit", unit: unit.key });
        }),
        ...written.flatMap(({ key, values }) =>
            values.flatMap(({ value, rule, path }) =>
                read(rule.budget, [...path, "budget"], { kind: "dimension", dimension: key, value }),
            ),
        ),
    ];
}
