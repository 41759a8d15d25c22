import { setTimeout } from "node:timers/promises";
import type { StackResourceDriftStatus } from "@aws-sdk/client-cloudformation";
import type { StackSetQuestion } from "../../../../aws/stackSetInAws";
import { fewAtATime } from "../../../../aws/fewAtATime";
import { exceptionName } from "../../../../aws/organization";
import { pagesOf } from "../../../../aws/pagesOf";
import type { DeployedBlock, DeployedStack } from "./deployedBlocks";
import { driftedProperty, type DriftedProperty } from "./driftedProperty";

/** A resource of a stack that somebody has changed or deleted. */
export interface DriftedResource {
    readonly block: string;
    readonly account: string;
    readonly region: string;
    /** Its name in the template. */
    readonly resource: string;
    /** `AWS::IAM::Role`. */
    readonly type: string;
    readonly status: StackResourceDriftStatus;
    /** The properties that differ, by their paths. Empty if it was deleted. */
    readonly properties: readonly DriftedProperty[];
}

/** Whether nothing differs but the policy with which sessions of the role were revoked. */
export function isOnlyRevoked({ status, properties }: DriftedResource): boolean {
    return status === "MODIFIED" && properties.length > 0 && properties.every((one) => one.isRevocation === true);
}

/** The drifted stacks that somebody has to look at. One in which nothing but the policy of revoked sessions was added may stay as it is. */
export function stacksToMend(
    stacks: readonly DeployedStack[],
    resources: readonly DriftedResource[] = [],
): readonly DeployedStack[] {
    return stacks.filter((stack) => {
        if (stack.drift !== "DRIFTED") return false;
        const own = resources.filter(
            ({ block, account, region }) =>
                block === stack.block && account === stack.account && region === stack.region,
        );
        return own.length === 0 || !own.every(isOnlyRevoked);
    });
}

/** A detection that has ended. */
export interface DriftDetection {
    /** The operation's id. */
    readonly operation: string;
    /** Whether AWS could not look for drift in some stacks. */
    readonly hasFailures: boolean;
}

/** The stacks whose resources are asked for, two calls at a time. Of more, the command says only that they differ. */
export const MOST_ASKED = 50;
const AT_A_TIME = 2;
/** Between two questions whether AWS is done, in milliseconds; and after how many a detection is given up. */
const [PAUSE, LONGEST] = [3_000, 3_600_000];

/**
 * Has AWS look for drift in all stacks of a StackSet, and waits. It changes nothing.
 *
 * @param wait replaced in tests.
 * @returns undefined if AWS works on another operation of it.
 * @throws Error if AWS has not finished within an hour.
 */
export async function detectDrift(
    { stackSet }: Pick<DeployedBlock, "stackSet">,
    ask: StackSetQuestion,
    wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<DriftDetection | undefined> {
    const { DescribeStackSetOperationCommand, DetectStackSetDriftCommand } =
        await import("@aws-sdk/client-cloudformation");
    let OperationId: string | undefined;
    try {
        ({ OperationId } = await ask("cloudformation.DetectStackSetDrift", (client) =>
            client.send(
                new DetectStackSetDriftCommand({
                    StackSetName: stackSet,
                    CallAs: "SELF",
                    // What fails to answer in one account does not keep the others from being asked.
                    OperationPreferences: {
                        RegionConcurrencyType: "PARALLEL",
                        FailureTolerancePercentage: 100,
                        MaxConcurrentPercentage: 100,
                    },
                }),
            ),
        ));
    } catch (error) {
        if (exceptionName(error) === "OperationInProgressException") return undefined;
        throw error;
    }
    for (let waited = 0; waited < LONGEST; waited += PAUSE) {
        const { StackSetOperation: operation } = await ask("cloudformation.DescribeStackSetOperation", (client) =>
            client.send(new DescribeStackSetOperationCommand({ StackSetName: stackSet, OperationId, CallAs: "SELF" })),
        );
        const status = operation?.Status ?? "";
        if (!["QUEUED", "RUNNING", "STOPPING"].includes(status)) {
            const failed = operation?.StackSetDriftDetectionDetails?.FailedStackInstancesCount;
            return { operation: OperationId ?? "", hasFailures: failed !== 0 };
        }
        await wait(PAUSE);
    }
    throw new Error(
        `AWS has not finished looking for drift in ${stackSet} within an hour. Run this later without --drift`,
    );
}

/** Which resources of drifted stacks differ: one call for each stack, for the first ones. */
export async function driftedResources(
    { stackSet }: Pick<DeployedBlock, "stackSet">,
    stacks: readonly DeployedStack[],
    { operation: OperationId }: DriftDetection,
    ask: StackSetQuestion,
): Promise<readonly DriftedResource[]> {
    const { ListStackInstanceResourceDriftsCommand } = await import("@aws-sdk/client-cloudformation");
    const found = await fewAtATime(stacks.slice(0, MOST_ASKED), AT_A_TIME, async (stack) => {
        const pages = pagesOf((NextToken) =>
            ask("cloudformation.ListStackInstanceResourceDrifts", (client) =>
                client.send(
                    new ListStackInstanceResourceDriftsCommand({
                        StackSetName: stackSet,
                        StackInstanceAccount: stack.id,
                        StackInstanceRegion: stack.region,
                        OperationId,
                        StackInstanceResourceDriftStatuses: ["MODIFIED", "DELETED"],
                        CallAs: "SELF",
                        ...(NextToken !== undefined && { NextToken }),
                    }),
                ),
            ),
        );
        const all: DriftedResource[] = [];
        for await (const { Summaries = [] } of pages) {
            for (const one of Summaries) {
                all.push({
                    block: stack.block,
                    account: stack.account,
                    region: stack.region,
                    resource: one.LogicalResourceId ?? "",
                    type: one.ResourceType ?? "",
                    status: one.StackResourceDriftStatus ?? "MODIFIED",
                    properties: (one.PropertyDifferences ?? [])
                        .map(driftedProperty)
                        // A list shows the first ones: what may stay must not hide the others.
                        .sort(
                            (a, b) =>
                                Number(a.isRevocation === true) - Number(b.isRevocation === true) ||
                                (a.path < b.path ? -1 : 1),
                        ),
                });
            }
        }
        return all;
    });
    return found.flat();
}
