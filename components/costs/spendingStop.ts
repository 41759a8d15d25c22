import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { STOP_ROLE_DESCRIPTION, STOP_ROLE_NAME } from "../../limits";
import type { Organization } from "../organization";
import { COST_TYPES } from "../typeTokens";
import type { CostTags } from "./costTags";

export interface SpendingStopArgs {
    readonly organization: Pick<Organization, "arn" | "managementAccountId">;
    /** The service control policy that is attached to accounts. */
    readonly policy: { readonly id: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
    /** The ids of the accounts that may be stopped, up to 100, which is AWS's limit of budget actions. */
    readonly accounts: readonly pulumi.Input<string>[];
    /** Of the role. Default: none */
    readonly tags?: CostTags;
}

/** What AWS has already. A new role needs none of it. */
export interface SpendingStopHistory {
    /** AWS has the role, and this run imports it as it is. The run after it changes what differs. Leave it out in later runs. */
    readonly hasRole?: boolean;
}

/**
 * The role through which AWS Budgets attaches one policy to accounts and detaches it again. It can do nothing else: it names the policy and
 * the accounts. Only AWS Budgets of the management account may assume it. It costs nothing; each `StopAction` that uses it may.
 *
 * The actions and the trust policy are those of AWS's guide, limited to the resources:
 * https://docs.aws.amazon.com/cost-management/latest/userguide/billing-example-policies.html (budget actions that apply SCPs) and
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-action-role.html, read on 2026-11-26.
 */
export class SpendingStop extends pulumi.ComponentResource {
    readonly roleArn: pulumi.Output<string>;
    readonly policyId: pulumi.Output<string>;
    /** What an action waits for: without it AWS Budgets could not attach the policy. */
    readonly rights: pulumi.Resource;

    constructor(
        name: string,
        args: SpendingStopArgs,
        opts: pulumi.ComponentResourceOptions = {},
        { hasRole = false }: SpendingStopHistory = {},
    ) {
        super(COST_TYPES.spendingStop, name, {}, opts);
        const { organization, policy } = args;
        const role = new iam.Role(
            name,
            {
                name: STOP_ROLE_NAME,
                description: STOP_ROLE_DESCRIPTION,
                assumeRolePolicy: pulumi
                    .all([organization.managementAccountId, organization.arn])
                    .apply(([account, arn]) => trustPolicy(account, partitionOf(arn))),
                ...(args.tags && { tags: { ...args.tags } }),
            },
            {
                parent: this,
                ...(hasRole && {
                    import: STOP_ROLE_NAME,
                    ignoreChanges: ["assumeRolePolicy", "description", "tags", "tagsAll", "maxSessionDuration", "path"],
                }),
            },
        );
        this.rights = new iam.RolePolicy(
            name,
            {
                name: "stop-spending",
                role: role.name,
                policy: pulumi
                    .all([organization.arn, policy.arn, pulumi.all([...args.accounts])])
                    .apply(([arn, policyArn, accounts]) => attachingPolicy(arn, policyArn, accounts)),
            },
            { parent: this },
        );
        this.roleArn = role.arn;
        this.policyId = pulumi.output(policy.id);
        this.registerOutputs({ roleArn: this.roleArn });
    }
}

/** The partition of an ARN: `aws`, `aws-cn`. */
function partitionOf(arn: string): string {
    return arn.split(":")[1] ?? "aws";
}

function trustPolicy(account: string, partition: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: "budgets.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: {
                    StringEquals: { "aws:SourceAccount": account },
                    ArnLike: { "aws:SourceArn": `arn:${partition}:budgets::${account}:budget/*` },
                },
            },
        ],
    });
}

/** AWS asks for the right on the policy and on what it is attached to. */
function attachingPolicy(organizationArn: string, policyArn: string, accounts: readonly string[]): string {
    const ofAccounts = organizationArn.replace(":organization/", ":account/");
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["organizations:AttachPolicy", "organizations:DetachPolicy"],
                Resource: [policyArn, ...[...accounts].sort().map((id) => `${ofAccounts}/${id}`)],
            },
        ],
    });
}
