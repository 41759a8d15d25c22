import type { ExistingResource } from "../../../definition/feature";

/** An account as the stack's state has it. */
export interface AccountBefore {
    readonly id: string;
    /** The key of its unit; absent in the root. */
    readonly unit?: string;
    readonly closing: boolean;
    readonly leaving?: boolean;
}

/** What costs need of the stack's state. */
export interface StackBefore {
    readonly managementAccountId?: string;
    readonly accounts: ReadonlyMap<string, AccountBefore>;
    readonly policies: ReadonlyMap<string, { readonly id: string }>;
    /** The keys of the policies that the stack has attached to each account, by key. */
    readonly attachments: { readonly accounts: ReadonlyMap<string, readonly string[]> };
    readonly featureResources?: ReadonlyMap<string, readonly ExistingResource[]>;
}

/** The types of costs' resources in a state. */
export const COST_RESOURCES = {
    budget: "aws:budgets/budget:Budget",
    action: "aws:budgets/budgetAction:BudgetAction",
    category: "pulumi-nodejs:dynamic/costs:CostCategory",
    tag: "aws:costexplorer/costAllocationTag:CostAllocationTag",
    monitor: "aws:costexplorer/anomalyMonitor:AnomalyMonitor",
    subscription: "aws:costexplorer/anomalySubscription:AnomalySubscription",
    export: "aws:bcmdata/export:Export",
    role: "aws:iam/role:Role",
    bucket: "aws:s3/bucket:Bucket",
} as const;

/** The types of costs' components: those of components/typeTokens.ts, which only program.ts may import. */
export const COST_COMPONENTS = {
    spendingStop: "aws-organization:costs:SpendingStop",
    export: "aws-organization:costs:CostExport",
} as const;

/** The names of the resources of a type in the state. */
export function namesIn(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
    type: string,
): ReadonlySet<string> {
    return new Set((resources?.get(type) ?? []).map(({ name }) => name));
}

/** The name of a resource in AWS, or else its name in the stack. */
export function nameInAws({ name: key, outputs: { name } }: ExistingResource): string {
    return typeof name === "string" ? name : key;
}

/** The names in AWS of the resources of a type in the state, by their names in the stack. */
export function namesInAws(
    resources: ReadonlyMap<string, readonly ExistingResource[]> | undefined,
    type: string,
): ReadonlyMap<string, string | undefined> {
    return new Map(
        (resources?.get(type) ?? []).map(({ name: key, outputs: { name } }) => [
            key,
            typeof name === "string" ? name : undefined,
        ]),
    );
}
