import { inputTexts, type ResourceChange } from "../../../definition/feature";
import { isJsonMap } from "../../../evaluator/policyDocument";
import { list } from "../../../limits";
import type { BudgetModel } from "../model";
import type { CostsPart, CostsSituation } from "./changedCosts";

/** What happens to the action that stops an account when its budget is spent. */
export function stopParts(
    change: ResourceChange,
    budget: BudgetModel | undefined,
    situation: CostsSituation,
): readonly CostsPart[] {
    const { operation, properties } = change;
    switch (operation) {
        case "create":
        case "import":
            return [{ text: "stops its account when it is spent, as far as AWS Budgets knows", risk: "attention" }];
        case "replace":
            return budget ? [{ text: "gets its stop anew", risk: "attention" }] : [];
        case "forget":
            return [{ text: "keeps its stop in AWS, which leaves the stack", risk: "attention" }];
        case "delete":
            return isSpendingBrake(change, situation)
                ? [
                      {
                          text: "no longer stops its account when it is spent",
                          risk: "danger",
                          acknowledge: `remove the stop of budget ${stoppedBy(change)}`,
                      },
                  ]
                : [{ text: "no longer stops its account, which is closed or leaves", risk: "routine" }];
        case "update":
            return properties.every((one) => QUIET.has(one))
                ? [{ text: "gets other tags, or other people to tell, at its stop", risk: "routine" }]
                : [{ text: `stops its account in another way (${list(properties)})`, risk: "attention" }];
    }
}

/** The key of the budget that an action belongs to. */
export function stoppedBy({ name }: ResourceChange): string {
    return name.replace(/^stop /, "");
}

const QUIET = new Set(["subscribers", "tags"]);

/** Whether a change takes the stop from an account that the definition still has. */
export function isSpendingBrake(
    { operation, before }: ResourceChange,
    { spine, accountKeys }: CostsSituation,
): boolean {
    if (operation !== "delete") return false;
    const definition = before?.["definition"];
    const action = isJsonMap(definition) ? definition["scpActionDefinition"] : undefined;
    const keys = inputTexts(isJsonMap(action) ? action : undefined, "targetIds").map((id) => accountKeys.get(id));
    const defined = new Map(spine.accounts.map(({ key, state }) => [key, state]));
    return keys.some((key) => {
        const state = key === undefined ? undefined : defined.get(key);
        return state !== undefined && state !== "closing" && state !== "leaving";
    });
}
