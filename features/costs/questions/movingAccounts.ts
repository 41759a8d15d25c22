import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../../../definition";
import type { ExistingResource } from "../../../definition/feature";
import { DEFAULT_VALUE } from "../language/writtenDimension";
import type { BudgetModel, CostsModel } from "../model";
import { isInUnit } from "../plan/countedAccounts";
import type { AccountMove } from "../plan/foundCosts";
import { COST_RESOURCES, type AccountBefore, type StackBefore } from "../plan/stackBefore";

/** What an account's costs belong to. */
interface Belonging {
    readonly unit: string;
    /** Its value of each dimension that the state knows. */
    readonly values: Readonly<Record<string, string>>;
    readonly isGone: boolean;
}

/** The accounts of the stack that move, close or leave, or whose value of a dimension changes. Nothing is asked. */
export function movingAccounts(
    model: CostsModel,
    organization: OrganizationModel,
    { accounts, featureResources }: Pick<StackBefore, "accounts" | "featureResources">,
): readonly AccountMove[] {
    const valuesInState = (featureResources?.get(COST_RESOURCES.category) ?? []).map(
        (category) => [category.name, valuesOfAccounts(category)] as const,
    );
    const defined = new Map(organization.accounts.map((account) => [account.key, account]));
    return [...accounts].flatMap(([key, existing]): AccountMove[] => {
        const before: Belonging = {
            unit: existing.unit ?? ROOT_UNIT,
            values: Object.fromEntries(valuesInState.map(([dimension, value]) => [dimension, value(existing.id)])),
            isGone: false,
        };
        const account = defined.get(key);
        const after: Belonging = {
            unit: account?.unit ?? ROOT_UNIT,
            values: model.accounts.get(key)?.dimensions ?? {},
            isGone: account === undefined,
        };
        const changes = changesOf(account, existing, before, after);
        if (changes.length === 0) return [];
        const counted = (belonging: Belonging): string[] =>
            model.budgets.filter((budget) => counts(budget, belonging)).map(({ name }) => name);
        const [from, to] = [counted(before), counted(after)];
        return [
            {
                key,
                id: existing.id,
                changes,
                leaves: from.filter((name) => !to.includes(name)),
                enters: to.filter((name) => !from.includes(name)),
            },
        ];
    });
}

function changesOf(
    account: AccountModel | undefined,
    existing: AccountBefore,
    before: Belonging,
    after: Belonging,
): string[] {
    if (!account) return [existing.closing ? "is closed" : "leaves the organisation"];
    const isMoved = before.unit !== after.unit;
    return [
        ...(isMoved ? [`moves to ${after.unit === ROOT_UNIT ? "the root" : `unit ${after.unit}`}`] : []),
        ...(account.state === "closing" && !existing.closing
            ? ["will be closed when it is removed from the definition"]
            : []),
        ...Object.entries(before.values).flatMap(([dimension, value]) => {
            const now = Object.hasOwn(after.values, dimension) ? after.values[dimension] : undefined;
            return now === undefined || now === value ? [] : [`changes ${dimension} from ${value} to ${now}`];
        }),
    ];
}

function counts({ scope }: BudgetModel, { unit, values, isGone }: Belonging): boolean {
    if (isGone) return false;
    if (scope.kind === "unit") return isInUnit(unit, scope.unit);
    if (scope.kind === "dimension") {
        return Object.hasOwn(values, scope.dimension) && values[scope.dimension] === scope.value;
    }
    return false;
}

/** The value that a category in the state gives an account by its id. */
function valuesOfAccounts({ outputs }: ExistingResource): (id: string) => string {
    const byId = new Map<string, string>();
    for (const rule of Array.isArray(outputs["rules"]) ? (outputs["rules"] as unknown[]) : []) {
        const { Value, Rule } = rule as { Value?: string; Rule?: { Dimensions?: { Values?: string[] } } };
        for (const id of Rule?.Dimensions?.Values ?? []) if (!byId.has(id)) byId.set(id, Value ?? "");
    }
    const defaultValue = typeof outputs["defaultValue"] === "string" ? outputs["defaultValue"] : DEFAULT_VALUE;
    return (id) => byId.get(id) ?? defaultValue;
}
