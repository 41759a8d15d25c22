import assert from "node:assert/strict";
import { DetectStackSetDriftCommand, UpdateStackSetCommand, type Parameter } from "@aws-sdk/client-cloudformation";
import { blockVariants } from "../../unit/features/baseline/library/blockVariants";
import { blockNamed, templateOf } from "../../unit/features/baseline/library/resolvedBlock";
import { newStackSets } from "../stackSets/newStackSets";
import { scripted } from "./blockFunction";

/** The local AWS has no delivery channel without its bucket, and this one is nobody's. */
const SHARED_BUCKET = "acme-config-history";

/** The parameters of a block's StackSet. */
function parametersOf(name: string, said: Readonly<Record<string, unknown>>): Parameter[] {
    const block = blockNamed(name);
    return Object.entries(block.cloudFormationParameters(block.parameters.parse(said))).map(
        ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
    );
}

describe("stacks of the baseline's blocks", function () {
    this.timeout(120_000);
    const sets = newStackSets({ stackSeconds: 1 });

    for (const [index, [name, parameters, about]] of blockVariants().entries()) {
        it(`${name}, ${about}: is made in an account, has no drift, is changed, and deleted`, async () => {
            const account = await sets.account("shop", sets.workloads);
            const where = { account, region: "us-east-1" };
            await scripted(sets.aws, where, `client("s3").create_bucket(Bucket="${SHARED_BUCKET}-${index}")`);
            const said =
                name === "config-recorder" && "bucket" in parameters
                    ? { ...parameters, bucket: `${SHARED_BUCKET}-${index}` }
                    : parameters;
            const set = {
                TemplateBody: JSON.stringify(templateOf(name, said)),
                Capabilities: [...blockNamed(name).capabilities],
                Parameters: parametersOf(name, said),
                // CloudFormation gives them to the stack and its resources.
                Tags: [{ Key: "CostCenter", Value: "platform" }],
            };
            await sets.stackSet(name, set);
            const shown = async (): Promise<unknown> =>
                (await sets.instances(name)).map(({ Status, StatusReason }) => [Status, StatusReason]);
            await sets.deploy(name, { OrganizationalUnitIds: [sets.workloads] });
            assert.deepEqual(await shown(), [["CURRENT", undefined]]);

            const detection = await sets.client.send(new DetectStackSetDriftCommand({ StackSetName: name }));
            assert.equal((await sets.done(name, detection.OperationId)).Status, "SUCCEEDED");
            const drifts = await sets.drifts(name, detection.OperationId ?? "", account);
            assert.ok(drifts.length > 0);
            assert.deepEqual(
                drifts.filter(({ StackResourceDriftStatus: status }) => status !== "IN_SYNC"),
                [],
            );

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

    it("says why a function has refused, as the stack's reason", async () => {
        const account = await sets.account("shop", sets.workloads);
        const where = { account, region: "us-east-1" };
        await scripted(
            sets.aws,
            where,
            `ec2 = client("ec2")
ec2.create_network_interface(SubnetId=ec2.describe_subnets()["Subnets"][0]["SubnetId"])`,
        );
        await sets.stackSet("no-default-vpc", {
            TemplateBody: JSON.stringify(templateOf("no-default-vpc")),
            Parameters: [{ ParameterKey: "WhenInUse", ParameterValue: "fail" }],
        });
        await sets.deploy("no-default-vpc", { OrganizationalUnitIds: [sets.workloads] });
        const [instance] = await sets.instances("no-default-vpc");
        assert.match(
            instance?.StatusReason ?? "",
            /the default VPC vpc-\w+ in us-east-1 is in use: network interfaces \(1\)/,
        );
    });

    it("makes two deploy roles in one account, with one identity provider that stays", async () => {
        const account = await sets.account("shop", sets.workloads);
        const target = { OrganizationalUnitIds: [sets.workloads] };
        for (const repository of ["acme/shop", "acme/web"]) {
            const said = { repository, branch: "main", permissions: ["s3:*"] };
            await sets.stackSet(repository.replace("/", "-"), {
                TemplateBody: JSON.stringify(templateOf("deploy-role", said)),
                Parameters: parametersOf("deploy-role", said),
            });
            await sets.deploy(repository.replace("/", "-"), target);
        }
        const made = "[role['RoleName'] for role in client('iam').list_roles()['Roles'] if role['Path'] == '/']";
        const providers = "len(client('iam').list_open_id_connect_providers()['OpenIDConnectProviderList'])";
        const where = { account };
        const before = (await scripted(sets.aws, where, `result = [${made}, ${providers}]`)) as [string[], number];
        assert.deepEqual(before[0].filter((name) => name.startsWith("deploy")).sort(), ["deploy-shop", "deploy-web"]);
        assert.equal(before[1], 1);
        await sets.delete("acme-shop", [sets.workloads]);
        const after = (await scripted(sets.aws, where, `result = [${made}, ${providers}]`)) as [string[], number];
        assert.deepEqual(
            after[0].filter((name) => name.startsWith("deploy")),
            ["deploy-web"],
        );
        assert.equal(after[1], 1);
    });
});
