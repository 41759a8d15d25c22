import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    AcceptHandshakeCommand,
    DescribeOrganizationCommand,
    InviteAccountToOrganizationCommand,
    ListHandshakesForAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { assertChanges, assertRefused, inAws, Project, type Definition, type Run } from "./support";

const PARTNER = "111122223333";

interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly inputs?: Record<string, unknown>;
    dependencies?: string[] | undefined;
}

describe("an organisation with consolidated billing only", function () {
    this.timeout(300_000);
    let project: Project;
    let partner: OrganizationsClient;
    const organization: NonNullable<Definition["organization"]> = { featureSet: "CONSOLIDATED_BILLING" };
    const billing: Definition = {
        organization,
        defaults: { email: "aws+{account}@example.com" },
        units: { Projects: { accounts: { blog: {} } } },
    };
    const blog = { name: "Blog", enabledRegions: ["ap-east-1"] };
    const all: Definition = {
        ...billing,
        organization: { featureSet: "ALL", serviceAccess: ["account.amazonaws.com"] },
        guardrails: ["deny-root-user"],
        units: { Projects: { accounts: { blog } } },
    };
    const accept = async (client: OrganizationsClient, action: string): Promise<void> => {
        const { Handshakes = [] } = await client.send(new ListHandshakesForAccountCommand({}));
        const one = Handshakes.find(({ Action, State }) => Action === action && State === "OPEN");
        await client.send(new AcceptHandshakeCommand({ HandshakeId: one?.Id }));
    };
    const featureSet = async (): Promise<string | undefined> =>
        (await project.client.send(new DescribeOrganizationCommand({}))).Organization?.FeatureSet;
    const bringUp = async (): Promise<Run> => {
        await project.aws.resetCalls();
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        return run;
    };

    before(async () => {
        project = await Project.start();
        partner = new OrganizationsClient(project.aws.clientConfig(PARTNER));
    });
    after(async () => {
        partner.destroy();
        await project.stop();
    });

    it("is created with plain units", async () => {
        await project.apply(billing);
        const { accounts } = await inAws(project.client);
        assert.equal(accounts.blog?.unit, "Projects");
        assertChanges(await project.up("--expect-no-changes"), {});
    });

    it("says that a policy needs all features, and that they have to be requested", async () => {
        project.define({ ...billing, guardrails: ["deny-leaving-organization"] });
        assertRefused(
            await project.preview(),
            "deny-leaving-organization needs all features, and the organisation has CONSOLIDATED_BILLING",
        );
        project.define({ defaults: billing.defaults, units: billing.units });
        assertRefused(await project.preview(), "is not given, which means ALL, but the organisation has CONSOLIDATED");
    });

    it("asks the invited accounts before it gets all features, and applies nothing that needs them", async () => {
        await project.client.send(new InviteAccountToOrganizationCommand({ Target: { Type: "ACCOUNT", Id: PARTNER } }));
        await accept(partner, "INVITE");
        project.define(all);
        const run = await bringUp();
        assertChanges(run, { created: 1 });
        assert.match(run.output, /no way back from ALL to CONSOLIDATED_BILLING/);
        assert.match(run.output, new RegExp(`This run asks account-${PARTNER} \\(${PARTNER}\\)`));
        assert.deepEqual(await project.mutations(), ["organizations.EnableAllFeatures"]);
        assert.equal(await featureSet(), "CONSOLIDATED_BILLING");
    });

    it("waits for them and names them, even in a stack of an earlier version", async () => {
        // Earlier versions changed the organisation resource itself, and AWS said that it had not changed.
        const file = path.join(project.folder, "state.json");
        const exported = await project.pulumi("stack", "export", "--stack", "test", "--file", file);
        assert.equal(exported.code, 0, exported.output);
        const state = fs.readFileSync(file, "utf8");
        const before = JSON.parse(state) as { deployment: { resources: StateResource[] } };
        const isChange = (urn: string): boolean => urn.includes("organizations:AllFeatures");
        const resources = before.deployment.resources.filter(({ urn }) => !isChange(urn));
        for (const resource of resources) {
            resource.dependencies = resource.dependencies?.filter((urn) => !isChange(urn));
            if (resource.type !== "aws:organizations/organization:Organization") continue;
            assert.equal(resource.inputs?.featureSet, "CONSOLIDATED_BILLING");
            resource.inputs.featureSet = "ALL";
        }
        before.deployment.resources = resources;
        fs.writeFileSync(file, JSON.stringify(before));
        const imported = await project.pulumi("stack", "import", "--stack", "test", "--file", file);
        assert.equal(imported.code, 0, imported.output);

        const run = await bringUp();
        assertChanges(run, { created: 1 });
        assert.match(run.output, new RegExp(`PENDING: [^]*Not agreed yet: account-${PARTNER} \\(${PARTNER}, h-`));
        assert.deepEqual(await project.mutations(), []);
        assertChanges(await project.preview(), {});
    });

    it("gets all features and everything that waited for them, after the accounts have agreed", async () => {
        await accept(partner, "APPROVE_ALL_FEATURES");
        const run = await bringUp();
        assert.match(run.output, /this run changes the organisation from CONSOLIDATED_BILLING to ALL, for good/);
        assert.equal(await featureSet(), "ALL");
        const { rootPolicies, accounts } = await inAws(project.client);
        assert.deepEqual(rootPolicies, ["deny-root-user"]);
        assert.equal(accounts.Blog?.unit, "Projects");
        assert.equal((await project.mutations())[0], "organizations.AcceptHandshake");
        assert.ok(!(await project.mutations()).includes("organizations.EnableAllFeatures"));
        const second = await project.preview();
        assertChanges(second, {});
        assert.doesNotMatch(second.output, /all features/);
    });

    it("has no way back", async () => {
        project.define(billing);
        assertRefused(await project.preview(), "AWS cannot go back to CONSOLIDATED_BILLING: keep featureSet: ALL");
    });
});
