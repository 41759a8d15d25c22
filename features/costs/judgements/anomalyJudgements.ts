import type { ExistingState, Findings } from "../../../definition/feature";
import { list, quoted } from "../../../limits";
import type { CostsModel } from "../model";
import type { FoundCosts } from "../plan/foundCosts";
import { monitorPlans } from "../plan/monitorPlan";
import { COST_RESOURCES, nameInAws } from "../plan/stackBefore";
import { warned } from "./judgementFindings";

/** The most monitors that a message names. */
const NAMED = 5;

/** Monitors that are taken over, and those that end. */
export function reviewMonitors(model: CostsModel, { resources }: ExistingState, { imports }: FoundCosts): Findings {
    const planned = new Set((model.anomalies ? monitorPlans(model.anomalies, model) : []).map(({ key }) => key));
    const ended = (resources.get(COST_RESOURCES.monitor) ?? [])
        .filter(({ name: key }) => !planned.has(key))
        .map((resource) => ({ key: resource.name, name: quoted(nameInAws(resource)) }));
    const deleted = ended.filter(({ key }) => key !== "services").map(({ name }) => name);
    return warned([
        ...(imports.monitors.size === 0
            ? []
            : [
                  `${monitors([...imports.monitors.values()].map(({ name }) => quoted(name)))} ${isOrAre(imports.monitors.size)} taken over`,
              ]),
        ...(deleted.length === 0
            ? []
            : [
                  `${monitors(deleted)} ${isOrAre(deleted.length)} deleted, with the anomalies found. Subscriptions made by hand lose ${deleted.length === 1 ? "it" : "them"} too`,
              ]),
        ...ended
            .filter(({ key }) => key === "services")
            .map(
                ({ name }) =>
                    `anomaly monitor ${name} leaves this stack and stays in AWS, which the preview shows as [retain]: AWS may have made it itself. It is free, and is taken over if the definition watches services again`,
            ),
    ]);
}

function monitors(names: readonly string[]): string {
    return `${names.length === 1 ? "anomaly monitor" : "anomaly monitors"} ${list(names, NAMED)}`;
}

function isOrAre(count: number): string {
    return count === 1 ? "is" : "are";
}
