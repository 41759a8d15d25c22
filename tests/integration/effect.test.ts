import assert from "node:assert/strict";
import type { PolicyInput } from "../../definition/schema";
import { EXIT } from "../../operations/cli/commandError";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

type Statement = Record<string, unknown>;
type Open<T> = { -readonly [Key in keyof T]: T[Key] };

const ACCESS_ROLE = "OrganizationAccountAccessRole";
const deny = (Sid: string, Action: string, more: Statement = {}): Statement => ({
    Sid,
    Effect: "Deny",
    Action,
    Resource: "*",
    ...more,
});
const scp = (...statements: Statement[]): Open<PolicyInput> => ({
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement: statements },
});
/** A statement with at least that many characters. */
const filler = (Sid: string, characters: number): Statement => deny(Sid, `${Sid}:${"x".repeat(characters)}`);

const regions = { guardrail: "region-deny", parameters: { regions: ["eu-central-1", "eu-west-1"] } };
const own = scp(deny("Buckets", "s3:DeleteBucket"), deny("Keys", "kms:ScheduleKeyDeletion"));
const mine = scp(deny("Trails", "cloudtrail:StopLogging"), deny("Keys", "kms:DisableKey"));
const shop: { guardrails: string[]; unit: string; acknowledge?: { loses: string[] } } = {
    unit: "Workloads",
    guardrails: ["mine"],
};
const workloads = { guardrails: ["regions", "own"] };
const sandbox = { guardrails: ["deny-purchases"] };
const policies: Record<string, Open<PolicyInput>> = { regions, own, mine };
const definition: Open<Definition> = {
    organization: { serviceAccess: ["cloudtrail.amazonaws.com"] },
    defaults: { email: "aws+{account}@example.com" },
    policies,
    units: { Workloads: workloads, Sandbox: sandbox },
    accounts: { shop, play: { unit: "Sandbox" } },
};

describe("the effect of a change, shown before it happens", function () {
    this.timeout(180_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("refuses to lock out the access role in the very first up, and sends nothing to AWS", async () => {
        const condition = { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1"] } } };
        project.define({ ...definition, policies: { ...policies, own: scp(deny("Regions", "*", condition)) } });
        const told = [
            "policies.own",
            `policy own, attached to unit Workloads, denies ${ACCESS_ROLE} (the role by which the management account enters accounts) iam:AttachRolePolicy,`,
            "in account shop",
            `acknowledge: { lockOut: [${ACCESS_ROLE}] }`,
        ];
        assertRefused(await project.preview(), ...told);
        assertRefused(await project.up(), ...told);
        assert.deepEqual(await project.mutations(), []);
    });

    it("says nothing about new accounts, or if nothing changes", async () => {
        project.define(definition);
        const first = await project.previewAndUp();
        assert.equal(first.code, 0, first.output);
        const again = await project.preview();
        assertChanges(again, {});
        for (const { output } of [first, again]) assert.doesNotMatch(output, /LOOSER|Tighter|Effect/);
        const { code, output } = await project.org(["effect"]);
        assert.deepEqual([code, output.trim()], [EXIT.done, "Nothing changes in what can be done."]);
    });

    it("says in a preview which accounts may do more and less, where and why", async () => {
        regions.parameters.regions = ["eu-central-1", "us-east-1"];
        own.document = { Version: "2012-10-17", Statement: [deny("Buckets", "s3:DeleteBucket*")] };
        project.define(definition);
        const { code, output } = await project.preview();
        assert.equal(code, 0, output);
        const flat = output.replaceAll(/\s+/g, " ");
        assert.match(
            flat,
            /warning: LOOSER: shop may do more: [\d,]+ actions, of them [^(]+ \(policies own and regions are changed\) - [\d,]+ actions of \d+ services \(ec2, s3, [^)]*\), in us-east-1 \(policy regions is changed\) - kms: ScheduleKeyDeletion \(policy own is changed\)/,
        );
        assert.match(
            flat,
            / Tighter: shop may do less: [\d,]+ actions \(policies own and regions are changed\) - [\d,]+ actions of \d+ services \([^)]*\), in eu-west-1/,
        );
        assert.match(flat, /- s3: [^(]*DeleteBucketPolicy[^(]*\(policies own and regions are changed\)/);
    });

    it("org effect says all of it, for people and for programs", async () => {
        const text = await project.org(["effect"]);
        assert.equal(text.code, EXIT.done, text.output);
        assert.match(text.output, /^LOOSER: shop may do more: [\d,]+ actions, of them /m);
        const summary = await project.org(["effect", "--summary"]);
        assert.match(summary.output, /^LOOSER: shop may do more[^]* [\d,]+ actions of \d+ services \(ec2, s3, /);
        assert.ok(summary.output.length * 10 < text.output.length, summary.output);
        const { output } = await project.org(["effect", "--json"]);
        const { actions } = JSON.parse(output) as {
            actions: { accounts: string[]; direction: string; actions: string[]; regions?: unknown }[];
        };
        const gained = actions.find((one) => one.direction === "gains" && one.actions.includes("ec2:RunInstances"));
        assert.deepEqual(gained?.accounts, ["shop"]);
        assert.deepEqual(gained.regions, { in: ["us-east-1"], outside: false });
        project.acknowledge("loosen policy own", "loosen policy regions");
        await project.apply(definition);
    });

    it("refuses a change that would lock somebody out, and changes nothing", async () => {
        const rcp: PolicyInput = {
            type: "RESOURCE_CONTROL_POLICY",
            document: {
                Version: "2012-10-17",
                Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" }],
            },
        };
        await project.aws.resetCalls();
        project.define({
            ...definition,
            policies: { ...policies, rcp },
            guardrails: ["rcp"],
        });
        assertRefused(
            await project.up(),
            "policy rcp, attached to the root, denies cloudtrail.amazonaws.com (a service with access to the organisation) s3:PutObject in accounts play and shop",
        );
        assert.deepEqual(await project.mutations(), []);
    });
});

describe("nothing is unguarded for a moment", function () {
    this.timeout(180_000);
    let project: Project;
    /** Applies the changes, and returns the calls that AWS got. */
    const changes = (): Promise<string[]> => project.changesOf(definition);

    before(async () => {
        project = await Project.start();
        // What they forbade is allowed afterwards. Where it stays forbidden, nobody has to acknowledge anything.
        project.acknowledge(
            "detach regions from Workloads",
            "detach deny-purchases from Sandbox",
            "loosen policy mine",
            "loosen policy own",
        );
        await project.apply(definition);
    });
    after(() => project.stop());

    it("when a document or a policy's name changes: the policy is updated, and nothing is attached or detached", async () => {
        regions.parameters.regions = ["eu-central-1"];
        policies.own = { ...policies.own, name: "own-guardrail" };
        assert.deepEqual(await changes(), ["UpdatePolicy", "UpdatePolicy"]);
    });

    it("when a guardrail moves from one unit to another", async () => {
        workloads.guardrails = ["own"];
        sandbox.guardrails = ["deny-purchases", "regions"];
        assert.deepEqual(await changes(), ["AttachPolicy", "DetachPolicy"]);
    });

    it("when a guardrail replaces another", async () => {
        sandbox.guardrails = ["deny-root-user", "regions"];
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "DetachPolicy", "DeletePolicy"]);
    });

    it("when a policy gets another key", async () => {
        delete policies.regions;
        policies.places = regions;
        sandbox.guardrails = ["deny-root-user", "places"];
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "DetachPolicy", "DeletePolicy"]);
    });

    it("when an account moves: the guardrails of its new unit bind it before those of the old one end", async () => {
        shop.unit = "Sandbox";
        shop.acknowledge = { loses: ["own"] };
        sandbox.guardrails = ["deny-root-user", "places", "deny-purchases"];
        workloads.guardrails = [];
        policies.own = { ...scp(deny("Buckets", "s3:DeleteBucket")), name: "own-guardrail" };
        // The policy `own` loses a statement, but only after the account has left. It ends up attached to nothing, and stays.
        assert.deepEqual(await changes(), [
            "CreatePolicy",
            "AttachPolicy",
            "MoveAccount",
            "UpdatePolicy",
            "DetachPolicy",
        ]);
    });

    it("when a statement moves from a policy of a unit to a new one", async () => {
        sandbox.guardrails = ["deny-root-user", "places", "deny-purchases", "own"];
        delete shop.acknowledge;
        policies.own = {
            ...scp(deny("Buckets", "s3:DeleteBucket"), deny("Keys", "kms:DeleteKey")),
            name: "own-guardrail",
        };
        await changes();
        policies.keys = scp(deny("Keys", "kms:DeleteKey"));
        policies.own = { ...scp(deny("Buckets", "s3:DeleteBucket")), name: "own-guardrail" };
        sandbox.guardrails.push("keys");
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "UpdatePolicy"]);
    });

    it("when a statement moves from a policy of an account to a new one, and the state is then as usual", async () => {
        policies.trails = scp(deny("Trails", "cloudtrail:StopLogging"));
        policies.mine = scp(deny("Keys", "kms:DisableKey"));
        shop.guardrails = ["mine", "trails"];
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "UpdatePolicy"]);
        assertChanges(await project.up("--expect-no-changes"), {});
    });

    it("when a policy of an account grows beyond one document", async () => {
        policies.mine = scp(filler("a", 4_900), filler("b", 4_900));
        await changes();
        policies.mine = scp(filler("a", 4_900), filler("c", 4_900), filler("b", 4_900));
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "UpdatePolicy"]);
        assert.deepEqual((await inAws(project.client)).accounts.shop?.policies, ["mine", "mine-2", "trails"]);
    });

    it("or the change is refused, if there is no room for both policies at once", async () => {
        const nine = Array.from({ length: 9 }, (_, index) => `p${index}`);
        for (const [index, key] of nine.entries()) policies[key] = scp(deny("One", `s3:Delete${index}`));
        workloads.guardrails = nine;
        await changes();
        workloads.guardrails = [...nine.slice(1), "places"];
        project.define(definition);
        await project.aws.resetCalls();
        assertRefused(
            await project.up(),
            "attaches places to unit Workloads before it detaches p0",
            "11 policies of type SERVICE_CONTROL_POLICY would be attached, 1 of AWS's own among them, but AWS allows 10",
        );
        assert.deepEqual(await project.mutations(), []);
    });
});
