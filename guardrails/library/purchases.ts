import { z } from "zod";
import { denying, guardrail } from "../guardrail";

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
