import assert from "node:assert/strict";
import { DetachPolicyCommand, MoveAccountCommand, TagResourceCommand } from "@aws-sdk/client-organizations";
import { assertChanges, inAws, Project, type AwsOrganization } from "./support";

describe("changes in AWS behind Pulumi's back", function () {
    this.timeout(180_000);
    let project: Project;
    let original: AwsOrganization;

    before(async () => {
        project = await Project.start();
        await project.apply({
            organization: { serviceAccess: ["account.amazonaws.com"] },
            defaults: { email: "aws+{account}@example.com", tags: { Owner: "platform" } },
            units: {
                Workloads: {
                    kind: "workloads",
                    units: { Production: { accounts: { shop: {} } }, NonProduction: { accounts: { "shop-dev": {} } } },
                },
            },
        });
        original = await inAws(project.client);
        const { accounts, units } = original;
        await project.renameInAws(accounts.shop?.id ?? "", "Shop");
        await project.client.send(
            new MoveAccountCommand({
                AccountId: accounts["shop-dev"]?.id,
                SourceParentId: units["Workloads/NonProduction"]?.id,
                DestinationParentId: units["Workloads/Production"]?.id,
            }),
        );
        await project.client.send(
            new TagResourceCommand({ ResourceId: units.Workloads?.id, Tags: [{ Key: "Owner", Value: "nobody" }] }),
        );
        const { policies } = await project.outputs();
        await project.client.send(
            new DetachPolicyCommand({ PolicyId: policies["deny-closing-account"]?.id, TargetId: units.Workloads?.id }),
        );
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("are not seen without asking AWS", async () => {
        assertChanges(await project.preview(), {});
    });

    it("are found by preview --refresh, which changes nothing", async () => {
        const run = await project.preview("--refresh");
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { created: 1, updated: 3 });
        assert.match(run.output, /Account shop .*\[diff: ~name\]/);
        assert.match(run.output, /Account shop-dev .*\[diff: ~parentId\]/);
        assert.match(run.output, /OrganizationalUnit Workloads .*\[diff: .*~tags\]/);
        assert.match(run.output, /PolicyAttachment deny-closing-account@Workloads/);
        assert.deepEqual(await project.mutations(), []);
    });

    it("are recorded in the state by refresh, and reverted by up", async () => {
        const refreshed = await project.refresh();
        assert.equal(refreshed.code, 0, refreshed.output);
        assert.deepEqual(await project.mutations(), []);

        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, { created: 1, updated: 3 });
        assert.deepEqual(await inAws(project.client), original);
        assertChanges(await project.preview("--refresh"), {});
    });
});
