import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, functionResources } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { attribute, sub } from "../template/templateIntrinsics";
import { typedResource } from "../template/typedResource";

/** botocore 1.44.5, logs 2014-03-28, PutRetentionPolicy, read 2026-11-27. */
const RETENTION_DAYS = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653,
];

/** Groups of the class DELIVERY have a retention that nobody can set. What one run does not reach, the next day's does. */
const CODE = `import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

RESERVE_MILLISECONDS = 20_000


def handler(event, context):
    logs = boto3.client("logs", config=Config(retries={"mode": "adaptive", "max_attempts": 10}))
    days = int(os.environ["DAYS"])
    spared = tuple(prefix for prefix in os.environ["EXCEPT"].split(",") if prefix)
    changed, failed = 0, []
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            if "retentionInDays" in group or group.get("logGroupClass") == "DELIVERY" or name.startswith(spared):
                continue
            if context.get_remaining_time_in_millis() < RESERVE_MILLISECONDS:
                print(f"{changed} log groups changed; the next run goes on")
                return {"changed": changed}
            try:
                logs.put_retention_policy(logGroupName=name, retentionInDays=days)
                changed += 1
            except ClientError as error:
                failed.append(f"{name}: {error}")
    print(f"{changed} log groups changed")
    if failed:
        raise RuntimeError(f"{len(failed)} log groups could not be changed: {'; '.join(failed[:5])}")
    return {"changed": changed}
`;

const { Parameters, references } = stackParameters({
    Days: "The days after which events are deleted",
    Except: "Beginnings of the names of log groups that stay as they are, with commas",
});

export const logRetention = libraryBlock({
    name: "log-retention",
    title: "Retention of logs",
    description:
        "Log groups of CloudWatch that keep everything for ever get a retention: a function looks for them once a day. A log group that has a retention, shorter or longer, stays as it is.",
    parameters: z.strictObject({
        days: z
            .int()
            .refine((days) => RETENTION_DAYS.includes(days), {
                error: ({ input }) =>
                    `${String(input)} is no number of days that CloudWatch Logs knows: it has ${RETENTION_DAYS.join(", ")}`,
            })
            .default(365)
            .describe("The days after which events are deleted: one of the numbers that CloudWatch Logs has."),
        except: z
            .array(z.string().regex(/^[\w./#-]{1,512}$/, "use beginnings of names such as /aws/rds/"))
            .default([])
            .describe("Beginnings of the names of log groups that stay as they are."),
    }),
    isGlobal: false,
    sets: "the retention of log groups",
    // c3x.dev, June 2026, read 2026-11-27.
    price: "About nothing: one run a day. It saves 0.03 USD a month for each GB that is no longer kept.",
    traps: [
        "**It deletes data**: events older than `days` go, in every log group that has no retention today. Begin with more days than you need, and name what must stay in `except`.",
        "The guardrail `protect-logs` denies it: add `arn:*:iam::*:role/aws-organization/*` to its `exemptRoles`.",
        "The account's people may set another retention, for ever too. Then it is changed again within a day.",
    ],
    whenRemoved: "Log groups keep the retention that they have.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: [
        ...FUNCTION_STACK_ACTIONS,
        "events:DeleteRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
        "lambda:AddPermission",
        "lambda:RemovePermission",
    ],
    functionActions: ["logs:DescribeLogGroups", "logs:PutRetentionPolicy"],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "Gives log groups without a retention one, every day",
        Parameters,
        Resources: {
            ...functionResources({
                description: "Gives log groups without a retention one",
                code: CODE,
                statements: [
                    // It knows no resources.
                    { Sid: "Look", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: "*" },
                    {
                        Sid: "Retention",
                        Effect: "Allow",
                        Action: ["logs:PutRetentionPolicy"],
                        Resource: sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*"),
                    },
                ],
                timeoutSeconds: 900,
                environment: { DAYS: references.Days, EXCEPT: references.Except },
            }),
            Schedule: typedResource("AWS::Events::Rule", {
                Description: "Once a day",
                ScheduleExpression: "rate(1 day)",
                Targets: [{ Id: "function", Arn: attribute("Function", "Arn") }],
            }),
            SchedulePermission: typedResource("AWS::Lambda::Permission", {
                Action: "lambda:InvokeFunction",
                FunctionName: attribute("Function", "Arn"),
                Principal: "events.amazonaws.com",
                SourceArn: attribute("Schedule", "Arn"),
            }),
        },
    }),
    cloudFormationParameters: ({ days, except }) => ({ Days: String(days), Except: except.join(",") }),
});
