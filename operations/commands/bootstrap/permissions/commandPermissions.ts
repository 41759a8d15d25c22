import { actionsOf, type ProgramRole, type RolePower } from "./permissionStatement";

/** What a command of `org` that asks AWS needs. */
export interface CommandPermissions {
    /** The role with which a person runs it. */
    readonly role: ProgramRole;
    readonly power?: RolePower;
    /** It writes the state: the preview role then needs `WriteState` and `EncryptState` of the up role. */
    readonly writesState?: true;
    /** What neither role has. */
    readonly besides?: readonly string[];
    /** For the documentation: what is special. */
    readonly note?: string;
}

/** What IAM's report of the services that accounts used takes. */
const ACCESS_REPORT = [
    ...actionsOf("iam", "GenerateOrganizationsAccessReport GetOrganizationsAccessReport"),
    ...actionsOf("organizations", "ListChildren"),
];
/**
 * Source: "Permissions for AWS Organizations information" in IAM's user guide, access_policies_last-accessed.html. An older copy was read on
 * 2026-11-27, which lists ListParents and ListRoots too; the preview role has both.
 */
const ACCESS_REPORT_NOTE =
    "AWS makes the report with `organizations:DescribePolicy`, `ListChildren`, `ListParents`, `ListPoliciesForTarget`, `ListRoots` and `ListTargetsForPolicy` of the caller";

/** The commands that ask AWS nothing and read no state. They need no credentials. */
export const COMMANDS_WITHOUT_CREDENTIALS = ["bootstrap", "check", "effective", "expiring", "explain"];

/** The others, by name. */
export const COMMAND_PERMISSIONS: Readonly<Record<string, CommandPermissions>> = {
    access: {
        role: "preview",
        note: "only `--in-aws` asks AWS; otherwise it needs no credentials",
    },
    "access-role": { role: "preview", note: "asks only for the id of the management account" },
    accounts: { role: "preview", note: "only `--ids` reads the state; otherwise it needs no credentials" },
    add: { role: "preview", note: "without credentials it does not preview" },
    adopt: {
        role: "preview",
        writesState: true,
        besides: [...actionsOf("account", "ListRegions"), ...actionsOf("budgets", "DescribeBudgetActionsForAccount")],
        note: "what AWS refuses, but for the reads of Organizations, is named in the summary and not adopted",
    },
    baseline: {
        role: "preview",
        besides: actionsOf(
            "cloudformation",
            "DescribeStackSetOperation DetectStackSetDrift ListStackInstanceResourceDrifts ListStackSetOperationResults",
        ),
        note: "these only with `--drift`",
    },
    close: { role: "preview", note: "writes the definition; `up` closes the account, with the power `close-accounts`" },
    costs: {
        role: "preview",
        besides: [
            ...actionsOf("athena", "GetQueryExecution GetQueryResults StartQueryExecution StopQueryExecution"),
            ...actionsOf("ce", "GetCostForecast"),
            ...actionsOf("glue", "GetDatabase GetPartitions GetTable"),
            ...actionsOf("s3", "GetObject PutObject"),
        ],
        note: "`athena`, `glue` and `s3:PutObject` (in the bucket for results) only for Athena, `s3:GetObject` only for an export",
    },
    drift: {
        role: "preview",
        besides: actionsOf("cloudtrail", "LookupEvents"),
        note: "the drift role has it. Without `cloudtrail:LookupEvents` it does not say who made a change; without `tag:GetResources`, it reads the tags one by one. What else AWS refuses is named, and not compared",
    },
    effect: {
        role: "preview",
        besides: ACCESS_REPORT,
        note: `only with \`--used\`; otherwise it asks AWS nothing, and reads the state. If AWS refuses these, it shows the effect without them. ${ACCESS_REPORT_NOTE}`,
    },
    "end-sandboxes": {
        role: "preview",
        besides: actionsOf("sts", "AssumeRole"),
        note: "only with `--apply`, on the access roles of sandboxes with `end: empty`, as for `reset-sandbox`. Closing writes the definition",
    },
    find: {
        role: "preview",
        besides: actionsOf("sts", "AssumeRole"),
        note: "on the access role of the account with the view or the aggregator, which reads `resource-explorer-2:GetView`, `ListIndexes`, `ListSupportedResourceTypes`, `ListViews` and `Search`, or `config:DescribeConfigurationAggregators` and `SelectAggregateResourceConfig`; in the management account the caller needs these",
    },
    "hand-over": {
        role: "up",
        power: "remove-accounts",
        besides: [
            ...actionsOf("account", "GetContactInformation ListRegions"),
            ...actionsOf("cloudformation", "ListStackInstances ListStackSets"),
            ...actionsOf("sso", "ListAccountAssignments ListPermissionSetsProvisionedToAccount"),
            ...actionsOf("sts", "AssumeRole"),
        ],
        note: "if AWS refuses one of these, the command reports that and goes on. `sts:AssumeRole` on the account's access role, which reads `ram:GetResourceShares`, `ram:GetResourceShareAssociations` and `ram:ListResources`. With `--prepare` it changes only files",
    },
    incident: {
        role: "preview",
        besides: actionsOf("sts", "AssumeRole"),
        note: "on the account's access role, which has `account:ListRegions`, `cloudtrail:LookupEvents`, `iam:GetAccessKeyLastUsed`, `GetAccountAuthorizationDetails`, `GetAccountSummary`, `GetLoginProfile` and `ListAccessKeys`, and with `--revoke-sessions` `iam:PutRolePolicy`; `ce:GetCostAndUsage` for the costs. What is refused is said and left out. With `--quarantine`, the up role",
    },
    quarantine: { role: "up" },
    recover: {
        role: "preview",
        writesState: true,
        besides: [
            ...actionsOf("cloudformation", "DescribeStackSetOperation ListStackSetOperations"),
            ...actionsOf("sso", "ListAccountAssignmentCreationStatus ListAccountAssignmentDeletionStatus"),
        ],
        note: "only if the killed run was giving somebody access, or changing the baseline: it waits until AWS has finished",
    },
    "release-quarantine": { role: "up" },
    "reset-sandbox": {
        role: "preview",
        besides: actionsOf("sts", "AssumeRole"),
        note: "on the sandbox's access role, which does everything else",
    },
    "resume-spending": {
        role: "preview",
        besides: actionsOf("budgets", "DescribeBudgetActionsForAccount ExecuteBudgetAction"),
        note: "the stop's own role detaches the policy",
    },
    review: {
        role: "preview",
        note: "at once, it asks AWS nothing, and reads the state; with `--preview` it needs what a preview needs",
    },
    "root-credentials": {
        role: "preview",
        besides: actionsOf("sts", "AssumeRoot"),
        note: "on `arn:aws:iam::*:root` with the task policy `IAMAuditRootUserCredentials`; with `--remove` also with `IAMDeleteRootUserCredentials`",
    },
    "take-over": {
        role: "preview",
        note: "writes the definition, and into the state that an account was closed or removed by hand; without credentials of Pulumi's provider it does not preview",
    },
    tree: {
        role: "preview",
        besides: actionsOf("s3", "GetObject"),
        note: "reads the state; with `--no-ids`, or if it cannot, it needs no credentials. `s3:GetObject` only with `--spend` where the definition has an export",
    },
    used: {
        role: "preview",
        besides: ACCESS_REPORT,
        note: ACCESS_REPORT_NOTE,
    },
};
