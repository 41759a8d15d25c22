import assert from "node:assert/strict";
import { configText, nukeConfig } from "../../../../../operations/commands/resetSandbox/nukeConfig";
import { openRegions } from "../../../../../operations/commands/resetSandbox/openRegions";
import { byKey, load } from "../../../definition/definitionFixtures";
import { member, read, MANAGEMENT } from "./sandboxFixture";

describe("the configuration of aws-nuke", () => {
    const model = load({
        organization: { breakGlassRole: "Emergency" },
        defaults: { email: "{account}@example.com", roleName: "Access" },
        guardrails: ["wide"],
        policies: {
            wide: {
                guardrail: "region-deny",
                parameters: { regions: ["eu-central-1", "eu-west-1", "us-east-1"] },
            },
            narrow: { guardrail: "region-deny", parameters: { regions: ["eu-west-1", "us-east-1", "ap-south-1"] } },
        },
        units: {
            Sandbox: { kind: "sandbox", guardrails: ["narrow"], units: { Team: { accounts: { playground: {} } } } },
            Plain: { accounts: { other: {} } },
        },
    });
    const account = byKey(model.accounts, "playground");
    const target = {
        account,
        member: member("p", "012345678901"),
        roles: [account.roleName],
        others: [MANAGEMENT, "098765432109"],
    };
    const config = nukeConfig(target, openRegions(model, "playground"), model.breakGlassRole);
    const text = configText(config, target, model.breakGlassRole);

    it("covers the regions that the guardrails leave open, and all regions if they close none", () => {
        assert.deepEqual(config.regions, ["global", "eu-west-1", "us-east-1"]);
        assert.deepEqual(openRegions(model, "other"), ["eu-central-1", "eu-west-1", "us-east-1"]);
        const free = load({ defaults: { email: "{account}@example.com" }, units: { S: { accounts: { shop: {} } } } });
        assert.equal(openRegions(free, "shop"), undefined);
        assert.deepEqual(nukeConfig(target, undefined, "Emergency").regions, ["all"]);
    });

    it("keeps the ways into the account with their permissions, and what the organisation has created", () => {
        const { filters } = config.presets.keep ?? assert.fail();
        for (const [type, property] of [
            ["IAMRole", "Name"],
            ["IAMRolePolicy", "role:RoleName"],
            ["IAMRolePolicyAttachment", "RoleName"],
        ] as const) {
            const values = (filters[type] ?? []).map((filter) => {
                assert.equal(filter.property, property);
                assert.equal(filter.type, filter.value.includes("*") ? "glob" : undefined);
                return filter.value;
            });
            for (const value of [
                "Access",
                "Emergency",
                "OrganizationAccountAccessRole",
                "AWSReservedSSO_*",
                "AWSServiceRoleFor*",
                "stacksets-exec-*",
                "AWSControlTower*",
            ]) {
                assert.ok(values.includes(value), `${type} does not keep ${value}`);
            }
        }
        assert.ok(filters.CloudFormationStack?.some(({ value }) => value === "StackSet-*"));
        assert.ok(filters.IAMSAMLProvider?.some(({ value }) => value.includes("AWSSSO_")));
        for (const type of ["CloudTrailTrail", "ConfigServiceConfigurationRecorder", "GuardDutyDetector"]) {
            assert.ok(config["resource-types"].excludes.includes(type));
        }
        assert.deepEqual(config.accounts, { "012345678901": { presets: ["keep"] } });
    });

    it("is the same as text, with ids as strings and a reason beside each part", () => {
        assert.deepEqual(read(text), config);
        assert.match(text, /- "098765432109"/);
        assert.match(text, /"012345678901":/);
        assert.match(text, /# every other account of the organisation\n/);
        assert.match(text, /# the way in through IAM Identity Center\n/);
        assert.match(text, /- CloudTrailTrail # every member account shows the organisation's trail/);
        assert.doesNotMatch(text, /[&*]a\d/);
    });
});
