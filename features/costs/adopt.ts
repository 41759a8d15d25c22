import { isDeepStrictEqual } from "node:util";
import type { OrganizationModel } from "../../definition";
import { countOf, visible } from "../../limits";
import {
    answerFrom,
    type AdoptionReport,
    type AwsAnswer,
    type FeatureAdoption,
    type OrganizationInventory,
} from "../../operations/commands/adopt/feature";
import { adoptableBudget, type AdoptableBudget, type ExistingScope } from "./adoption/adoptableBudget";
import { adoptedBudgetKeys } from "./adoption/adoptedBudgetKeys";
import { readExistingBudgets, type ExistingBudget } from "./adoption/readExistingBudgets";
import { costs } from "./definition";
import type { BudgetAlert, BudgetModel, BudgetScope, CostsModel } from "./model";
import { allBudgets } from "./questions/foundBudgets";

type FoundBudgetsOfAws = AwsAnswer<readonly ExistingBudget[]>;

/** Takes over the budgets that a definition can say exactly. */
export const costsAdoption: FeatureAdoption<CostsModel, FoundBudgetsOfAws> = {
    feature: costs,

    read: ({ organization }, reading) =>
        answerFrom(reading.endpoints, ["budgets"], () =>
            readExistingBudgets(organization.managementAccountId, reading),
        ),

    write: (found, organization) => adoptedBudgetKeys(sorted(found, organization).adopted, organization),

    differences(model, found, definition, organization) {
        const inDefinition = new Map(allBudgets(model).map((budget) => [budget.name, budget]));
        const { adopted } = sorted(found, organization);
        const names = new Set(adopted.map(({ name }) => name));
        return [
            ...adopted.flatMap((budget) => {
                const written = inDefinition.get(budget.name);
                return written && isDeepStrictEqual(comparable(written, definition), inOrder(budget))
                    ? []
                    : [`budget ${visible(budget.name)} is not that of AWS`];
            }),
            ...[...inDefinition.keys()]
                .filter((name) => !names.has(name))
                .map((name) => `budget ${visible(name)} is not in AWS`),
        ];
    },

    report,
};

const NOT_READ =
    "cost categories, anomaly monitors and subscriptions, cost allocation tags and Data Exports: not read. They stay as they are";

/** Why budgets are not taken over, in the order of AWS's answer. */
interface SortedBudgets {
    readonly adopted: readonly AdoptableBudget[];
    readonly left: readonly { readonly name: string; readonly why: string }[];
}

function sorted(found: FoundBudgetsOfAws, organization: OrganizationInventory): SortedBudgets {
    const adopted: AdoptableBudget[] = [];
    const left: { name: string; why: string }[] = [];
    for (const existing of "value" in found ? found.value : []) {
        const budget = adoptableBudget(existing, organization);
        if (typeof budget === "string") left.push({ name: existing.budget.BudgetName ?? "", why: budget });
        else adopted.push(budget);
    }
    return { adopted, left };
}

function report(found: FoundBudgetsOfAws, organization: OrganizationInventory): AdoptionReport {
    const { adopted, left } = sorted(found, organization);
    return {
        adopted:
            adopted.length === 0
                ? []
                : [{ name: "budgets", text: `${adopted.length}, with ${countOf(alertCount(adopted), "alert")}` }],
        notAdopted: [
            ...("unread" in found ? [`budgets: not read (${found.unread}). They stay as they are`] : []),
            ...left.map(({ name, why }) => `budget ${visible(name)}, because ${why}. It stays as it is`),
            NOT_READ,
        ],
        json: { budgets: adopted.map(({ name }) => name), budgetsLeftAlone: left },
    };
}

function alertCount(budgets: readonly AdoptableBudget[]): number {
    return budgets.reduce((sum, { alerts }) => sum + alerts.length, 0);
}

/** A budget of the definition in the form of one in AWS. */
function comparable(
    { name, scope, period, amount, alerts, existing }: BudgetModel,
    definition: OrganizationModel,
): AdoptableBudget | undefined {
    const by = inAws(scope, definition);
    return existing && by && inOrder({ name, scope: by, period, amount, alerts });
}

function inAws(scope: BudgetScope, { units, accounts }: OrganizationModel): ExistingScope | undefined {
    if (scope.kind === "organization") return { kind: "organization" };
    if (scope.kind === "dimension") return undefined;
    const id =
        scope.kind === "unit"
            ? units.find(({ key }) => key === scope.unit)?.id
            : accounts.find(({ key }) => key === scope.account)?.id;
    return id === undefined ? undefined : { kind: scope.kind, id };
}

/** AWS has no order of alerts. */
function inOrder({ name, scope, period, amount, alerts }: AdoptableBudget): AdoptableBudget {
    const text = ({ of, threshold, unit }: BudgetAlert): string => `${of} ${threshold} ${unit}`;
    return {
        name,
        scope,
        period,
        amount,
        alerts: alerts
            .map(({ threshold, unit, of, emails, topics }) => ({
                threshold,
                unit,
                of,
                emails: emails.toSorted(),
                topics: topics.toSorted(),
            }))
            .sort((one, two) => (text(one) < text(two) ? -1 : 1)),
    };
}
