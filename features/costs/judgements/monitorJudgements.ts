import type { ExistingState, Findings } from "../../../definition/feature";
import { listSome, quoted } from "../../../limits";
import type { CostsModel } from "../model";
import { monitorPlans } from "../plan/monitorPlan";
import { COST_RESOURCES } from "../plan/stackBefore";
import { warned } from "./judgementFindings";

/** The most monitors that a message names. */
const NAMED = 5;

/**
 * Says which monitors go. AWS lists anomalies by their monitor, and documents no history of one that is deleted. A new one may need 24 hours
 * to begin (https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html, read on 2026-11-27).
 */
export function endedMonitors(model: CostsModel, { resources }: ExistingState): Findings {
    const kept = new Set((model.anomalies ? monitorPlans(model.anomalies, model) : []).map(({ key }) => key));
    const ended = (resources.get(COST_RESOURCES.monitor) ?? [])
        .filter(({ name }) => !kept.has(name))
        .map(({ name, outputs }) => quoted(typeof outputs["name"] === "string" ? outputs["name"] : name));
    if (ended.length === 0) return warned([]);
    const isOne = ended.length === 1;
    return warned([
        `${isOne ? "anomaly monitor" : "anomaly monitors"} ${listSome(ended, NAMED)} ${isOne ? "is" : "are"} deleted, because costs.anomalies no longer watches ${isOne ? "this" : "these"}. ` +
            `The history of the anomalies that ${isOne ? "it has" : "they have"} found goes with ${isOne ? "it" : "them"}: a new monitor has none, and may take 24 hours to begin`,
    ]);
}
