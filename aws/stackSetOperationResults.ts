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
            // A region of AWS's that was cancelled says nothing of the stack: what has failed is FAILED.
            all.push({ account, region, hasFailed: Status === "FAILED", reason });
        }
    }
    return all;
}
