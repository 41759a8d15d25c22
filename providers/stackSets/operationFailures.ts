import type { StackSetOperation } from "@aws-sdk/client-cloudformation";
import type { StackInAccount, StackSetQuestion } from "../../aws/stackSetInAws";
import { pagesOf } from "../../aws/pagesOf";
import { STACK_SET_PAGE } from "../../limits";
import { stackKey, type RolloutStep } from "./rolloutStep";

/** A stack that is not as it should be after an operation. */
export interface StackFailure {
    readonly account: string;
    readonly region: string;
    /** AWS's reason. Empty: it gives none. */
    readonly reason: string;
    /** AWS has stopped the operation before it came to this stack. */
    readonly isUntried: boolean;
    /** The stack was to be taken away. */
    readonly isDeletion: boolean;
}

/** What a closed account's stacks end with: nothing is to be mended. */
const SKIPPED = "SKIPPED_SUSPENDED_ACCOUNT";

/** The stacks of an operation that are not as they should be. AWS is asked for its reasons only if there are such. */
export async function failuresOf(
    step: RolloutStep,
    operation: StackSetOperation,
    stacks: readonly StackInAccount[],
    name: string,
    ask: StackSetQuestion,
): Promise<readonly StackFailure[]> {
    if (step.kind === "automatic" || !step.selection) return [];
    const { accounts, regions } = step.selection;
    const there = new Map(stacks.map((one) => [stackKey(one), one]));
    const failed = accounts
        .flatMap((account) => regions.map((region) => ({ account, region })))
        .filter((place) => !isAsItShould(step, there.get(stackKey(place))));
    if (failed.length === 0) return [];
    const reasons = await reasonsOf(name, operation.OperationId ?? "", ask);
    return failed.map((place) => {
        const stack = there.get(stackKey(place));
        const result = reasons.get(stackKey(place));
        return {
            ...place,
            isDeletion: step.kind === "delete",
            reason: result?.reason ?? stack?.reason ?? "",
            isUntried: result === undefined ? stack?.ending === "CANCELLED" : !result.hasFailed,
        };
    });
}

function isAsItShould(step: RolloutStep, stack: StackInAccount | undefined): boolean {
    if (step.kind === "delete") return stack === undefined;
    return stack?.status === "CURRENT" || stack?.ending === SKIPPED;
}

interface OperationResult {
    readonly hasFailed: boolean;
    readonly reason?: string;
}

async function reasonsOf(
    StackSetName: string,
    OperationId: string,
    ask: StackSetQuestion,
): Promise<ReadonlyMap<string, OperationResult>> {
    const { ListStackSetOperationResultsCommand } = await import("@aws-sdk/client-cloudformation");
    const pages = pagesOf((NextToken) =>
        ask("cloudformation.ListStackSetOperationResults", (client) =>
            client.send(
                new ListStackSetOperationResultsCommand({
                    StackSetName,
                    OperationId,
                    MaxResults: STACK_SET_PAGE.max,
                    CallAs: "SELF",
                    ...(NextToken !== undefined && { NextToken }),
                }),
            ),
        ),
    );
    const found = new Map<string, OperationResult>();
    for await (const { Summaries = [] } of pages) {
        for (const { Account = "", Region = "", Status, StatusReason } of Summaries) {
            const key = stackKey({ account: Account, region: Region });
            // A region of AWS's that was cancelled says nothing of the stack: what has failed is FAILED.
            found.set(key, {
                hasFailed: Status === "FAILED",
                ...(StatusReason !== undefined && StatusReason !== "" && { reason: StatusReason }),
            });
        }
    }
    return found;
}
