import type {
    DriftDifference,
    DriftFacts,
    DriftItem,
    DriftNode,
    DriftSubject,
} from "../../../../../operations/commands/drift/driftItem";

/** Items of drift as a test needs them. */
export const SHOP: DriftSubject & DriftNode = { kind: "account", id: "111122223333", key: "shop", name: "shop" };
export const PRODUCTION: DriftSubject & DriftNode = {
    kind: "unit",
    id: "ou-r1-production",
    key: "Workloads/Production",
    name: "Production",
};
export const SANDBOX: DriftSubject & DriftNode = {
    kind: "unit",
    id: "ou-r1-sandbox1",
    key: "Sandbox",
    name: "Sandbox",
};
export const ROOT: DriftSubject & DriftNode = { kind: "root", id: "r-r1", key: "/", name: "Root" };
export const REGIONS: DriftSubject = { kind: "policy", id: "p-regions1", key: "regions", name: "regions" };

export function driftItem(
    difference: DriftDifference,
    subject: DriftSubject,
    more: Partial<DriftFacts> = {},
): DriftItem {
    return {
        ...difference,
        severity: "attention",
        subject,
        text: `${subject.kind} ${subject.name}: ${difference.kind}.`,
        definitionSays: "was",
        resources: [],
        ...more,
    };
}
