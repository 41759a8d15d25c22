import assert from "node:assert/strict";
import { UpdateStackSetCommand } from "@aws-sdk/client-cloudformation";
import { blockVariants } from "../../unit/features/baseline/library/blockVariants";
import { blockNamed, templateOf } from "../../unit/features/baseline/library/resolvedBlock";
import { newStackSets } from "../stackSets/newStackSets";
import { scripted } from "./blockFunction";

/** The local AWS has no delivery channel without its bucket, and this one is nobody's. */
const SHARED_BUCKET = "acme-config-history";

describe("stacks of the baseline's blocks", function () {
    this.timeout(120_000);
    const sets = newStackSets({ stackSeconds: 1 });

    for (const [index, [name, parameters, about]] of blockVariants().entries()) {
        it(`${name}, ${about}: is made in an account, changed, and deleted`, async () => {
            const account = await sets.account("shop", sets.workloads);
            const where = { account, region: "us-east-1" };
            await scripted(sets.aws, where, `client("s3").create_bucket(Bucket="${SHARED_BUCKET}-${index}")`);
            const said =
                name === "config-recorder" && "bucket" in parameters
                    ? { ...parameters, bucket: `${SHARED_BUCKET}-${index}` }
                    : parameters;
            const block = blockNamed(name);
            const Parameters = Object.entries(block.cloudFormationParameters(block.parameters.parse(said))).map(
                ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
            );
            const set = {
                TemplateBody: JSON.stringify(templateOf(name, said)),
                Capabilities: [...block.capabilities],
                Parameters,
            };
            await sets.stackSet(name, set);
            const shown = async (): Promise<unknown> =>
                (await sets.instances(name)).map(({ Status, StatusReason }) => [Status, StatusReason]);
            await sets.deploy(name, { OrganizationalUnitIds: [sets.workloads] });
            assert.deepEqual(await shown(), [["CURRENT", undefined]]);

            const { OperationId } = await sets.client.send(
                new UpdateStackSetCommand({
                    StackSetName: name,
                    ...set,
                    DeploymentTargets: { OrganizationalUnitIds: [sets.workloads] },
                    Regions: ["us-east-1"],
                }),
            );
            const updated = await sets.done(name, OperationId);
            assert.equal(updated.Status, "SUCCEEDED", JSON.stringify(await sets.results(name, OperationId)));

            const deleted = await sets.delete(name, [sets.workloads]);
            assert.equal(deleted.Status, "SUCCEEDED", JSON.stringify(await sets.results(name, deleted.OperationId)));
            assert.deepEqual(await shown(), []);
        });
    }
});
