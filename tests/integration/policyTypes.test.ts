import assert from "node:assert/strict";
import {
    AttachPolicyCommand,
    DescribeEffectivePolicyCommand,
    ListPoliciesForTargetCommand,
} from "@aws-sdk/client-organizations";
import type { PolicyInput } from "../../definition/schema";
import { effectivePolicy, isManagementPolicy } from "../../evaluator/managementPolicies";
import { FULL_AWS_ACCESS, POLICY_TYPES, policyTypeLimits, type PolicyType } from "../../limits";
import { EXAMPLES } from "../unit/evaluator/managementPolicies/examples";
import { assertChanges, inAws, Project, type Definition } from "./support";

const TYPES = Object.keys(POLICY_TYPES) as PolicyType[];

function documentOf(type: PolicyType): Record<string, unknown> {
    if (isManagementPolicy(type)) return EXAMPLES[type][0] ?? {};
    const statement = { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" };
    const Principal = type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
    return { Version: "2012-10-17", Statement: [{ ...statement, ...Principal }] };
}

const defaults = { email: "aws+{account}@example.com" };

describe("every type of policy", function () {
    this.timeout(180_000);
    let project: Project;
    const guardrails = TYPES.map((type) => type.toLowerCase());
    const definition: Definition = {
        organization: { serviceAccess: TYPES.flatMap((type) => policyTypeLimits(type).service?.principal ?? []) },
        defaults,
        guardrails,
        policies: Object.fromEntries(
            TYPES.map((type): [string, PolicyInput] => [type.toLowerCase(), { type, document: documentOf(type) }]),
        ),
        units: { Workloads: { guardrails, accounts: { shop: { guardrails } } } },
    };

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("is enabled, created and attached to root, unit and account, services first", async () => {
        await project.apply(definition);
        const { rootPolicies, units, accounts, policies } = await inAws(project.client);
        const names = [...guardrails].sort();
        assert.deepEqual([rootPolicies, units.Workloads?.policies, accounts.shop?.policies], [names, names, names]);
        for (const type of TYPES) assert.deepEqual(policies[type.toLowerCase()], documentOf(type), type);

        const calls = await project.mutations();
        const indexes = (operation: string): number[] =>
            calls.flatMap((call, index) => (call === `organizations.${operation}` ? [index] : []));
        const order = ["EnableAWSServiceAccess", "EnablePolicyType", "CreatePolicy", "AttachPolicy"].map(indexes);
        assert.deepEqual(
            order.map(({ length }) => length),
            [1, TYPES.length, TYPES.length, 3 * TYPES.length],
        );
        for (const [index, later] of order.entries()) {
            const earlier = order[index - 1] ?? [];
            // Each policy is attached after its creation. Types and services exist before all policies.
            const last = later === order[3] ? Math.min(...earlier) : Math.max(...earlier, -1);
            assert.ok(last < Math.min(...later), calls.join(" "));
        }
    });

    it("has nothing to change the second time", async () => {
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });

    it("has the effective policy that the evaluator computes", async () => {
        const { accounts } = await inAws(project.client);
        const levels = ["root", "unit", "account"];
        for (const type of TYPES.filter(isManagementPolicy)) {
            const { EffectivePolicy } = await project.client.send(
                new DescribeEffectivePolicyCommand({ PolicyType: type, TargetId: accounts.shop?.id }),
            );
            const { policy } = effectivePolicy(
                levels.map((level) => ({ level, policies: [{ name: type, document: documentOf(type) }] })),
            );
            assert.deepEqual(JSON.parse(EffectivePolicy?.PolicyContent ?? ""), policy, type);
        }
    });
});

describe("the order in which policies change", function () {
    this.timeout(180_000);
    let project: Project;
    const statement = (name: string, characters: number): Record<string, unknown> => ({
        Sid: name,
        Effect: "Deny",
        Action: `${name}:${"x".repeat(characters)}`,
        Resource: "*",
    });
    const large: PolicyInput = { type: "SERVICE_CONTROL_POLICY" };
    const define = (...statements: Record<string, unknown>[]): void => {
        large.document = { Version: "2012-10-17", Statement: statements };
    };
    const [a, b, c] = [statement("a", 4_900), statement("b", 4_900), statement("c", 4_900)];
    const allow: PolicyInput = {
        type: "SERVICE_CONTROL_POLICY",
        document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    };
    const shop: { guardrails: string[]; fullAccess?: boolean } = { guardrails: ["deny-root-user"] };
    const unit = { guardrails: ["large"], accounts: { shop } };
    const definition: { -readonly [Key in keyof Definition]: Definition[Key] } = {
        defaults,
        policies: { large, allow },
        units: { Workloads: unit },
    };
    /** Applies the changes, and returns the calls that AWS got. */
    const changes = (): Promise<string[]> => project.changesOf(definition);

    before(async () => {
        project = await Project.start();
        define(a, b);
        await project.apply(definition);
    });
    after(() => project.stop());

    it("a guardrail that moves up to the unit is attached there before it is detached below", async () => {
        unit.guardrails = ["large", "deny-root-user"];
        shop.guardrails = [];
        assert.deepEqual(await changes(), ["AttachPolicy", "DetachPolicy"]);
    });

    it("a guardrail whose type changes is replaced: the new one is attached before the old one is detached", async () => {
        const policies = definition.policies ?? {};
        policies.typed = { type: "TAG_POLICY", document: { tags: {} } };
        unit.guardrails.push("typed");
        await changes();
        policies.typed = { type: "CHATBOT_POLICY", document: { chatbot: {} } };
        assert.deepEqual(await changes(), [
            "EnablePolicyType",
            "CreatePolicy",
            "AttachPolicy",
            "DetachPolicy",
            "DeletePolicy",
        ]);
        // No type is disabled, because that would detach its policies.
        assertChanges(await project.up("--expect-no-changes"), {});
    });

    it("a guardrail that becomes too large: its second part is attached before its first part shrinks", async () => {
        define(a, c, b);
        assert.deepEqual(await changes(), ["CreatePolicy", "AttachPolicy", "UpdatePolicy"]);
        const { units, policies } = await inAws(project.client);
        assert.ok(units.Workloads?.policies.includes("large-2"));
        const sids = ["large", "large-2"].map((name) =>
            (policies[name] as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid),
        );
        assert.deepEqual(sids, [["a", "c"], ["b"]]);
        assertChanges(await project.up("--expect-no-changes"), {});
    });

    it("and that fits into one document again: the first part gets everything before the second goes", async () => {
        define(a, b);
        assert.deepEqual(await changes(), ["UpdatePolicy", "DetachPolicy", "DeletePolicy"]);
    });

    const hasFullAccess = async (account: string): Promise<boolean> => {
        const { accounts } = await inAws(project.client);
        const { Policies = [] } = await project.client.send(
            new ListPoliciesForTargetCommand({
                TargetId: accounts[account]?.id,
                Filter: "SERVICE_CONTROL_POLICY",
            }),
        );
        return Policies.some(({ Id }) => Id === FULL_AWS_ACCESS);
    };

    it("an allow list is attached before FullAWSAccess is detached", async () => {
        shop.guardrails = ["allow"];
        shop.fullAccess = false;
        assert.deepEqual(await changes(), ["AttachPolicy", "DetachPolicy"]);
        assert.equal(await hasFullAccess("shop"), false);
        assertChanges(await project.up("--expect-no-changes"), {});
    });

    it("FullAWSAccess that was attached behind Pulumi's back is detached again", async () => {
        const TargetId = (await inAws(project.client)).accounts.shop?.id;
        await project.client.send(new AttachPolicyCommand({ PolicyId: FULL_AWS_ACCESS, TargetId }));
        const run = await project.refresh();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await changes(), ["DetachPolicy"]);
        assert.equal(await hasFullAccess("shop"), false);
    });

    it("FullAWSAccess is attached again before the allow list is detached", async () => {
        shop.guardrails = [];
        delete shop.fullAccess;
        assert.deepEqual(await changes(), ["AttachPolicy", "DetachPolicy"]);
        assert.equal(await hasFullAccess("shop"), true);
    });
});
