import assert from "node:assert/strict";
import { packedTemplate } from "../../../../../cloudformation/packedBlock";
import { baselineText } from "../../../../../features/baseline/commands/baseline/baselineText";
import type { DriftedResource } from "../../../../../features/baseline/commands/baseline/driftDetection";
import { resourcesInTheWay } from "../../../../../features/baseline/commands/baseline/resourcesInTheWay";
import { baselineBefore } from "../../../../../features/baseline/effect/baselineSides";
import { block, REGION, report } from "./stacksFixture";

const keeps = { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" };
const template = JSON.stringify({
    Resources: {
        Logs: { Type: "AWS::Logs::LogGroup", ...keeps, Properties: { LogGroupName: { "Fn::Sub": "/team/${Team}" } } },
        Bucket: { Type: "AWS::S3::Bucket", ...keeps },
        Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "jobs" } },
    },
});
const outputs = {
    template: packedTemplate(template),
    parameters: { Team: "shop" },
    accounts: { shop: `id-shop r-1 ${REGION} others`, data: `id-data r-1 ${REGION} others Team=data` },
};
const state = baselineBefore({
    accounts: new Map([
        ["shop", { id: "id-shop" }],
        ["data", { id: "id-data" }],
    ]),
    resources: new Map([["pulumi-nodejs:dynamic/baseline:BlockStackSet", [{ name: "oncall", outputs }]]]),
});

function deleted(resource: string): DriftedResource {
    return { block: "oncall", account: "shop", region: REGION, resource, type: "", status: "DELETED", properties: [] };
}

describe("what is in the way of a new stack", () => {
    it("stays in the account with a name of its own", () => {
        const failed = [{ block: "oncall", account: "data", region: REGION, reason: "" }];
        assert.deepEqual(resourcesInTheWay({ resources: [deleted("Queue")], failed }, state), [
            { block: "oncall", account: "shop", resource: "AWS::Logs::LogGroup Logs (/team/shop)" },
            { block: "oncall", account: "data", resource: "AWS::Logs::LogGroup Logs (/team/data)" },
        ]);
    });

    it("is not what was deleted itself", () => {
        assert.deepEqual(resourcesInTheWay({ resources: [deleted("Logs")], failed: [] }, state), []);
    });

    it("is named in the first step, because the preview of the second cannot see it", () => {
        const resources = [deleted("Queue")];
        const inTheWay = resourcesInTheWay({ resources, failed: [] }, state);
        const [drifted] = report(block({ shop: {} }), []).blocks;
        assert.ok(drifted);
        const stacks = drifted.stacks.map((one) => ({ ...one, drift: "DRIFTED" }));
        const text = baselineText({
            blocks: [{ ...drifted, stacks }],
            newBlocks: [],
            drift: { resources, failed: [], busy: [], inTheWay },
        });
        assert.match(
            text,
            /1\. Write `oncall: false`.*\n {5}The template keeps .* that name is taken\. The preview of step 2 does not see it\.\n {5}So .*before step 2.*:\n {7}AWS::Logs::LogGroup Logs \(\/team\/shop\) in shop\n {2}2\. /,
        );
    });
});
