import assert from "node:assert/strict";
import {
    AthenaClient,
    GetQueryExecutionCommand,
    GetQueryResultsCommand,
    StartQueryExecutionCommand,
    type QueryExecution,
} from "@aws-sdk/client-athena";
import { startLocalAws, type LocalAws } from "./server";

const SQL = "SELECT team, sum(cost) AS cost FROM costs GROUP BY team";
const OUTPUT = { OutputLocation: "s3://acme-athena/results" };

describe("Athena", () => {
    let aws: LocalAws;
    let client: AthenaClient;
    before(async () => {
        aws = await startLocalAws();
        client = new AthenaClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(() => aws.reset());

    const start = async (QueryString: string, ClientRequestToken?: string): Promise<string> => {
        const answer = await client.send(
            new StartQueryExecutionCommand({
                QueryString,
                ClientRequestToken,
                ResultConfiguration: OUTPUT,
                QueryExecutionContext: { Database: "billing" },
            }),
        );
        return answer.QueryExecutionId ?? assert.fail();
    };
    const execution = async (QueryExecutionId: string): Promise<QueryExecution> =>
        (await client.send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution ?? assert.fail();
    const rowsOf = async (QueryExecutionId: string, MaxResults?: number): Promise<(string | undefined)[][]> => {
        const rows: (string | undefined)[][] = [];
        let NextToken: string | undefined;
        do {
            const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, MaxResults, NextToken }));
            for (const { Data = [] } of page.ResultSet?.Rows ?? []) rows.push(Data.map((cell) => cell.VarCharValue));
            ({ NextToken } = page);
        } while (NextToken !== undefined);
        return rows;
    };

    it("answers what the test says, first RUNNING, and in pages", async () => {
        await aws.answerQueries([
            { matches: "FROM other", columns: [{ name: "x" }], rows: [["wrong"]] },
            {
                matches: "FROM costs",
                columns: [{ name: "team" }, { name: "cost", type: "double" }],
                rows: [
                    ["shop", 12.5],
                    ["data", 3],
                    [null, 1],
                ],
                scannedBytes: 42,
            },
        ]);
        const id = await start(SQL);
        await assert.rejects(rowsOf(id), /not yet finished/);
        assert.equal((await execution(id)).Status?.State, "RUNNING");
        const { Status, Statistics } = await execution(id);
        assert.equal(Status?.State, "SUCCEEDED");
        assert.equal(Statistics?.DataScannedInBytes, 42);
        assert.deepEqual(await rowsOf(id, 2), [
            ["team", "cost"],
            ["shop", "12.5"],
            ["data", "3"],
            [undefined, "1"],
        ]);
    });

    it("shows the SQL of each query", async () => {
        const id = await start(SQL, "a token of more than 32 characters");
        assert.equal(await start(SQL, "a token of more than 32 characters"), id);
        assert.deepEqual(
            (await aws.queries()).map(({ sql, database }) => [sql, database]),
            [[SQL, "billing"]],
        );
    });

    it("fails on request, and if there is no answer", async () => {
        await aws.answerQueries([{ matches: "broken", failure: "SYNTAX_ERROR: line 1:1" }]);
        const reasons: (string | undefined)[] = [];
        for (const sql of ["SELECT broken", SQL]) {
            const id = await start(sql);
            await execution(id);
            reasons.push((await execution(id)).Status?.StateChangeReason);
        }
        assert.match(reasons[0] ?? "", /SYNTAX_ERROR/);
        assert.match(reasons[1] ?? "", /no answer/);
    });

    it("needs a place for its results", async () => {
        const query = client.send(new StartQueryExecutionCommand({ QueryString: SQL }));
        await assert.rejects(query, { name: "InvalidRequestException", message: /output location/ });
    });
});
