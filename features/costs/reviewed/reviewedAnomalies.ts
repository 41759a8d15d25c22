import {
    inputText,
    operationKind,
    operationText,
    type ResourceChange,
    type ReviewedChange,
    type ResourceOperation,
} from "../../../definition/feature";
import { list, quoted } from "../../../limits";
import { changesOf, type CostsSituation } from "./changedCosts";

/** The most names in a sentence. */
const MOST_NAMES = 5;

/** What happens to the tags by which AWS divides costs, to the monitors of anomalies, and to who hears of those. */
export function reviewedAnomalies(
    changes: readonly ResourceChange[],
    { model }: CostsSituation,
): readonly ReviewedChange[] {
    return [
        ...alike(changesOf(changes, "tag"), (all, operation) => ({
            kind: `allocation-tag-${operationKind(operation)}`,
            text: `Cost allocation ${all.length === 1 ? "tag" : "tags"} ${names(all)} ${tagText(operation, all.length === 1)}.`,
            risk: operation === "delete" ? "attention" : "routine",
            ...(model.allocationTags.includes(all[0]?.name ?? "") && { path: ["costs", "tags"] }),
        })),
        ...alike(changesOf(changes, "monitor"), (all, operation) => ({
            kind: `anomaly-monitor-${operationKind(operation)}`,
            text: `Anomaly ${all.length === 1 ? "monitor" : "monitors"} ${names(all)} ${operationText(operation, all.length === 1)}${isGone(operation) ? ", with the anomalies found" : ""}.`,
            risk: isGone(operation) ? "attention" : "routine",
            ...(isGone(operation) && { isIrreversible: true as const }),
            ...(model.anomalies && { path: ["costs", "anomalies"] }),
        })),
        ...changesOf(changes, "subscription").map(
            ({ urn, operation, properties, name, before, after }): ReviewedChange => ({
                kind: `anomaly-subscription-${operationKind(operation)}`,
                subject: "costs",
                risk: operation === "delete" || operation === "forget" ? "attention" : "routine",
                text: `Notification of anomalies ${quoted(inputText(before ?? after, "name") ?? name)} ${operation === "update" ? `changes its ${list(properties.map((one) => PROPERTIES.get(one) ?? one))}` : operationText(operation)}${operation === "delete" ? ", and tells nobody any more" : ""}.`,
                details: [],
                ...(model.anomalies && { path: ["costs", "anomalies"] }),
                resources: [urn],
            }),
        ),
    ];
}

const PROPERTIES: ReadonlyMap<string, string> = new Map([
    ["monitorArnLists", "monitors"],
    ["thresholdExpression", "threshold"],
    ["subscribers", "recipients"],
]);

function isGone(operation: ResourceOperation): boolean {
    return operation === "delete" || operation === "replace";
}

function tagText(operation: ResourceOperation, isOne: boolean): string {
    if (operation === "create") return `${isOne ? "is" : "are"} activated`;
    if (operation === "delete") {
        return `${isOne ? "is" : "are"} deactivated, and AWS divides no further costs by ${isOne ? "it" : "them"}`;
    }
    return operationText(operation, isOne);
}

function names(all: readonly ResourceChange[]): string {
    return list(
        all.map(({ name, before, after }) => quoted(inputText(before ?? after, "name") ?? name)),
        MOST_NAMES,
    );
}

/** One change for all resources to which the same happens. */
function alike(
    changes: readonly ResourceChange[],
    words: (
        all: readonly ResourceChange[],
        operation: ResourceOperation,
    ) => Pick<ReviewedChange, "kind" | "text" | "path" | "isIrreversible"> & { readonly risk: "attention" | "routine" },
): readonly ReviewedChange[] {
    const operations = [...new Set(changes.map(({ operation }) => operation))];
    return operations.map((operation) => {
        const all = changes.filter((change) => change.operation === operation);
        return {
            ...words(all, operation),
            subject: "costs",
            details: [],
            resources: all.map(({ urn }) => urn),
        };
    });
}
