import assert from "node:assert/strict";
import { loadBaseline } from "../baselineFixture";

const warningsOf = (text: string): string[] => {
    const { organization } = loadBaseline(text);
    return organization.features.warnings(organization).filter((one) => /block|management account/.test(one));
};
const DENY = (action: string, condition = ""): string =>
    `{ type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "${action}", Resource: "*"${condition} }] } }`;

describe("warnings of a baseline", () => {
    it("name the policy that denies what stacks do, once for all blocks and accounts", () => {
        const [found, ...others] = warningsOf(`
baseline: { read-only-role: { trustedAccounts: ["111122223333"] }, permissions-boundary: }
policies: { mine: ${DENY("iam:CreateRole")} }
units:
    Workloads: { guardrails: [mine], accounts: { a: {}, b: {}, c: { state: quarantined } } }
    Sandbox: { accounts: { d: {} } }
`);
        assert.deepEqual(others, []);
        assert.equal(
            found,
            "the stack of the block read-only-role needs iam:CreateRole, which policy mine denies in 2 accounts (a and b): the rollout stops there. Spare the roles arn:*:iam::*:role/stacksets-exec-* in the policy, or take the block out there",
        );
    });

    it("say that the stacks fail, not that the rollout stops, where so many accounts of a ring may fail", () => {
        const of = (most: string): string =>
            warningsOf(`
baseline: { read-only-role: { trustedAccounts: ["111122223333"] } }
rollOut: { failureTolerance: ${most} }
policies: { mine: ${DENY("iam:CreateRole")} }
units: { Workloads: { guardrails: [mine], accounts: { a: {}, b: {} } } }
`).join("\n");
        assert.match(of("1"), / in 2 accounts \(a and b\): the rollout stops there\. Spare /);
        assert.match(of("2"), / in 2 accounts \(a and b\): the stack fails there\. Spare /);
    });

    it("say nothing where the policy spares the roles of StackSets, or denies it to others only", () => {
        const spared = `, Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/stacksets-exec-*" } }`;
        const others = `, Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:role/developer" } }`;
        for (const condition of [spared, others]) {
            assert.deepEqual(
                warningsOf(`
baseline: { read-only-role: { trustedAccounts: ["111122223333"] } }
guardrails: [mine]
policies: { mine: ${DENY("iam:*", condition)} }
units: { Workloads: { accounts: { a: {} } } }
`),
                [],
            );
        }
    });

    it("name a role for emergencies that guardrails would bind", () => {
        const of = (organization: string, breakGlassRole?: string): string[] => {
            const { organization: model } = loadBaseline(
                `baseline: { break-glass-role: { trustedRoles: ["arn:aws:iam::111122223333:role/a"] } }\nunits: { W: { accounts: { a: {} } } }\n${organization}`,
            );
            const named = { ...model, ...(breakGlassRole !== undefined && { breakGlassRole }) };
            return model.features.warnings(named).filter((one) => one.includes("emergency"));
        };
        const text = (old: string, more = ""): string =>
            `a block break-glass-role makes the role break-glass, and guardrails spare ${old} in an emergency: they would bind the new role. When every account has it, write \`organization: { breakGlassRole: break-glass }\`: a quarantine then spares it, and no longer ${old}${more}`;
        assert.deepEqual(of(""), [text("OrganizationAccountAccessRole")]);
        assert.deepEqual(of("", "break-glass"), []);
        assert.deepEqual(of("", "Mine"), [text("Mine", ". Or give the block `name: Mine`")]);
        const exempt = `policies: { protect-logs: { parameters: { exemptRoles: ["arn:*:iam::*:role/OrganizationAccountAccessRole"] } } }\nguardrails: [protect-logs]`;
        assert.deepEqual(of(exempt), [
            text(
                "OrganizationAccountAccessRole",
                ". Where protect-logs names OrganizationAccountAccessRole, add arn:*:iam::*:role/break-glass (exemptRoles, or the condition)",
            ),
        ]);
    });

    it("are about regions of a block that its accounts may not use", () => {
        const found = warningsOf(`
baseline: { search-index: { regions: [eu-central-1, us-east-1] } }
units: { Workloads: { accounts: { a: {} } } }
`);
        assert.equal(found.length, 1);
        assert.match(
            found[0] ?? "",
            /^the stack of the block search-index needs cloudformation:CreateStack, lambda:CreateFunction,/,
        );
        assert.match(
            found[0] ?? "",
            /which the key `regions` of the place denies in 1 account \(a\), us-east-1: the rollout stops there\. Leave `regions` out where the block is written, so that it has those of each place, or take the block out there and write another one, with a key and `regions` of its own$/,
        );
    });

    it("advise what works below a place with regions, and tell the key `regions` from a policy of that name", () => {
        const block = (said: string): string => `baseline: { search-index: ${said} }`;
        const narrow = `units: { Workloads: { regions: [eu-west-1], WITH accounts: { a: {} } } }`;
        const units = (own: string): string => narrow.replace("WITH", own);
        assert.equal(warningsOf(`${block("{ regions: [eu-central-1] }")}\n${units("")}`).length, 1);
        assert.deepEqual(warningsOf(`${block("")}\n${units("")}`), []);
        const other = "baseline: { search-index: false, own: { block: search-index, regions: [eu-west-1] } },";
        assert.deepEqual(warningsOf(`${block("{ regions: [eu-central-1] }")}\n${units(other)}`), []);
        const [found] = warningsOf(`
${block("{ regions: [eu-central-1] }")}
policies: { regions: { guardrail: region-deny, parameters: { regions: [eu-west-1] } } }
units: { Workloads: { guardrails: [regions], accounts: { a: {} } } }
`);
        assert.match(found ?? "", /which policy regions denies in 1 account/);
        assert.doesNotMatch(found ?? "", /the key `regions`/);
    });

    it("are about what a template of the definition's own makes", () => {
        const found = warningsOf(`
baseline: { oncall: { roles: { oncall: { trust: { accounts: "111122223333" }, managedPolicies: [ReadOnlyAccess] } } } }
guardrails: [mine]
policies: { mine: ${DENY("iam:Create*")} }
units: { Workloads: { accounts: { a: {} } } }
`);
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /the stack of the block oncall needs iam:CreateRole, which policy mine denies/);
    });

    it("say how a guardrail of a kind of unit lets the blocks through", () => {
        const found = warningsOf(`
baseline: { log-retention: { regions: [eu-west-1] } }
units: { Security: { kind: security, accounts: { log: {} } } }
`);
        assert.match(
            found[0] ?? "",
            /needs logs:PutRetentionPolicy, which policy protect-logs denies in 1 account \(log\), eu-west-1: .* write `policies: \{ protect-logs: \{ parameters: \{ exemptRoles: \["arn:\*:iam::\*:role\/aws-organization\/\*"\] \} \} \}`/,
        );
        const spared = warningsOf(`
baseline: { log-retention: { regions: [eu-west-1] } }
policies: { logs: { guardrail: protect-logs, parameters: { exemptRoles: ["arn:*:iam::*:role/stacksets-exec-*", "arn:*:iam::*:role/aws-organization/*"] } } }
units: { Security: { kind: security, without: [protect-logs], guardrails: [logs], accounts: { log: {} } } }
`);
        assert.deepEqual(spared, []);
    });

    it("say once what the management account does not get", () => {
        const units = "units: { Workloads: { accounts: { a: {} } } }";
        const [found, ...others] = warningsOf(
            `baseline: { password-policy: , ebs-encryption: , search-index: }\n${units}`,
        );
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^the management account does not get ebs-encryption and password-policy: StackSets do not reach it/,
        );
        const text = `baseline: { password-policy: { managementAccount: true }, ebs-encryption: { managementAccount: true } }\n${units}`;
        assert.deepEqual(warningsOf(text), []);
        const { model } = loadBaseline(text);
        assert.deepEqual(
            model.managementAccount.map(({ block, settings }) => [block, settings.map(({ kind }) => kind)]),
            [
                ["ebs-encryption", ["ebs-encryption", "ebs-encryption"]],
                ["password-policy", ["password-policy"]],
            ],
        );
    });

    it("take little time for a thousand accounts", function () {
        this.timeout(30_000);
        const accounts = Array.from({ length: 1_000 }, (_, n) => `a${n}: {}`).join(", ");
        const { organization } = loadBaseline(`
baseline: { password-policy: { managementAccount: true }, ebs-encryption: { managementAccount: true }, config-recorder: , log-retention: , no-default-vpc: }
guardrails: [mine]
policies: { mine: ${DENY("iam:CreateUser")} }
units: { Workloads: { accounts: { ${accounts} } } }
`);
        const began = Date.now();
        organization.features.warnings(organization);
        assert.ok(Date.now() - began < 3_000, `${Date.now() - began} ms`);
    });
});
