import type { ExistingResource, ExistingState, Findings } from "../../../definition/feature";
import { quoted, visible } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts, TakenName } from "../plan/foundCosts";
import { monitorPlans } from "../plan/monitorPlan";
import { COST_RESOURCES } from "../plan/stackBefore";
import { allBudgets } from "../questions/foundBudgets";
import { refused } from "./judgementFindings";

type Resources = ExistingState["resources"];

/** What a definition takes over by an `id`. */
interface TakenOver {
    /** `dimension team` */
    readonly what: string;
    /** `the cost category "Team"` */
    readonly inAws: string;
    readonly type: string;
    readonly key: string;
    readonly id: string;
    readonly path: readonly (string | number)[];
}

/**
 * Refuses to take over what the stack has under another key. Pulumi takes it over under the new key, and at the end of the run deletes it
 * under the old one. In AWS both are the same thing, which would be gone.
 */
export function ownedElsewhere(model: CostsModel, { resources }: ExistingState, found: FoundCosts): Findings {
    const problem = (path: readonly (string | number)[], message: string): Findings["problems"][number] => ({
        place: found.anywhere,
        path,
        message,
    });
    const ids = takenOver(model, found);
    // There may be many thousands of budgets.
    const owners = ownersByName(COST_RESOURCES.budget, resources);
    return refused([
        ...ids.flatMap((one) => {
            const message = ownedId(one, resources);
            return message === undefined ? [] : [problem(one.path, message)];
        }),
        ...allBudgets(model).flatMap(({ key, name, path }) => {
            const owner = owners.get(name);
            return owner === undefined || owner === key ? [] : [problem(path, ownedBudget(name, owner))];
        }),
    ]);
}

/** Whether a name in AWS belongs to something that the stack has, so that it is no stranger's. */
export function isInStack({ what, name, id }: TakenName, resources: Resources): boolean {
    switch (what) {
        case "budget":
            return ownersByName(COST_RESOURCES.budget, resources).has(name);
        case "category":
        case "monitor":
        case "subscription":
            return id !== undefined && ownerOfId(COST_RESOURCES[what], id, resources) !== undefined;
        default:
            return false;
    }
}

/** What the definition gives an `id`, and what it would create with a name that AWS has already. */
function takenOver(model: CostsModel, { taken }: FoundCosts): TakenOver[] {
    const { dimensions, anomalies } = model;
    const foundId = (what: TakenName["what"], name: string): string | undefined =>
        taken.find((one) => one.what === what && one.name === name)?.id;
    const ofAnomalies = { path: ["costs", "anomalies"] };
    const all = [
        ...dimensions.map(({ key, name, id }) => ({
            what: `dimension ${key}`,
            inAws: "the cost category",
            type: COST_RESOURCES.category,
            key,
            id: id ?? foundId("category", name),
            path: ["costs", "dimensions", key],
        })),
        ...(anomalies ? monitorPlans(anomalies, model) : []).map(({ key, name, id }) => ({
            what: `monitor ${visible(key)}`,
            inAws: "the anomaly monitor",
            type: COST_RESOURCES.monitor,
            key,
            id: id ?? foundId("monitor", name),
            ...ofAnomalies,
        })),
        ...(anomalies?.subscriptions ?? []).map(({ key, name, id }) => ({
            what: `subscription ${visible(key)}`,
            inAws: "the anomaly subscription",
            type: COST_RESOURCES.subscription,
            key,
            id: id ?? foundId("subscription", name),
            ...ofAnomalies,
        })),
    ];
    return all.flatMap(({ id, ...one }) => (id === undefined ? [] : [{ ...one, id }]));
}

function ownedId({ what, inAws, type, key, id, path }: TakenOver, resources: Resources): string | undefined {
    const owner = ownerOfId(type, id, resources);
    if (owner && owner.name !== key) {
        const { name } = owner.outputs;
        const named = typeof name === "string" ? `${inAws} ${quoted(name)}` : inAws;
        const isDimension = path[1] === "dimensions";
        return (
            `${what} would take over ${named}, which this stack has as ${visible(owner.name)}: at the end of the run it would be deleted under the old key, and be gone in AWS. ` +
            (isDimension
                ? `Keep the key ${visible(owner.name)}, or give this one another name and no id`
                : `Keep ${visible(owner.name)}, or take the id out here and give this one another name`)
        );
    }
    const own = (resources.get(type) ?? []).find(({ name }) => name === key);
    const arn = own?.outputs["arn"];
    if (typeof arn !== "string" || arn === id) return undefined;
    return `${what} is ${arn} in this stack, and not ${id}: take the id out`;
}

function ownedBudget(name: string, owner: string): string {
    return (
        `the budget ${quoted(name)} is in this stack already, as ${visible(owner)}. Under another key it would be created or taken over, and then deleted under the old one: AWS would have no budget ${quoted(name)}. ` +
        "Leave it where it is, give this one another name, or remove the old one in a run of its own"
    );
}

/** The keys of the resources of a type, by their names in AWS. */
function ownersByName(type: string, resources: Resources): ReadonlyMap<unknown, string> {
    return new Map((resources.get(type) ?? []).map(({ name: key, outputs }) => [outputs["name"], key]));
}

function ownerOfId(type: string, id: string, resources: Resources): ExistingResource | undefined {
    return (resources.get(type) ?? []).find(({ outputs }) => outputs["arn"] === id);
}
