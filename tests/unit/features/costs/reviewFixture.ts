import { messageText } from "../../../../evaluator/effect";
import type { ExistingResource, Findings } from "../../../../definition/feature";
import { costs } from "../../../../features/costs/definition";
import type { CostsModel } from "../../../../features/costs/model";
import { NO_COSTS_FOUND, type FoundCosts } from "../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../features/costs/plan/stackBefore";
import { reviewCosts } from "../../../../features/costs/review";
import { load } from "../../definition/definitionFixtures";

export const DEFINITION = `
defaults: { email: "{account}@example.com" }
costs: { notify: [a@example.com], dimensions: { team: { tag: Team } }, export: { bucket: acme-costs } }
units:
    Sandbox: { kind: sandbox, accountBudget: { monthly: 50, stop: true }, accounts: { play: { tags: { Team: shop } } } }
`;

export function modelOf(text = DEFINITION): CostsModel {
    return load(text).features.get(costs);
}

export type State = Readonly<Record<string, readonly ExistingResource[]>>;

export function reviewed(found: Partial<FoundCosts>, state: State = {}, model = modelOf()): Findings {
    const before = { accounts: new Map([["play", { id: "111122223333" }]]), resources: new Map(Object.entries(state)) };
    return reviewCosts(model, before, { ...NO_COSTS_FOUND, ...found });
}

export const messages = ({ problems, warnings }: Findings): string =>
    [...problems.map(({ message }) => message), ...warnings.map(messageText)].join("\n");

export const STOPPED = { key: "play", id: "111122223333", isStopKept: true, isDefined: true };
export const ACTION: ExistingResource = {
    name: "stop account play monthly",
    outputs: {
        budgetName: "account play monthly",
        definition: { scpActionDefinition: { targetIds: ["111122223333"] } },
    },
};
export const WRITTEN = { place: { file: "sandbox.yaml", line: 3, column: 5 }, path: ["accounts", "play"] };
export const BUCKET = { [COST_RESOURCES.bucket]: [{ name: "costs", outputs: { bucket: "acme-costs" } }] };
/** What the definition has, as an earlier run has applied it. */
export const APPLIED = { ...BUCKET, [COST_RESOURCES.action]: [ACTION] };
export const WITHOUT_STOP = DEFINITION.replace(", stop: true", "");
