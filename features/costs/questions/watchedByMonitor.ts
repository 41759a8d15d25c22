import type { AnomalyMonitor } from "@aws-sdk/client-cost-explorer";
import { isDeepStrictEqual } from "node:util";

/** What a monitor in AWS watches, if a definition can say it. */
export type WatchedByMonitor =
    "services" | "accounts" | "other" | { readonly category: string; readonly value: string };

/** AWS also has monitors of tags, of named accounts, and of all values of a tag or category, which no definition says. */
export function watchedByMonitor({
    MonitorType,
    MonitorDimension,
    MonitorSpecification,
}: AnomalyMonitor): WatchedByMonitor {
    if (MonitorType === "DIMENSIONAL") {
        if (MonitorDimension === "SERVICE") return "services";
        return MonitorDimension === "LINKED_ACCOUNT" ? "accounts" : "other";
    }
    const { CostCategories: categories, ...more } = MonitorSpecification ?? {};
    const { Key, Values = [], MatchOptions = ["EQUALS"] } = categories ?? {};
    const [value] = Values;
    const isPlain =
        Object.values(more).every((one) => one === undefined) && isDeepStrictEqual(MatchOptions, ["EQUALS"]);
    if (Key === undefined || value === undefined || Values.length > 1 || !isPlain) return "other";
    return { category: Key, value };
}
