import assert from "node:assert/strict";
import type { AwsClients } from "../../../../../aws/awsClients";
import type { ExistingResource } from "../../../../../definition/feature";
import type { CostExportModel } from "../../../../../features/costs/model";
import type { TakenName } from "../../../../../features/costs/plan/foundCosts";
import { COST_RESOURCES } from "../../../../../features/costs/plan/stackBefore";
import { CostQuestions } from "../../../../../features/costs/questions/costQuestions";
import { findExport } from "../../../../../features/costs/questions/foundExport";

const ACCOUNT = "111122223333";
const EXPORT: CostExportModel = {
    name: "costs",
    format: "focus",
    prefix: "focus",
    region: "eu-central-1",
    resources: false,
    keepOldVersionsDays: 30,
};
const MARK = { Key: "aws-organization", Value: "cost-export" };

/** An AWS with buckets of this account and their tags, buckets that HeadBucket answers with a status, and exports on two pages. */
interface InAws {
    readonly buckets?: Readonly<Record<string, readonly object[] | number>>;
    readonly exports?: readonly string[];
}

function clientsOf({ buckets = {}, exports = [] }: InAws, calls: string[]): AwsClients {
    const s3 = (command: { constructor: { name: string }; input: { Bucket: string } }): Promise<unknown> => {
        const operation = command.constructor.name.replace(/Command$/, "");
        const { Bucket } = command.input;
        calls.push(`${operation} ${Bucket}`);
        const bucket = buckets[Bucket] ?? 404;
        if (typeof bucket === "number") {
            return Promise.reject(Object.assign(new Error("refused"), { $metadata: { httpStatusCode: bucket } }));
        }
        return Promise.resolve(operation === "GetBucketTagging" ? { TagSet: bucket } : {});
    };
    const dataExports = ({ input }: { input: { NextToken?: string } }): Promise<unknown> => {
        calls.push("ListExports");
        const page = Number(input.NextToken ?? 0);
        const next = page + 1 < exports.length ? { NextToken: String(page + 1) } : {};
        return Promise.resolve({
            Exports: exports.slice(page, page + 1).map((ExportName) => ({ ExportName })),
            ...next,
        });
    };
    return {
        s3: () => Promise.resolve({ send: s3 }),
        dataExports: () => Promise.resolve({ send: dataExports }),
    } as unknown as AwsClients;
}

interface Asked {
    readonly exported?: Partial<CostExportModel>;
    readonly inAws?: InAws;
    /** The bucket and the export that the state has. */
    readonly state?: { readonly bucket: string; readonly name: string };
}

async function found({ exported = {}, inAws = {}, state }: Asked): Promise<{
    readonly importName?: string;
    readonly taken: readonly TakenName[];
    readonly calls: readonly string[];
}> {
    const calls: string[] = [];
    const resources: [string, readonly ExistingResource[]][] = state
        ? [
              [COST_RESOURCES.bucket, [{ name: "costs", outputs: { bucket: state.bucket } }]],
              [COST_RESOURCES.export, [{ name: "costs", outputs: { export: { name: state.name } } }]],
          ]
        : [];
    const model = { ...EXPORT, ...exported };
    const clients = clientsOf(inAws, calls);
    return { ...(await findExport(model, new Map(resources), ACCOUNT, clients, new CostQuestions())), calls };
}

const OURS = `costs-${ACCOUNT}`;

describe("the bucket and the export that AWS has already", () => {
    it("are not asked for if the state has both under these names", async () => {
        assert.deepEqual((await found({ state: { bucket: OURS, name: "costs" } })).calls, []);
    });

    it("are taken over or refused in a first run", async () => {
        const ours = await found({ inAws: { buckets: { [OURS]: [MARK] } } });
        assert.deepEqual([ours.importName, ours.taken], [OURS, []]);
        const foreign = await found({ inAws: { buckets: { [OURS]: [] }, exports: ["other", "costs"] } });
        assert.deepEqual(
            foreign.taken.map(({ what, name }) => [what, name]),
            [
                ["bucket", OURS],
                ["export", "costs"],
            ],
        );
    });

    it("are asked for again if the definition gives them other names: AWS would refuse them half way", async () => {
        const state = { bucket: OURS, name: "costs" };
        const back = await found({ state, exported: { bucket: "old" }, inAws: { buckets: { old: [MARK] } } });
        assert.deepEqual([back.importName, back.taken], ["old", []]);
        const taken = await found({ state, exported: { bucket: "mine" }, inAws: { buckets: { mine: [] } } });
        assert.deepEqual(
            taken.taken.map(({ name }) => name),
            ["mine"],
        );
        const renamed = await found({ state, exported: { name: "cur" }, inAws: { exports: ["cur"] } });
        assert.deepEqual(
            renamed.taken.map(({ what, name, path }) => [what, name, path.at(-1)]),
            [["export", "cur", "name"]],
        );
    });

    it("may be out of reach: in another account, or in another region", async () => {
        for (const status of [301, 403]) {
            const { taken } = await found({ inAws: { buckets: { [OURS]: status } } });
            assert.deepEqual(
                taken.map(({ isForeign }) => isForeign),
                [true],
            );
        }
    });
});
