import * as budgets from "@pulumi/aws/budgets";
import * as pulumi from "@pulumi/pulumi";
import type { CostBudget } from "./costBudget";
import type { CostTags } from "./costTags";
import type { SpendingStop } from "./spendingStop";

export interface StopActionArgs {
    readonly budget: CostBudget;
    readonly stop: SpendingStop;
    /** The ids of the accounts that are stopped. */
    readonly accounts: readonly pulumi.Input<string>[];
    /** Who hears that it was stopped: up to ten. With `topics` at least one. */
    readonly emails?: readonly pulumi.Input<string>[];
    /** ARNs of SNS topics: at most one. */
    readonly topics?: readonly pulumi.Input<string>[];
    /** Default: none */
    readonly tags?: CostTags;
}

/**
 * Attaches the stop's policy to accounts when all of a budget is spent. It is no hard cap: AWS Budgets learns of costs hours late.
 *
 * AWS keeps the policy attached until somebody reverses the action. Do not delete the action, the budget or the account while it is
 * attached: AWS would leave it attached. The first two actions of the management account are free, each further one costs 0.10 USD a day.
 */
export class StopAction extends budgets.BudgetAction {
    /** @param key must never change: another key makes another action. */
    constructor(key: string, args: StopActionArgs, opts: pulumi.CustomResourceOptions = {}) {
        const { budget, stop, emails = [], topics = [] } = args;
        super(
            key,
            {
                budgetName: budget.name,
                actionType: "APPLY_SCP_POLICY",
                approvalModel: "AUTOMATIC",
                notificationType: "ACTUAL",
                actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 },
                definition: {
                    scpActionDefinition: { policyId: stop.policyId, targetIds: [...args.accounts] },
                },
                executionRoleArn: stop.roleArn,
                ...(args.tags && { tags: { ...args.tags } }),
                subscribers: [
                    ...emails.map((address) => ({ address, subscriptionType: "EMAIL" })),
                    ...topics.map((address) => ({ address, subscriptionType: "SNS" })),
                ],
            },
            pulumi.mergeOptions({ dependsOn: [stop.rights] }, opts),
        );
    }
}
