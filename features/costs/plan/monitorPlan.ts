import { valuesOf, type AnomaliesModel, type AnomalyMonitorModel, type CostsModel } from "../model";

/** A monitor as it is in AWS. */
export interface MonitorPlan {
    /** The name of its resource: `services`, `team shop`. */
    readonly key: string;
    readonly name: string;
    readonly watches: "services" | "accounts" | { readonly dimension: string; readonly value: string };
    readonly id?: string;
    /** The key of the model's monitor that it belongs to. */
    readonly of: string;
}

/**
 * The monitors of a model. One that watches a dimension becomes one for each of its values, because the AWS provider has no monitor that
 * watches all values of a cost category.
 */
export function monitorPlans({ monitors }: AnomaliesModel, model: CostsModel): readonly MonitorPlan[] {
    return monitors.flatMap((monitor) => plansOf(monitor, model));
}

function plansOf({ key, name, watches, id, ids = {} }: AnomalyMonitorModel, model: CostsModel): MonitorPlan[] {
    if (watches.kind !== "dimension") {
        return [{ key, name, watches: watches.kind, of: key, ...(id !== undefined && { id }) }];
    }
    const dimension = model.dimensions.find((one) => one.key === watches.dimension);
    if (!dimension) return [];
    return valuesOf(dimension, model).map((value) => ({
        key: `${key} ${value}`,
        name: `${name} ${value}`,
        watches: { dimension: dimension.key, value },
        of: key,
        ...(Object.hasOwn(ids, value) && { id: ids[value] }),
    }));
}
