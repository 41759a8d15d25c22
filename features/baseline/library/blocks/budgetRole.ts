import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { ref, sub } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";
import { managedPolicyArns } from "./rolePolicyParameters";
import { roleName, ROLE_STACK_ACTIONS, TAKEN_ROLE_NAME } from "./roleNameParameter";

const { Parameters, references } = stackParameters({ Name: "The name of the role" });

export const budgetRole = libraryBlock({
    name: "budget-role",
    title: "Role for budget actions",
    description:
        "The role with which budgets that people of the account make themselves may act: AWS Budgets stops EC2 and RDS instances with it when the money is spent. The budgets of this definition need no role in the account (`stop: true` uses a policy of the organisation).",
    parameters: z.strictObject({
        name: roleName.default("budget-actions").describe("The name of the role."),
    }),
    isGlobal: true,
    // AWS's price list of AWS Budgets (labofsahil/aws-pricing-dataset, read 2026-11-27): 62 days of budgets with actions are free.
    price: "Nothing. The first two budgets with actions are free, each further one costs 0.10 USD a day.",
    traps: [
        TAKEN_ROLE_NAME,
        "A stopped instance can be started again by whoever may. A stopped database starts by itself after seven days.",
    ],
    whenRemoved: "The role is deleted. Budget actions that use it fail.",
    source: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-action-role.html",
    capabilities: ["CAPABILITY_NAMED_IAM"],
    actions: ROLE_STACK_ACTIONS,
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The role with which budgets of the account stop instances",
        Parameters,
        Resources: {
            Role: typedResource("AWS::IAM::Role", {
                RoleName: references.Name,
                Description: "Lets AWS Budgets stop instances of this account",
                ManagedPolicyArns: managedPolicyArns(["AWSBudgetsActions_RolePolicyForResourceAdministrationWithSSM"]),
                AssumeRolePolicyDocument: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Sid: "OwnBudgets",
                            Effect: "Allow",
                            Principal: { Service: "budgets.amazonaws.com" },
                            Action: "sts:AssumeRole",
                            Condition: {
                                StringEquals: { "aws:SourceAccount": ref("AWS::AccountId") },
                                ArnLike: {
                                    "aws:SourceArn": sub("arn:${AWS::Partition}:budgets::${AWS::AccountId}:budget/*"),
                                },
                            },
                        },
                    ],
                },
            }),
        },
    }),
    cloudFormationParameters: ({ name }) => ({ Name: name }),
});
