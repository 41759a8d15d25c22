import { ROOT_UNIT, type AccountModel, type OrganizationModel } from "../../../definition";
import type { ExistingResource } from "../../../definition/feature";
import { DEFAULT_VALUE } from "../language/writtenDimension";
import type { CostsModel } from "../model";
import { belongingWithout, isCounted, type CostBelonging } from "../plan/countedAccounts";
import type { AccountMove } from "../plan/foundCosts";
import { COST_RESOURCES, type AccountBefore, type StackBefore } from "../plan/stackBefore";

/** The accounts of the stack that move, that close or leave or will, or whose value of a dimension changes. Nothing is asked. */
export function movingAccounts(
    model: CostsModel,
    organization: OrganizationModel,
    { accounts, featureResources }: Pick<StackBefore, "accounts" | "featureResources">,
): readonly AccountMove[] {
    const valuesInState = (featureResources?.get(COST_RESOURCES.category) ?? []).map(
        (category) => [category.name, valuesOfAccounts(category)] as const,
    );
    const defined = new Map(organization.accounts.map((account) => [account.key, account]));
    const without = belongingWithout(model);
    return [...accounts].flatMap(([key, existing]): AccountMove[] => {
        const before: CostBelonging = {
            key,
            unit: existing.unit ?? ROOT_UNIT,
            values: Object.fromEntries(valuesInState.map(([dimension, value]) => [dimension, value(existing.id)])),
        };
        const account = defined.get(key);
        const after: CostBelonging = account
            ? { key, unit: account.unit, values: model.accounts.get(key)?.dimensions ?? {} }
            : without;
        const end = account && endOf(account, existing);
        const changes = [...changesOf(account, existing, before, after), ...(end === undefined ? [] : [end])];
        if (changes.length === 0) return [];
        const counted = (belonging: CostBelonging): string[] =>
            model.budgets.filter((budget) => isCounted(budget, belonging)).map(({ name }) => name);
        const [from, to, later] = [counted(before), counted(after), counted(without)];
        const own = (model.accounts.get(key)?.budgets ?? []).map(({ name }) => name);
        return [
            {
                key,
                id: existing.id,
                changes,
                leaves: from.filter((name) => !to.includes(name)),
                enters: account ? to.filter((name) => !from.includes(name)) : [],
                ...(end !== undefined && {
                    leavesWhenRemoved: [...to.filter((name) => !later.includes(name)), ...own],
                }),
            },
        ];
    });
}

function changesOf(
    account: AccountModel | undefined,
    existing: AccountBefore,
    before: CostBelonging,
    after: CostBelonging,
): string[] {
    if (!account) return [existing.closing ? "is closed" : "leaves the organisation"];
    const isMoved = before.unit !== after.unit;
    return [
        ...(isMoved ? [`moves to ${account.unit === ROOT_UNIT ? "the root" : `unit ${account.unit}`}`] : []),
        ...Object.entries(before.values).flatMap(([dimension, value]) => {
            const now = Object.hasOwn(after.values, dimension) ? after.values[dimension] : undefined;
            return now === undefined || now === value ? [] : [`changes ${dimension} from ${value} to ${now}`];
        }),
    ];
}

/** How the definition begins to end the account. Nothing happens before it is removed from there. */
function endOf({ state }: AccountModel, existing: AccountBefore): string | undefined {
    if (state === "closing" && !existing.closing) return "will be closed when it is removed from the definition";
    if (state === "leaving" && existing.leaving !== true) {
        return "will leave the organisation when it is removed from the definition";
    }
    return undefined;
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
