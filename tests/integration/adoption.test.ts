import assert from "node:assert/strict";
import * as path from "node:path";
import {
    AttachPolicyCommand,
    DescribeOrganizationCommand,
    MoveAccountCommand,
    OrganizationsClient,
    TagResourceCommand,
} from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, inAws, Project, type AwsOrganization, type Definition } from "./support";

const DENY = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
};

describe("an organisation that exists already", function () {
    this.timeout(180_000);
    let project: Project;
    let original: AwsOrganization;
    let definition: Definition;

    before(async () => {
        project = await Project.start();
        const client = new OrganizationsClient(project.aws.clientConfig());
        const fixture = new Fixture(project.aws, client);
        const { root } = await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const workloads = await fixture.createUnit(root, "Workloads");
        const production = await fixture.createUnit(workloads, "Production");
        const shop = await fixture.createAccount("shop", { Owner: "shop" });
        const data = await fixture.createAccount("data");
        for (const AccountId of [shop, data]) {
            await client.send(
                new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: production }),
            );
        }
        const policy = await fixture.createPolicy("SERVICE_CONTROL_POLICY", "nobody-leaves", JSON.stringify(DENY));
        for (const TargetId of [root, workloads, shop]) {
            await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId }));
        }
        const { Organization } = await client.send(new DescribeOrganizationCommand({}));
        client.destroy();

        original = await inAws(project.client);
        definition = {
            organization: { id: Organization?.Id },
            guardrails: ["nobody-leaves"],
            policies: {
                "nobody-leaves": { id: policy, type: "SERVICE_CONTROL_POLICY", document: DENY },
            },
            units: {
                Workloads: {
                    id: workloads,
                    guardrails: ["nobody-leaves"],
                    units: {
                        Production: {
                            id: production,
                            accounts: {
                                shop: {
                                    id: shop,
                                    email: "shop@example.com",
                                    tags: { Owner: "shop" },
                                    guardrails: ["nobody-leaves"],
                                },
                                data: { id: data, email: "data@example.com" },
                            },
                        },
                    },
                },
            },
        };
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    it("is not taken over with another e-mail, name or id of an account, and AWS's are told", async () => {
        const wrong = structuredClone(definition);
        const { shop, data } = wrong.units?.Workloads?.units?.Production?.accounts ?? {};
        Object.assign(shop ?? {}, { email: "ada@example.com", name: "Shop" });
        Object.assign(data ?? {}, { id: "999999999999" });
        project.define(wrong);
        for (const run of [await project.preview(), await project.up()]) {
            assertRefused(
                run,
                "The definition has 3 mistakes",
                `account shop (${shop?.id}) has the e-mail shop@example.com in AWS, and ada@example.com here`,
                `account shop (${shop?.id}) has the name "shop" in AWS, and "Shop" here`,
                "the organisation has no account 999999999999",
            );
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("is not created a second time where the definition does not name it", async () => {
        project.define({ ...definition, organization: {} });
        assertRefused(await project.preview(), `organization: { id: ${definition.organization?.id} }`);
        assert.deepEqual(await project.mutations(), []);
    });

    it("is taken over by a plan as the plan's preview has seen it, and not as it has become since", async () => {
        project.define(definition);
        const plan = path.join(project.folder, "plan.json");
        const preview = await project.preview("--save-plan", plan);
        assert.equal(preview.code, 0, preview.output);
        const { id = "" } = definition.units?.Workloads?.units?.Production?.accounts?.shop ?? {};
        const tag = (Value: string): Promise<unknown> =>
            project.client.send(new TagResourceCommand({ ResourceId: id, Tags: [{ Key: "Owner", Value }] }));
        await tag("somebody else");
        await project.aws.resetCalls();
        const run = await project.up("--plan", plan);
        assert.notEqual(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), [], run.output);
        await tag("shop");
        // What was imported before the plan stopped the run, the stack knows as it was then.
        const refreshed = await project.refresh();
        assert.equal(refreshed.code, 0, refreshed.output);
        await project.aws.resetCalls();
    });

    it("is taken over as it is: nothing in AWS changes", async () => {
        const run = await project.apply(definition);
        assert.deepEqual(await project.mutations(), [], run.output);
        assert.deepEqual(await inAws(project.client), original);
    });

    it("has nothing to change the second time", async () => {
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("is changed like any other from then on", async () => {
        const changed = structuredClone(definition);
        const production = changed.units?.Workloads?.units?.Production;
        Object.assign(production ?? {}, { tags: { Environment: "prod" } });
        assertChanges(await project.apply(changed), { updated: 3 });
        const { accounts } = await inAws(project.client);
        assert.deepEqual(accounts.shop, { ...original.accounts.shop, tags: { Owner: "shop", Environment: "prod" } });
    });
});
