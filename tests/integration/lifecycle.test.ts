import assert from "node:assert/strict";
import { AttachPolicyCommand, MoveAccountCommand } from "@aws-sdk/client-organizations";
import type { UnitInput } from "../../definition/schema";
import { Fixture } from "../local/fixture";
import { assertChanges, assertRefused, inAws, Project, type AwsOrganization, type Definition } from "./support";

const DENY_BUCKETS = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: ["s3:DeleteBucket"], Resource: "*" }],
};
const DENY_TABLES = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: ["dynamodb:DeleteTable"], Resource: "*" }],
};

/** The account that the steps of the story change. */
const shop: { name?: string; tags: Record<string, string> } = { tags: { Owner: "shop" } };
const production: UnitInput = { tags: { Environment: "prod" }, accounts: { shop } };
const nonProduction: UnitInput = { tags: { Environment: "dev" } };
const workloads: UnitInput = {
    kind: "workloads",
    guardrails: ["buckets"],
    units: { Production: production, NonProduction: nonProduction },
};
const sandbox: UnitInput = { kind: "sandbox", accounts: { playground: {} } };
const security: UnitInput = { kind: "security", accounts: { audit: {} } };
const serviceAccess = ["sso.amazonaws.com"];
const buckets = { type: "SERVICE_CONTROL_POLICY" as const, name: "Keep the buckets", document: DENY_BUCKETS };

/** A small organisation with one of everything. */
const definition: Definition = {
    organization: { serviceAccess },
    defaults: {
        email: "aws+{account}@example.com",
        tags: { Organization: "acme", Owner: "platform" },
        lockedTags: ["Organization"],
    },
    guardrails: ["spelling"],
    policies: { spelling: { guardrail: "tag-spelling", parameters: { tags: { Owner: [] } } }, buckets },
    units: {
        Security: security,
        Workloads: workloads,
        Sandbox: sandbox,
    },
};

describe("an organisation's life", function () {
    this.timeout(180_000);
    let project: Project;
    let original: AwsOrganization;

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("is created as it is defined", async () => {
        const run = await project.apply(definition);
        assertChanges(run, { created: run.changes.created });

        original = await inAws(project.client);
        assert.deepEqual(Object.keys(original.units).sort(), [
            "Sandbox",
            "Security",
            "Workloads",
            "Workloads/NonProduction",
            "Workloads/Production",
        ]);
        const common = { Organization: "acme", Owner: "platform" };
        assert.deepEqual(original.accounts, {
            audit: {
                id: original.accounts.audit?.id,
                email: "aws+audit@example.com",
                unit: "Security",
                state: "ACTIVE",
                tags: common,
                policies: [],
            },
            shop: {
                id: original.accounts.shop?.id,
                email: "aws+shop@example.com",
                unit: "Workloads/Production",
                state: "ACTIVE",
                tags: { ...common, Owner: "shop", Environment: "prod" },
                policies: [],
            },
            playground: {
                id: original.accounts.playground?.id,
                email: "aws+playground@example.com",
                unit: "Sandbox",
                state: "ACTIVE",
                tags: common,
                policies: [],
            },
        });
        assert.deepEqual(original.units["Workloads/Production"]?.tags, { ...common, Environment: "prod" });
        assert.deepEqual(original.rootPolicies, ["spelling"]);
        assert.deepEqual(original.units.Security?.policies, [
            "deny-closing-account",
            "deny-leaving-organization",
            "protect-logs",
            "protect-security-services",
        ]);
        assert.deepEqual(original.units.Workloads?.policies, [
            "Keep the buckets",
            "deny-closing-account",
            "deny-leaving-organization",
            "protect-access-role",
        ]);
        assert.deepEqual(original.units.Sandbox?.policies, ["deny-leaving-organization", "deny-purchases"]);
        assert.deepEqual(original.policies["Keep the buckets"], DENY_BUCKETS);
    });

    it("shows AWS's ids in its outputs", async () => {
        const outputs = await project.outputs();
        assert.equal(outputs.organization.rootId, original.rootId);
        assert.equal(outputs.accounts.shop?.id, original.accounts.shop?.id);
        assert.equal(outputs.tree.Workloads?.units?.Production?.id, original.units["Workloads/Production"]?.id);
        assert.deepEqual(outputs.tree.Workloads?.units?.Production?.accounts, { shop: original.accounts.shop?.id });
    });

    it("has nothing to change the second time", async () => {
        await project.aws.resetCalls();
        for (const run of [await project.preview(), await project.up()]) {
            assert.equal(run.code, 0, run.output);
            assertChanges(run, {});
            assert.ok(run.changes.unchanged > 0, run.output);
        }
        assert.deepEqual(await project.mutations(), []);
    });

    it("moves, renames and retags an account in place", async () => {
        production.accounts = {};
        nonProduction.accounts = { shop };
        shop.name = "Shop of Ada";
        shop.tags.Owner = "ada";
        // Renaming needs access for account management. One run does both.
        serviceAccess.push("account.amazonaws.com");
        assertChanges(await project.apply(definition), { updated: 2 });

        const { accounts } = await inAws(project.client);
        assert.equal(accounts.shop, undefined);
        assert.deepEqual(accounts["Shop of Ada"], {
            ...original.accounts.shop,
            unit: "Workloads/NonProduction",
            tags: { Organization: "acme", Owner: "ada", Environment: "dev" },
        });
    });

    it("renames a unit in place", async () => {
        production.name = "Live";
        assertChanges(await project.apply(definition), { updated: 1 });

        const { units } = await inAws(project.client);
        assert.equal(units["Workloads/Live"]?.id, original.units["Workloads/Production"]?.id);
        assert.equal(units["Workloads/Production"], undefined);
    });

    it("changes a policy's document in place, and keeps it attached", async () => {
        buckets.document = DENY_TABLES;
        project.acknowledge("loosen policy buckets");
        await project.aws.resetCalls();
        assertChanges(await project.apply(definition), { updated: 1 });

        assert.deepEqual(await project.mutations(), ["organizations.UpdatePolicy"]);
        const { policies, units } = await inAws(project.client);
        assert.deepEqual(policies["Keep the buckets"], DENY_TABLES);
        assert.deepEqual(units.Workloads?.policies, original.units.Workloads?.policies);
    });

    it("changes the kinds of units and their guardrails without replacing anything", async () => {
        sandbox.kind = "plain";
        security.kind = "sandbox";
        project.acknowledge(
            "turn unit Security into a sandbox",
            ...["deny-leaving-organization", "deny-purchases"].map((key) => `detach ${key} from Sandbox`),
            ...["deny-closing-account", "protect-logs", "protect-security-services"].map(
                (key) => `detach ${key} from Security`,
            ),
        );
        const run = await project.apply(definition);
        // Deleted: two attachments of Sandbox, three of Security, and two guardrails that nothing else uses. The sandbox tag moves
        // from one unit to the other.
        assertChanges(run, { created: 1, updated: 2, deleted: 7 });

        const { units, accounts } = await inAws(project.client);
        assert.equal(units.Sandbox?.id, original.units.Sandbox?.id);
        assert.deepEqual(units.Sandbox?.policies, []);
        assert.equal(original.units.Sandbox?.tags["aws-organization:kind"], "sandbox");
        assert.ok(!("aws-organization:kind" in (units.Sandbox?.tags ?? {})));
        assert.equal(units.Security?.id, original.units.Security?.id);
        assert.deepEqual(units.Security?.policies, ["deny-leaving-organization", "deny-purchases"]);
        assert.equal(units.Security?.tags["aws-organization:kind"], "sandbox");
        assert.deepEqual(accounts.playground, original.accounts.playground);
        assert.deepEqual(accounts.audit, original.accounts.audit);
    });

    it("detaches a guardrail that is no longer named, and keeps the policy", async () => {
        workloads.guardrails = [];
        project.acknowledge("detach buckets from Workloads");
        assertChanges(await project.apply(definition), { deleted: 1 });

        const { units, policies } = await inAws(project.client);
        assert.ok(!units.Workloads?.policies.includes("Keep the buckets"));
        assert.ok("Keep the buckets" in policies);
    });

    it("refuses to remove a unit that others use, or a policy that others attached, before anything is detached", async () => {
        const theirs = await new Fixture(project.aws, project.client).createAccount("theirs");
        const sandboxId = original.units.Sandbox?.id ?? assert.fail();
        const productionId = original.units["Workloads/Production"]?.id ?? assert.fail();
        const policyId = (await project.outputs()).policies.buckets?.id ?? assert.fail();
        await project.client.send(
            new MoveAccountCommand({
                AccountId: theirs,
                SourceParentId: original.rootId,
                DestinationParentId: sandboxId,
            }),
        );
        await project.client.send(new AttachPolicyCommand({ PolicyId: policyId, TargetId: productionId }));
        await project.aws.resetCalls();
        const { spelling } = definition.policies ?? {};
        project.define({
            ...definition,
            policies: { ...(spelling && { spelling }) },
            units: { Security: { ...security, accounts: { audit: {}, playground: {} } }, Workloads: workloads },
        });
        assertRefused(
            await project.preview(),
            `unit Sandbox (${sandboxId}) is in the stack and no longer in the definition, but in AWS it holds account theirs (${theirs}), which this stack does not know`,
            `policy buckets (${policyId}) is in the stack and no longer in the definition, but somebody else has attached it to unit`,
        );
        assert.deepEqual(await project.mutations(), []);
    });
});
