import assert from "node:assert/strict";

import {
    AttachPolicyCommand,
    DescribeEffectivePolicyCommand,
    DescribePolicyCommand,
    DetachPolicyCommand,
    DisablePolicyTypeCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListPoliciesCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    ListTargetsForPolicyCommand,
    PolicyType,
    TagResourceCommand,
    UntagResourceCommand,
    ListTagsForResourceCommand,
} from "@aws-sdk/client-organizations";

import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { newOrganization } from "./newOrganization";

describe("AWS Organizations: policies and tags", () => {
    const on = newOrganization();

    it("attaches FullAWSAccess to everything while service control policies are enabled", async () => {
        const unit = await on.to.createUnit(on.root, "Workloads");
        const attached = async (target: string): Promise<(string | undefined)[]> =>
            (
                await on.client.send(
                    new ListPoliciesForTargetCommand({ TargetId: target, Filter: "SERVICE_CONTROL_POLICY" }),
                )
            ).Policies?.map(({ Id }) => Id) ?? [];
        assert.deepEqual(await attached(unit), []);
        await on.to.enable("SERVICE_CONTROL_POLICY");
        const later = await on.to.createUnit(unit, "Production");
        for (const target of [on.root, unit, later, on.management]) {
            assert.deepEqual(await attached(target), ["p-FullAWSAccess"]);
        }
        const policy = await on.to.createPolicy("SERVICE_CONTROL_POLICY", "guardrail");
        await on.client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: unit }));
        await on.client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: unit }));
        assert.deepEqual(await attached(unit), [policy]);
        await on.client.send(new DisablePolicyTypeCommand({ RootId: on.root, PolicyType: "SERVICE_CONTROL_POLICY" }));
        await on.client.send(new EnablePolicyTypeCommand({ RootId: on.root, PolicyType: "SERVICE_CONTROL_POLICY" }));
        assert.deepEqual(await attached(unit), ["p-FullAWSAccess"]);
    });

    it("attaches RCPFullAWSAccess while resource control policies are enabled", async () => {
        const list = async (): Promise<unknown> =>
            (await on.client.send(new ListPoliciesCommand({ Filter: "RESOURCE_CONTROL_POLICY" }))).Policies?.map(
                ({ Id, AwsManaged }) => [Id, AwsManaged],
            );
        assert.deepEqual(await list(), []);
        await on.to.enable("RESOURCE_CONTROL_POLICY");
        assert.deepEqual(await list(), [["p-RCPFullAWSAccess", true]]);
    });

    for (const type of Object.values(PolicyType)) {
        it(`${type}: created, enabled, attached, described, listed`, async () => {
            await on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "securityhub.amazonaws.com" }));
            const policy = await on.to.createPolicy(type, "policy");
            await on.to.enable(type);
            await on.client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: on.root }));
            const { Policy } = await on.client.send(new DescribePolicyCommand({ PolicyId: policy }));
            assert.equal(Policy?.PolicySummary?.Type, type);
            assert.ok(Policy.PolicySummary.Arn?.includes(`/${type.toLowerCase()}/${policy}`));
            const { Targets } = await on.client.send(new ListTargetsForPolicyCommand({ PolicyId: policy }));
            assert.deepEqual(
                Targets?.map(({ TargetId, Type }) => [TargetId, Type]),
                [[on.root, "ROOT"]],
            );
            const { Roots } = await on.client.send(new ListRootsCommand({}));
            assert.deepEqual(Roots?.[0]?.PolicyTypes, [{ Type: type, Status: "ENABLED" }]);
        });
    }

    it("the effective policy merges what is inherited, within what parents allow", async () => {
        await on.to.enable("TAG_POLICY");
        const account = await on.createAccount("shop");
        const attach = async (target: string, name: string, tags: object): Promise<void> => {
            const policy = await on.to.createPolicy("TAG_POLICY", name, JSON.stringify({ tags }));
            await on.client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: target }));
        };
        await attach(on.root, "root", {
            CostCenter: {
                tag_key: { "@@assign": "CostCenter", "@@operators_allowed_for_child_policies": ["@@none"] },
                tag_value: { "@@assign": ["100"] },
            },
        });
        await attach(account, "account", {
            costcenter: { tag_key: { "@@assign": "costCENTER" }, tag_value: { "@@append": ["200"] } },
        });
        const { EffectivePolicy } = await on.client.send(
            new DescribeEffectivePolicyCommand({ PolicyType: "TAG_POLICY", TargetId: account }),
        );
        assert.deepEqual(JSON.parse(EffectivePolicy?.PolicyContent ?? ""), {
            tags: { CostCenter: { tag_key: "CostCenter", tag_value: ["100", "200"] } },
        });
    });

    it("tags accounts, units, policies and the root", async () => {
        const resources = [
            await on.createAccount("shop"),
            await on.to.createUnit(on.root, "Workloads"),
            await on.to.createPolicy("TAG_POLICY", "costs"),
            on.root,
        ];
        for (const ResourceId of resources) {
            await on.client.send(
                new TagResourceCommand({
                    ResourceId,
                    Tags: [
                        { Key: "Team", Value: "shop" },
                        { Key: "Straße/1", Value: "" },
                    ],
                }),
            );
            await on.client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: "Team", Value: "pay" }] }));
            await on.client.send(new UntagResourceCommand({ ResourceId, TagKeys: ["Straße/1", "Absent"] }));
            const { Tags } = await on.client.send(new ListTagsForResourceCommand({ ResourceId }));
            assert.deepEqual(Tags, [{ Key: "Team", Value: "pay" }]);
        }
    });

    it("the tagging API lists the tags of accounts, units, policies and the root, in pages", async () => {
        const account = await on.createAccount("shop");
        const policy = await on.to.createPolicy("TAG_POLICY", "costs");
        await on.to.createUnit(on.root, "Workloads");
        for (const ResourceId of [account, policy, on.root]) {
            await on.client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: "Team", Value: "shop" }] }));
        }
        const tagging = new ResourceGroupsTaggingAPIClient(on.aws.clientConfig());
        const filter = { ResourceTypeFilters: ["organizations"], ResourcesPerPage: 2 };
        const first = await tagging.send(new GetResourcesCommand(filter));
        const { PaginationToken } = first;
        const second = await tagging.send(new GetResourcesCommand({ ...filter, PaginationToken }));
        assert.equal(second.PaginationToken, undefined);
        assert.deepEqual(
            [first, second].flatMap(({ ResourceTagMappingList = [] }) =>
                ResourceTagMappingList.map(({ ResourceARN = "", Tags }) => [ResourceARN.split("/").at(-1), Tags]),
            ),
            [on.root, account, policy].map((id) => [id, [{ Key: "Team", Value: "shop" }]]),
        );
        await assert.rejects(tagging.send(new GetResourcesCommand({})), { name: "InvalidParameterException" });
        tagging.destroy();
    });
});
