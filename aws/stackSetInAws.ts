import type { CloudFormationClient, StackInstanceSummary, StackSet } from "@aws-sdk/client-cloudformation";
import { STACK_SET_PAGE } from "../limits";
import { unlessNamed } from "./organization";
import { pagesOf } from "./pagesOf";

/** What AWS says of a StackSet. */
export interface StackSetInAws {
    readonly name: string;
    readonly id: string;
    /** Empty: none. */
    readonly description: string;
    /** The text as it was given. */
    readonly template: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** Sorted. */
    readonly capabilities: readonly string[];
    readonly tags: Readonly<Record<string, string>>;
    readonly isServiceManaged: boolean;
    /** Whether AWS gives it to accounts that come into its units, and takes it from those that leave. */
    readonly isAutomatic: boolean;
    /** Whether the stacks of an account that leaves stay in it. */
    readonly keepsStacks: boolean;
}

/** The stack of a StackSet in one account and region, or the attempt to make one. */
export interface StackInAccount {
    readonly account: string;
    readonly region: string;
    /** The target through which the account has it. */
    readonly unit: string;
    /** Absent if no stack was made. */
    readonly stackId?: string;
    readonly status: string;
    /** How the last operation ended for it: SUCCEEDED, FAILED, CANCELLED, SKIPPED_SUSPENDED_ACCOUNT ... Empty if AWS does not say. */
    readonly ending: string;
    /** AWS's reason for the status. Empty: none. */
    readonly reason: string;
    /** IN_SYNC, DRIFTED, NOT_CHECKED ... */
    readonly drift: string;
    /** When drift was last looked for. */
    readonly driftChecked?: Date;
}

/** How the caller makes a call: at its own pace. @param operation such as `cloudformation.DescribeStackSet`. */
export type StackSetQuestion = <T>(operation: string, send: (client: CloudFormationClient) => Promise<T>) => Promise<T>;

/** @returns undefined if AWS has none of that name. */
export async function describeStackSet(name: string, ask: StackSetQuestion): Promise<StackSetInAws | undefined> {
    const { DescribeStackSetCommand } = await import("@aws-sdk/client-cloudformation");
    const answer = await unlessNamed("StackSetNotFoundException", () =>
        ask("cloudformation.DescribeStackSet", (client) =>
            client.send(new DescribeStackSetCommand({ StackSetName: name, CallAs: "SELF" })),
        ),
    );
    const found = answer?.StackSet;
    return found === undefined || found.Status === "DELETED" ? undefined : foundStackSet(name, found);
}

function foundStackSet(name: string, found: StackSet): StackSetInAws {
    const { Parameters = [], Tags = [] } = found;
    return {
        name,
        id: found.StackSetId ?? name,
        description: found.Description ?? "",
        template: found.TemplateBody ?? "",
        parameters: Object.fromEntries(
            Parameters.map(({ ParameterKey = "", ParameterValue = "" }) => [ParameterKey, ParameterValue]).sort(),
        ) as Record<string, string>,
        capabilities: [...(found.Capabilities ?? [])].sort(),
        tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]).sort()) as Record<string, string>,
        isServiceManaged: found.PermissionModel === "SERVICE_MANAGED",
        isAutomatic: found.AutoDeployment?.Enabled === true,
        keepsStacks: found.AutoDeployment?.RetainStacksOnAccountRemoval === true,
    };
}

/**
 * All stacks of a StackSet, also those that could not be made: one call for each hundred.
 *
 * @param account the id of the only account whose stacks are asked for.
 */
export async function stacksOfSet(
    name: string,
    ask: StackSetQuestion,
    account?: string,
): Promise<readonly StackInAccount[]> {
    const { ListStackInstancesCommand } = await import("@aws-sdk/client-cloudformation");
    const pages = pagesOf((NextToken) =>
        ask("cloudformation.ListStackInstances", (client) =>
            client.send(
                new ListStackInstancesCommand({
                    StackSetName: name,
                    MaxResults: STACK_SET_PAGE.max,
                    CallAs: "SELF",
                    ...(account !== undefined && { StackInstanceAccount: account }),
                    ...(NextToken !== undefined && { NextToken }),
                }),
            ),
        ),
    );
    const all: StackInAccount[] = [];
    for await (const { Summaries = [] } of pages) all.push(...Summaries.map(stackInAccount));
    return all;
}

function stackInAccount(one: StackInstanceSummary): StackInAccount {
    return {
        account: one.Account ?? "",
        region: one.Region ?? "",
        unit: one.OrganizationalUnitId ?? "",
        ...(one.StackId !== undefined && one.StackId !== "" && { stackId: one.StackId }),
        status: one.Status ?? "",
        ending: one.StackInstanceStatus?.DetailedStatus ?? "",
        reason: one.StatusReason ?? "",
        drift: one.DriftStatus ?? "NOT_CHECKED",
        ...(one.LastDriftCheckTimestamp && { driftChecked: one.LastDriftCheckTimestamp }),
    };
}

/**
 * The units, or the root, in which AWS gives an automatic StackSet to accounts that come, with the regions. Filters of accounts do not count there
 * (user guide: "Manage automatic deployments").
 */
export async function automaticTargets(
    name: string,
    ask: StackSetQuestion,
): Promise<ReadonlyMap<string, readonly string[]>> {
    const { ListStackSetAutoDeploymentTargetsCommand } = await import("@aws-sdk/client-cloudformation");
    const pages = pagesOf((NextToken) =>
        ask("cloudformation.ListStackSetAutoDeploymentTargets", (client) =>
            client.send(
                new ListStackSetAutoDeploymentTargetsCommand({
                    StackSetName: name,
                    MaxResults: STACK_SET_PAGE.max,
                    CallAs: "SELF",
                    ...(NextToken !== undefined && { NextToken }),
                }),
            ),
        ),
    );
    const all = new Map<string, readonly string[]>();
    for await (const { Summaries = [] } of pages) {
        for (const { OrganizationalUnitId = "", Regions = [] } of Summaries) {
            all.set(OrganizationalUnitId, [...new Set([...(all.get(OrganizationalUnitId) ?? []), ...Regions])].sort());
        }
    }
    return all;
}
