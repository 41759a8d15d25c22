import assert from "node:assert/strict";
import { policyWarnings } from "../../../definition";
import { load, mistakes } from "./definitionFixtures";

const tags = (tag: Record<string, unknown>): Record<string, unknown> => ({
    type: "TAG_POLICY",
    document: { tags: { team: tag } },
});

describe("definition: warnings of settings in policies that have no effect", () => {
    it("name the policy above that forbids a setting", () => {
        const warnings = policyWarnings(
            load({
                guardrails: ["top"],
                policies: {
                    top: tags({
                        tag_key: { "@@assign": "Team", "@@operators_allowed_for_child_policies": ["@@none"] },
                    }),
                    unit: tags({ tag_key: { "@@assign": "TEAM" } }),
                },
                units: { A: { guardrails: ["unit"], units: { B: { accounts: { a: { email: "a@example.com" } } } } } },
            }),
        );
        assert.deepEqual(warnings, [
            "policy unit, attached to unit A: tags.team.tag_key uses @@assign, which policy top at the root does not let the policies below it use here, and AWS ignores that",
        ]);
    });

    it("name regions that AWS does not have, of policies that were written and of the library", () => {
        const enabled = (...regions: string[]): object => ({ enable_in_regions: { "@@assign": regions } });
        const warnings = policyWarnings(
            load({
                policies: {
                    inspector: {
                        type: "INSPECTOR_POLICY",
                        document: {
                            inspector: {
                                enablement: {
                                    ec2_scanning: enabled("eu-central-1", "eu-sotuh-1"),
                                    ecr_scanning: enabled("ALL_SUPPORTED"),
                                },
                            },
                        },
                    },
                    backups: { guardrail: "backup-by-tag", parameters: { regions: ["eu-central-1", "eu-south-9"] } },
                },
            }),
        ).map((one) => one.replace(/^.*organization.yaml/, ""));
        assert.deepEqual(warnings, [
            ':16:3: policy backups: there is no region "eu-south-9" that this program knows. Did you mean "eu-south-1"? If AWS has added it recently, ignore this warning',
            ':2:3: policy inspector: there is no region "eu-sotuh-1" that this program knows. Did you mean "eu-south-1"? If AWS has added it recently, ignore this warning',
        ]);
    });

    describe("of copies of backups", () => {
        const copying = (...regions: string[]): object => ({
            guardrail: "backup-by-tag",
            parameters: {
                regions: ["eu-central-1"],
                plans: {
                    daily: {
                        schedule: "cron(0 3 ? * * *)",
                        deleteAfterDays: 35,
                        copyTo: regions.map((region) => ({ region, deleteAfterDays: 35 })),
                    },
                },
            },
        });
        const email = "{account}@example.com";
        const warningsOf = (definition: object): string[] =>
            policyWarnings(load({ ...definition, defaults: { email } })).map((one) =>
                one.replace(/^.*organization.yaml/, ""),
            );
        const units = (regions: unknown): object => ({
            A: { guardrails: ["backups"], regions, accounts: { a: {}, b: {} } },
            B: { guardrails: ["backups"], accounts: { c: {} } },
        });

        it("name regions that AWS does not have, with the nearest", () => {
            assert.deepEqual(warningsOf({ policies: { backups: copying("ue-west-1", "eu-west-9", "eu-west-1") } }), [
                ':2:3: policy backups: there is no region "ue-west-1" that this program knows. Did you mean "eu-west-1"? If AWS has added it recently, ignore this warning',
                ':2:3: policy backups: there is no region "eu-west-9" that this program knows. Did you mean "eu-west-1"? If AWS has added it recently, ignore this warning',
            ]);
        });

        it("name regions that a guardrail denies in the accounts", () => {
            const policies = { backups: copying("eu-west-1", "eu-west-3") };
            assert.deepEqual(warningsOf({ policies, units: units(["eu-central-1", "eu-west-1"]) }), [
                ":2:3: policy backups copies backups to eu-west-3, but `regions` of unit A denies that in accounts a and b: no copy is made there. Copy to another region, or allow this one",
            ]);
        });

        it("name none that the guardrail lets AWS Backup use", () => {
            const policies = { backups: copying("eu-west-3") };
            const regions = { only: ["eu-central-1"], alsoAllowed: ["backup:*"] };
            assert.deepEqual(warningsOf({ policies, units: units(regions) }), []);
        });
    });

    it("name two policies at one node that set the same differently", () => {
        const warnings = policyWarnings(
            load({
                guardrails: ["one", "two"],
                policies: {
                    one: tags({ tag_key: { "@@assign": "Team" } }),
                    two: tags({ tag_key: { "@@assign": "TEAM" } }),
                },
            }),
        );
        assert.deepEqual(warnings, [
            "policy two, attached to the root: tags.team.tag_key assigns a different value than policy one at the same level: the order in which they were attached decides which one counts",
        ]);
    });

    it("report an allow list beside FullAWSAccess", () => {
        const definition = (fullAccess: boolean): Record<string, unknown> => ({
            policies: {
                allow: {
                    type: "SERVICE_CONTROL_POLICY",
                    document: {
                        Version: "2012-10-17",
                        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
                    },
                },
            },
            units: { A: { guardrails: ["allow", "deny-root-user"], fullAccess } },
        });
        assert.deepEqual(policyWarnings(load(definition(false))), []);
        assert.deepEqual(policyWarnings(load(definition(true))), [
            "policy allow, attached to unit A: its Allow statements have no effect there, because FullAWSAccess allows everything. If it is an allow list, write fullAccess: false next to guardrails",
        ]);
    });

    it("report an adopted policy that names everyone as a map; a new one is refused", () => {
        const everyone = (id?: string): Record<string, unknown> => ({
            policies: {
                p: {
                    ...(id !== undefined && { id }),
                    type: "RESOURCE_CONTROL_POLICY",
                    document: {
                        Version: "2012-10-17",
                        Statement: [{ Effect: "Deny", Principal: { AWS: "*" }, Action: "s3:*", Resource: "*" }],
                    },
                },
            },
        });
        const message = /statement 1 has "Principal": \{"AWS":"\*"\}, .*: write "Principal": "\*"/;
        const [refused, ...more] = mistakes(everyone());
        assert.match(refused?.message ?? "", message);
        assert.deepEqual(more, []);
        const [warning, ...others] = policyWarnings(load(everyone("p-12345678")));
        assert.match(warning ?? "", /^policy p, taken over as it is: /);
        assert.match(warning ?? "", message);
        assert.deepEqual(others, []);
    });
});
