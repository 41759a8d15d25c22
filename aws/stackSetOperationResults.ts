import type { StackSetQuestion } from "./stackSetInAws";
import { STACK_SET_PAGE } from "../limits";
import { pagesOf } from "./pagesOf";

/** What an operation on a StackSet did in one account and region. */
export interface StackSetOperationResult {
    readonly account: string;
    readonly region: string;
    readonly hasFailed: boolean;
    /** AWS's reason. Empty: none. */
    readonly reason: string;
}

/** One call for each hundred stacks of the operation. */
export async function stackSetOperationResults(
    StackSetName: string,
    OperationId: string,
    ask: StackSetQuestion,
): Promise<readonly StackSetOperationResult[]> {
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
    const all: StackSetOperationResult[] = [];
    for await (const { Summaries = [] } of pages) {
        for (const { Account: account = "", Region: region = "", Status, StatusReason: reason = "" } of Summaries) {
            // CANCELLED means that AWS has not tried it, so it says nothing of the stack.
            all.push({ account, region, hasFailed: Status === "FAILED", reason });
        }
    }
    return all;
}
