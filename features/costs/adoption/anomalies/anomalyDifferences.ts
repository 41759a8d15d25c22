import { isDeepStrictEqual } from "node:util";
import { visible } from "../../../../limits";
import type { AnomaliesModel, AnomalySubscriptionModel, CostsModel } from "../../model";
import { monitorPlans } from "../../plan/monitorPlan";
import { arnsOf, type AdoptableAnomalies, type AdoptableSubscription } from "./adoptableAnomalies";

/** Where the anomalies of a loaded definition differ from the monitors and subscriptions that were taken over. */
export function anomalyDifferences(
    model: CostsModel,
    { watches, subscriptions }: AdoptableAnomalies,
): readonly string[] {
    const { anomalies = NONE } = model;
    const monitors = monitorPlans(anomalies, model);
    const monitorsInAws = new Map(
        watches.flatMap(({ key, name, arns }) =>
            typeof arns === "string"
                ? [[key, { key, name, id: arns }] as const]
                : [...arns].map(
                      ([value, id]) =>
                          [`${key} ${value}`, { key: `${key} ${value}`, name: `${name} ${value}`, id }] as const,
                  ),
        ),
    );
    const bySubscription = new Map(anomalies.subscriptions.map((one) => [one.name, one]));
    return [
        ...monitors.flatMap(({ key, name, id }) =>
            isDeepStrictEqual(monitorsInAws.get(key), { key, name, id })
                ? []
                : [`anomaly monitor ${visible(key)} is not that of AWS`],
        ),
        ...(monitors.length === watches.flatMap(arnsOf).length ? [] : ["the anomaly monitors are not those of AWS"]),
        ...subscriptions.flatMap((subscription) => {
            const written = bySubscription.get(subscription.name);
            return written && isDeepStrictEqual(inAws(written), subscription)
                ? []
                : [`anomaly subscription ${visible(subscription.name)} is not that of AWS`];
        }),
        ...(bySubscription.size === subscriptions.length ? [] : ["the anomaly subscriptions are not those of AWS"]),
    ];
}

/** A subscription of the definition in the form of one in AWS. */
function inAws({ key: _, id: arn = "", ...subscription }: AnomalySubscriptionModel): AdoptableSubscription {
    return { arn, ...subscription, monitors: subscription.monitors.toSorted() };
}

const NONE: AnomaliesModel = { monitors: [], subscriptions: [] };
