import assert from "node:assert/strict";
import { effectReport, type ServiceLoss } from "../../../../evaluator/effect";
import { deny, effectOf, situation, type Json, type Sketch } from "./support";

async function lossesOf(before: Sketch, after: Sketch): Promise<readonly ServiceLoss[]> {
    const effect = await effectOf(before, after);
    const { looser, tighter } = effectReport(effect, situation(before), situation(after), true);
    return [...looser, ...tighter].flatMap(({ lines }) => lines.flatMap(({ loss }) => loss ?? []));
}

const TREE: Sketch = { units: { Workloads: [] }, accounts: { shop: "Workloads", data: "Workloads" } };

function guarded(...statements: readonly Json[]): Sketch {
    return { ...TREE, policies: { guard: statements }, units: { Workloads: ["guard"] } };
}

describe("what the lines of an effect lose", () => {
    it("is the services of each line, in the accounts of its paragraph", async () => {
        const after = guarded(deny(["sqs:DeleteQueue", "sns:DeleteTopic"]));
        assert.deepEqual(await lossesOf(TREE, after), [{ accounts: ["data", "shop"], services: ["sns", "sqs"] }]);
        assert.deepEqual(await lossesOf(after, TREE), []);
    });

    it("has the regions in which it is lost", async () => {
        const condition = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
        const [loss] = await lossesOf(TREE, guarded(deny("sqs:DeleteQueue", condition)));
        assert.deepEqual(loss?.regions, [{ in: ["eu-west-1"], outside: false }]);
    });

    it("has no regions if somebody loses it in all of them", async () => {
        const except = { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } };
        const inIreland = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
        const [loss] = await lossesOf(
            TREE,
            guarded(deny("sqs:DeleteQueue", { Condition: except }), deny("sqs:DeleteQueue", { Condition: inIreland })),
        );
        assert.equal(loss?.regions, undefined);
    });

    it("says that only principals outside of the organisation lose it", async () => {
        const statement: Json = {
            ...deny("s3:GetObject", { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-acme123456" } } }),
            Principal: "*",
        };
        const losses = await lossesOf(TREE, guarded(statement));
        assert.ok(losses.length > 0 && losses.every(({ isOfOutsiders }) => isOfOutsiders), JSON.stringify(losses));
    });
});
