import { setTimeout } from "node:timers/promises";
import type { AthenaClient, ResultSet } from "@aws-sdk/client-athena";
import { explainAws } from "../../../../aws/explainAws";
import { pagesOf } from "../../../../aws/pagesOf";
import { quoted, visible } from "../../../../limits";
import type { AnswerRow } from "./answerRows";
import { ExportError } from "./exportError";

/** Athena bills 5 USD for each TB that a query reads, and at least 10 MB of each; some regions cost more. https://aws.amazon.com/athena/pricing/ */
export const ATHENA_USD_PER_TB = 5;
const LEAST_BYTES = 10_000_000;
const BYTES_OF_TB = 1e12;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** A query over all files of a large organisation takes seconds. Athena itself ends one after 30 minutes. */
const LONGEST_MS = 30 * 60_000;

export interface AthenaAnswer {
    readonly rows: readonly AnswerRow[];
    readonly usd: number;
}

/**
 * Runs a query in Athena and waits for its answer.
 *
 * @param columns the names of the answer's columns, in their order.
 * @param wait replaced in tests.
 */
export async function athenaAnswer(
    athena: AthenaClient,
    workgroup: string,
    sql: string,
    columns: readonly string[],
    wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<AthenaAnswer> {
    try {
        const { StartQueryExecutionCommand } = await import("@aws-sdk/client-athena");
        const { QueryExecutionId } = await athena.send(
            new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup }),
        );
        const bytes = await endOf(athena, QueryExecutionId ?? "", wait);
        const usd = (Math.max(bytes, LEAST_BYTES) / BYTES_OF_TB) * ATHENA_USD_PER_TB;
        return { rows: await resultsOf(athena, QueryExecutionId ?? "", columns), usd };
    } catch (error) {
        throw explained(error, workgroup);
    }
}

/** Waits for the end of a query. @returns the bytes that it read. */
async function endOf(
    athena: AthenaClient,
    QueryExecutionId: string,
    wait: (milliseconds: number) => Promise<unknown>,
): Promise<number> {
    const { GetQueryExecutionCommand, StopQueryExecutionCommand } = await import("@aws-sdk/client-athena");
    for (let waited = 0, pause = FIRST_PAUSE_MS; waited < LONGEST_MS; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
        const { State, StateChangeReason = "no reason" } = QueryExecution?.Status ?? {};
        if (State === "SUCCEEDED") return QueryExecution?.Statistics?.DataScannedInBytes ?? 0;
        if (State === "FAILED" || State === "CANCELLED") {
            throw new ExportError(`the query in Athena ended as ${State}: ${visible(StateChangeReason, 400)}`, {
                isFailure: true,
            });
        }
        await wait(pause);
        waited += pause;
    }
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    throw new ExportError(`the query ${QueryExecutionId} in Athena took more than 30 minutes, and was stopped`, {
        isFailure: true,
    });
}

async function resultsOf(
    athena: AthenaClient,
    QueryExecutionId: string,
    columns: readonly string[],
): Promise<readonly AnswerRow[]> {
    const { GetQueryResultsCommand } = await import("@aws-sdk/client-athena");
    const rows: (readonly (string | null)[])[] = [];
    const pages = pagesOf((NextToken) => athena.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken })));
    for await (const { ResultSet } of pages) rows.push(...valuesOf(ResultSet));
    // The first row of a SELECT has the names of the columns.
    const [head, ...others] = rows;
    const values = head?.every((name, index) => name === columns[index]) ? others : rows;
    return values.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])));
}

function valuesOf(results: ResultSet | undefined): readonly (readonly (string | null)[])[] {
    return (results?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null));
}

function explained(error: unknown, workgroup: string): Error {
    if (!(error instanceof Error)) return new Error(String(error));
    const options = { cause: error };
    if (error.name === "InvalidRequestException") {
        return new ExportError(
            `Athena refuses the query in the workgroup ${quoted(workgroup)}: ${error.message}. The workgroup needs a place for results (its setting "Query result location")`,
            options,
        );
    }
    if (error.name === "AccessDeniedException" || error.name === "AccessDenied") {
        return new ExportError(
            `AWS denies the credentials the query in Athena: they need athena:StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution, glue:GetDatabase, GetTable and GetPartitions, and S3 rights for the export and the place of results. AWS says: ${error.message}`,
            options,
        );
    }
    const told = error instanceof ExportError ? undefined : explainAws(error);
    return told === undefined ? error : new ExportError(told, options);
}
