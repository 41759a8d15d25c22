import assert from "node:assert/strict";
import { assertChanges, assertRefused, inAws, Project, type AwsOrganization, type Definition } from "./support";

type Units = NonNullable<Definition["units"]>;

const DENY_BUCKETS = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" }],
};

/** An organisation whose unit Sandbox has a policy of its own for `regions`, as Workloads has one that the user defines. */
function organization(units: Units, policy = "buckets"): Definition {
    const { Workloads, ...others } = units;
    return {
        defaults: { email: "aws+{account}@example.com" },
        policies: { [policy]: { type: "SERVICE_CONTROL_POLICY", document: DENY_BUCKETS } },
        units: { ...others, ...(Workloads && { Workloads: { ...Workloads, guardrails: [policy] } }) },
    };
}

const SANDBOX: Units[string] = { kind: "sandbox", regions: ["eu-central-1"], accounts: { play: {} } };
const WORKLOADS: Units[string] = { units: { Production: { accounts: { shop: {} } } } };
const EMPTY: Units[string] = { kind: "security" };

describe("another key for what the stack has", function () {
    this.timeout(180_000);
    let project: Project;
    let original: AwsOrganization;

    before(async () => {
        project = await Project.start();
        await project.apply(organization({ Sandbox: SANDBOX, Workloads: WORKLOADS, Audit: EMPTY }));
        original = await inAws(project.client);
    });
    after(() => project.stop());

    /** A preview refuses it, in so many messages. */
    async function refused(definition: Definition, places: number, ...texts: string[]): Promise<void> {
        project.define(definition);
        const run = await project.preview();
        assertRefused(run, ...texts);
        assert.equal(run.output.match(/organization\.yaml:\d+:\d+ /g)?.length, places, run.output);
    }

    it("of a unit is refused once, with the key to keep and the name to write", async () => {
        await project.aws.resetCalls();
        await refused(
            organization({ Playground: SANDBOX, Workloads: WORKLOADS, Audit: EMPTY }),
            1,
            "units.Playground",
            `unit Playground is new, unit Sandbox (${original.units.Sandbox?.id}) is no longer in the definition, and account play is now in Playground`,
            'Keep the key Sandbox. To rename the unit in AWS, write in units.Sandbox name: "Playground"',
        );
        assertRefused(await project.up(), "unit Playground is new");
        assert.deepEqual(await project.mutations(), []);
    });

    it("of a unit with others below it is refused once; the key of a unit below another, too", async () => {
        const { Production = {} } = WORKLOADS.units ?? {};
        await refused(
            organization({ Sandbox: SANDBOX, Work: WORKLOADS, Audit: EMPTY }),
            1,
            "units.Work unit Work is new, unit Workloads",
        );
        await refused(
            organization({ Sandbox: SANDBOX, Workloads: { units: { Prod: Production } }, Audit: EMPTY }),
            1,
            "units.Workloads.units.Prod",
            "Keep the key Production.",
        );
    });

    it("is not needed: with the name that the message says, the unit is renamed in place", async () => {
        const named = { ...SANDBOX, name: "Playground" };
        const run = await project.apply(organization({ Sandbox: named, Workloads: WORKLOADS, Audit: EMPTY }));
        assertChanges(run, { updated: 1 });
        const { units, accounts } = await inAws(project.client);
        assert.equal(units.Playground?.id, original.units.Sandbox?.id);
        assert.equal(accounts.play?.unit, "Playground");
    });

    it("that another unit has is refused once, although nothing would be created or deleted", async () => {
        await project.aws.resetCalls();
        await refused(
            organization({ Workloads: SANDBOX, Sandbox: WORKLOADS, Audit: EMPTY }),
            1,
            "units.Sandbox",
            `the only account of Sandbox (${original.units.Sandbox?.id}) moves to Workloads (${original.units.Workloads?.id}), and the only account of Workloads to Sandbox: this looks like swapped keys.`,
        );
        assert.deepEqual(await project.mutations(), []);
    });

    it("of a unit without accounts makes a new unit, with a warning", async () => {
        project.define(organization({ Sandbox: SANDBOX, Workloads: WORKLOADS, Logs: EMPTY }));
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output.replaceAll(/\s+/g, " "),
            /unit Logs is new, and unit Audit \(ou-[^)]*\), which had the same content, is deleted\. If it is Audit under another name, keep the key Audit/,
        );
    });

    it("of a policy makes a new policy, which is attached before the old one is detached", async () => {
        await project.apply(organization({ Sandbox: SANDBOX, Workloads: WORKLOADS, Audit: EMPTY }));
        const calls = await project.changesOf(
            organization({ Sandbox: SANDBOX, Workloads: WORKLOADS, Audit: EMPTY }, "keep-buckets"),
        );
        assert.deepEqual(calls, ["CreatePolicy", "AttachPolicy", "DetachPolicy", "DeletePolicy"]);
        const { units } = await inAws(project.client);
        assert.deepEqual(units.Workloads?.policies, ["keep-buckets"]);
    });

    it("of a policy is no loss for an account that moves in the same change", async () => {
        const Workloads: Units[string] = { units: { Production: {} }, accounts: { shop: {} } };
        const run = await project.apply(organization({ Sandbox: SANDBOX, Workloads, Audit: EMPTY }, "buckets"));
        assertChanges(run, { created: 2, updated: 1, deleted: 2 });
    });

    it("of a unit is made in two steps where a new unit is meant", async () => {
        const Workloads: Units[string] = { units: { Production: {} }, accounts: { shop: {} } };
        await project.apply(organization({ Sandbox: {}, Playground: SANDBOX, Workloads, Audit: EMPTY }));
        await project.apply(organization({ Playground: SANDBOX, Workloads, Audit: EMPTY }));
        const now = await inAws(project.client);
        assert.equal(now.units.Sandbox, undefined);
        assert.notEqual(now.units.Playground?.id, original.units.Sandbox?.id);
        assert.equal(now.accounts.play?.unit, "Playground");
        assert.equal(now.accounts.play.id, original.accounts.play?.id);
    });

    it("of a unit with the same name takes the three steps of the message", async () => {
        const Workloads: Units[string] = { units: { Production: {} }, accounts: { shop: {} } };
        const wanted = organization({ Games: { ...SANDBOX, name: "Playground" }, Workloads, Audit: EMPTY });
        await refused(
            wanted,
            1,
            "in three steps: first put Playground back without its accounts, give Games another `name`, and apply that; then remove Playground, and apply that; then correct the name",
        );
        const before = await inAws(project.client);
        const named = { ...SANDBOX, name: "Games" };
        await project.apply(organization({ Playground: {}, Games: named, Workloads, Audit: EMPTY }));
        await project.apply(organization({ Games: named, Workloads, Audit: EMPTY }));
        await project.apply(wanted);
        const now = await inAws(project.client);
        assert.equal(now.units.Games, undefined);
        assert.notEqual(now.units.Playground?.id, before.units.Playground?.id);
        assert.equal(now.accounts.play?.unit, "Playground");
    });
});
