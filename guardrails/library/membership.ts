import { z } from "zod";
import { denying, guardrail } from "../guardrail";

const ACCOUNTS =
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html";

export const denyLeavingOrganization = guardrail({
    name: "deny-leaving-organization",
    type: "SERVICE_CONTROL_POLICY",
    description: "Nobody in the account can take it out of the organisation, and so out of its guardrails.",
    mayBreak: "Handing an account over: move it to a unit without this guardrail first.",
    source: ACCOUNTS,
    parameters: z.strictObject({}),
    document: () => denying({ Sid: "DenyLeavingOrganization", Action: ["organizations:LeaveOrganization"] }),
});

export const denyClosingAccount = guardrail({
    name: "deny-closing-account",
    type: "SERVICE_CONTROL_POLICY",
    description: "Nobody in the account can close it, its root user included; the management account still can.",
    mayBreak: "Closing an account from inside: close it from the management account.",
    source: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html",
    parameters: z.strictObject({}),
    document: () => denying({ Sid: "DenyClosingAccount", Action: ["account:CloseAccount"] }),
});

export const denyRootUser = guardrail({
    name: "deny-root-user",
    type: "SERVICE_CONTROL_POLICY",
    description: "The root user of the account can do nothing; roles do the work.",
    mayBreak: "The few tasks that only a root user can do, such as repairing a bucket policy that denies everybody.",
    source: ACCOUNTS,
    parameters: z.strictObject({
        allowCentral: z
            .boolean()
            .default(false)
            .describe(
                "The short root sessions that the management account opens for such tasks (sts:AssumeRoot) are spared.",
            ),
    }),
    document: ({ allowCentral }) =>
        denying({
            Sid: "DenyRootUser",
            Action: ["*"],
            Condition: {
                ArnLike: { "aws:PrincipalArn": ["arn:*:iam::*:root"] },
                // Absent in sessions of the root user itself.
                ...(allowCentral && { BoolIfExists: { "aws:AssumedRoot": "false" } }),
            },
        }),
});

export const denyPurchases = guardrail({
    name: "deny-purchases",
    type: "SERVICE_CONTROL_POLICY",
    description:
        "Nobody can commit the company to pay for months or years: reservations, savings plans, domains, marketplace.",
    mayBreak: "Buying reservations in this account: buy them in the management account, where they are shared.",
    source: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/sandbox-ou.html",
    parameters: z.strictObject({}),
    document: () =>
        denying({
            Sid: "DenyPurchases",
            Action: [
                "aws-marketplace:AcceptAgreementRequest",
                "aws-marketplace:Subscribe",
                "bedrock:CreateProvisionedModelThroughput",
                "dynamodb:PurchaseReservedCapacityOfferings",
                "ec2:AcceptReservedInstancesExchangeQuote",
                "ec2:PurchaseCapacityBlock",
                "ec2:PurchaseHostReservation",
                "ec2:PurchaseReservedInstancesOffering",
                "ec2:PurchaseScheduledInstances",
                "elasticache:PurchaseReservedCacheNodesOffering",
                "es:PurchaseReservedElasticsearchInstanceOffering",
                "es:PurchaseReservedInstanceOffering",
                "rds:PurchaseReservedDBInstancesOffering",
                "redshift:PurchaseReservedNodeOffering",
                "route53domains:RegisterDomain",
                "route53domains:RenewDomain",
                "route53domains:TransferDomain",
                "savingsplans:CreateSavingsPlan",
                "shield:CreateSubscription",
                "snowball:CreateJob",
            ],
        }),
});
