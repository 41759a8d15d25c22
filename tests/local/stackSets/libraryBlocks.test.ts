import assert from "node:assert/strict";
import { DetectStackSetDriftCommand, ListStackInstanceResourceDriftsCommand } from "@aws-sdk/client-cloudformation";
import { BASELINE_LIBRARY } from "../../../features/baseline/library";
import { newStackSets } from "./newStackSets";

describe("the blocks of the baseline's library in StackSets", function () {
    this.timeout(60_000);
    const sets = newStackSets();

    for (const [name, block] of BASELINE_LIBRARY) {
        it(`deploy, have no drift, and leave: ${name}`, async () => {
            const account = await sets.account("shop", sets.prod);
            const parameters = block.parameters.parse(block.example ?? {});
            await sets.stackSet(name, {
                TemplateBody: JSON.stringify(block.template(parameters)),
                Capabilities: [...block.capabilities],
                Parameters: Object.entries(block.cloudFormationParameters(parameters)).map(([key, value]) => ({
                    ParameterKey: key,
                    ParameterValue: value,
                })),
            });
            const deployed = await sets.deploy(name, { OrganizationalUnitIds: [sets.prod] });
            const [result] = await sets.results(name, deployed.OperationId);
            assert.equal(deployed.Status, "SUCCEEDED", result?.StatusReason);

            const { OperationId = "" } = await sets.client.send(new DetectStackSetDriftCommand({ StackSetName: name }));
            await sets.done(name, OperationId);
            const { Summaries = [] } = await sets.client.send(
                new ListStackInstanceResourceDriftsCommand({
                    StackSetName: name,
                    OperationId,
                    StackInstanceAccount: account,
                    StackInstanceRegion: "us-east-1",
                }),
            );
            const drifted = Summaries.filter(({ StackResourceDriftStatus: status }) => status !== "IN_SYNC");
            assert.deepEqual(drifted, []);

            const removed = await sets.delete(name, [sets.prod]);
            const [reason] = await sets.results(name, removed.OperationId);
            assert.equal(removed.Status, "SUCCEEDED", reason?.StatusReason);
            assert.deepEqual(await sets.instances(name), []);
        });
    }
});
