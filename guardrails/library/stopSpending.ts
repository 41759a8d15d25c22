import { z } from "zod";
import { denying, guardrail, unlessRoles } from "../guardrail";

/** The key and name of the policy that a budget attaches to an account whose budget is used up (`stop: true`). */
export const STOP_SPENDING = "stop-spending";

/** Reading what is there. None of these services bills for it, unlike cloudwatch:GetMetricData, logs:StartQuery or s3:GetObject. */
const LOOK = {
    autoscaling: ["Describe*"],
    bedrock: ["Get*", "List*"],
    cloudformation: ["Describe*", "Get*", "List*"],
    cloudfront: ["Get*", "List*"],
    cloudtrail: ["Describe*", "GetTrail*", "ListTrails", "LookupEvents"],
    cloudwatch: ["Describe*", "ListDashboards", "ListMetrics"],
    dynamodb: ["Describe*", "ListBackups", "ListTables"],
    ec2: ["Describe*", "Get*", "List*"],
    ecr: ["Describe*", "ListImages"],
    ecs: ["Describe*", "List*"],
    eks: ["Describe*", "List*"],
    elasticache: ["Describe*"],
    elasticfilesystem: ["Describe*"],
    elasticloadbalancing: ["Describe*"],
    elasticmapreduce: ["Describe*", "List*"],
    es: ["Describe*", "List*"],
    events: ["Describe*", "List*"],
    fsx: ["Describe*"],
    glue: ["GetDevEndpoint*", "GetJob*", "ListJobs", "ListSessions"],
    iam: ["Generate*", "Get*", "List*", "Simulate*"],
    kafka: ["Describe*", "List*"],
    kinesis: ["Describe*", "ListStreams"],
    kms: ["Describe*", "ListAliases", "ListKeys"],
    lambda: ["GetAccountSettings", "GetFunction*", "List*"],
    lightsail: ["Get*"],
    logs: ["Describe*", "FilterLogEvents", "GetLogEvents"],
    organizations: ["Describe*", "List*"],
    rds: ["Describe*", "ListTagsForResource"],
    redshift: ["Describe*"],
    "resource-explorer-2": ["Get*", "List*", "Search"],
    "resource-groups": ["Get*", "List*"],
    route53: ["Get*", "List*"],
    s3: ["GetBucket*", "ListAllMyBuckets", "ListBucket*"],
    sagemaker: ["Describe*", "List*"],
    secretsmanager: ["DescribeSecret", "ListSecrets"],
    sns: ["ListSubscriptions*", "ListTopics"],
    sqs: ["GetQueueAttributes", "ListQueues"],
    ssm: ["Describe*", "ListCommands"],
    states: ["Describe*", "List*"],
    tag: ["Get*"],
} as const;

/** Stopping and deleting what costs. Nothing here can also make more of it, as updates of groups and services can. */
const STOP = {
    autoscaling: ["Delete*", "SuspendProcesses"],
    bedrock: ["Delete*", "Stop*"],
    cloudformation: ["CancelUpdateStack", "Delete*"],
    cloudfront: ["Delete*"],
    cloudwatch: ["Delete*"],
    dynamodb: ["DeleteBackup", "DeleteTable"],
    ec2: [
        "Cancel*",
        "Delete*",
        "Detach*",
        "DisableFastLaunch",
        "DisableFastSnapshotRestores",
        "Disassociate*",
        "Release*",
        "Stop*",
        "TerminateInstances",
        "UnmonitorInstances",
    ],
    ecr: ["BatchDeleteImage", "Delete*"],
    ecs: ["Delete*", "Stop*"],
    eks: ["Delete*"],
    elasticache: ["Delete*"],
    elasticfilesystem: ["Delete*"],
    elasticloadbalancing: ["Delete*"],
    elasticmapreduce: ["CancelSteps", "DeleteStudio*", "TerminateJobFlows"],
    es: ["Delete*"],
    events: ["Delete*", "DisableRule", "RemoveTargets"],
    fsx: ["Delete*"],
    glue: [
        "BatchStopJobRun",
        "DeleteDevEndpoint",
        "DeleteJob",
        "DeleteSession",
        "DeleteTrigger",
        "StopSession",
        "StopTrigger",
    ],
    iam: [
        "DeleteAccessKey",
        "DeleteInstanceProfile",
        "DeletePolicy*",
        "DeleteRole",
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "RemoveRoleFromInstanceProfile",
    ],
    kafka: ["Delete*"],
    kinesis: ["Delete*"],
    kms: ["DisableKey", "ScheduleKeyDeletion"],
    lambda: ["Delete*", "PutFunctionConcurrency"],
    lightsail: ["Delete*", "DetachDisk", "ReleaseStaticIp", "StopInstance", "StopRelationalDatabase"],
    logs: ["Delete*"],
    rds: ["Delete*", "Stop*"],
    redshift: ["Delete*", "PauseCluster"],
    route53: ["Delete*"],
    s3: ["AbortMultipartUpload", "Delete*"],
    sagemaker: ["Delete*", "Stop*"],
    secretsmanager: ["DeleteSecret"],
    sns: ["DeleteTopic", "Unsubscribe"],
    sqs: ["DeleteQueue", "PurgeQueue"],
    ssm: ["CancelCommand", "TerminateSession"],
    states: ["DeleteStateMachine", "StopExecution"],
} as const;

/** Signing in, support, and everything about bills. */
const PAY = {
    account: ["Get*", "List*"],
    billing: ["Get*", "List*"],
    budgets: ["Describe*", "List*", "ViewBudget"],
    ce: ["Describe*", "Get*", "List*"],
    consolidatedbilling: ["Get*", "List*"],
    "cost-optimization-hub": ["Get*", "List*"],
    cur: ["Describe*", "Get*"],
    freetier: ["Get*"],
    health: ["Describe*"],
    invoicing: ["Get*", "List*"],
    payments: ["Get*", "List*"],
    sts: ["*"],
    support: ["*"],
    tax: ["Get*", "List*"],
    trustedadvisor: ["Describe*", "Get*", "List*"],
} as const;

/** The actions that stay allowed, sorted. */
const SPARED = [LOOK, STOP, PAY]
    .flatMap((services) => Object.entries<readonly string[]>(services))
    .flatMap(([service, names]) => names.map((name) => `${service}:${name}`))
    .sort();

export const stopSpending = guardrail({
    name: STOP_SPENDING,
    type: "SERVICE_CONTROL_POLICY",
    description:
        "Nothing new can be started in the account: people can look, stop, delete and pay. A budget attaches it when it is used up.",
    mayBreak:
        "Everything that starts, changes or reads data, by anybody but the break-glass role, until the policy is detached. What runs keeps running, and costs until somebody stops it.",
    source: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-controls.html",
    example: { roleName: "BreakGlass" },
    parameters: z.strictObject({
        roleName: z.string().describe("The break-glass role, by its name in every account."),
        alsoAllowed: z
            .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, "use actions such as translate:List*"))
            .default([])
            .describe("Actions that stay allowed, in addition to those of this guardrail."),
    }),
    document: ({ roleName, alsoAllowed }) =>
        denying({
            Sid: "StopSpending",
            NotAction: [...new Set([...SPARED, ...alsoAllowed])].sort(),
            ...unlessRoles([`arn:*:iam::*:role/${roleName}`]),
        }),
});
