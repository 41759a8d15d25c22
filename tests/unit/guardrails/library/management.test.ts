import assert from "node:assert/strict";
import { effectivePolicy } from "../../../../evaluator/managementPolicies";
import { POLICY_TYPES, type PolicyType } from "../../../../limits";
import { load, mistakes } from "../../definition/definitionFixtures";
import { documentOf } from "./support";

type Used = readonly [name: string, parameters?: Record<string, unknown>];

/** The effective policy of an account whose root, unit and itself have these, and what AWS passes over. */
function effective(...levels: readonly (readonly Used[])[]): ReturnType<typeof effectivePolicy> {
    return effectivePolicy(
        levels.map((used, index) => ({
            level: ["root", "unit", "account"][index] ?? "",
            policies: used.map(([name, parameters]) => ({ name, document: documentOf(name, parameters) })),
        })),
    );
}

const EU = { regions: ["eu-central-1"] };
const daily = { schedule: "cron(0 3 ? * * *)", deleteAfterDays: 7 };

describe("library: settings of accounts", () => {
    it("require-imdsv2 and the block-... guardrails merge into one effective policy", () => {
        const { policy, problems } = effective(
            [["require-imdsv2"], ["block-public-images"]],
            [["block-serial-console"], ["allowed-images"]],
            [["block-vpc-public-access", { mode: "block_bidirectional", exclusions: false }]],
        );
        assert.deepEqual(problems, []);
        assert.deepEqual(policy, {
            ec2_attributes: {
                instance_metadata_defaults: {
                    http_tokens: "required",
                    http_put_response_hop_limit: "2",
                    http_endpoint: "no_preference",
                    instance_metadata_tags: "no_preference",
                },
                image_block_public_access: { state: "block_new_sharing" },
                snapshot_block_public_access: { state: "block_all_sharing" },
                serial_console_access: { status: "disabled" },
                allowed_images_settings: {
                    state: "audit_mode",
                    image_criteria: { criteria_1: { allowed_image_providers: ["amazon"] } },
                },
                vpc_block_public_access: {
                    internet_gateway_block: { mode: "block_bidirectional", exclusions_allowed: "disabled" },
                },
            },
        });
    });

    it("a unit's hop limit is narrowed by its account", () => {
        const { policy } = effective([["require-imdsv2"]], [], [["require-imdsv2", { hopLimit: 1 }]]);
        const { ec2_attributes } = policy as { ec2_attributes: { instance_metadata_defaults: Record<string, string> } };
        assert.equal(ec2_attributes.instance_metadata_defaults.http_put_response_hop_limit, "1");
    });

    it("s3-block-public-access blocks all", () => {
        assert.deepEqual(effective([["s3-block-public-access"]]).policy, {
            s3_attributes: { public_access_block_configuration: "all" },
        });
    });

    it("ai-opt-out cannot be changed below, unless mayDiffer is set", () => {
        const optIn = {
            name: "own",
            document: {
                services: {
                    lex: { opt_out_policy: { "@@assign": "optIn" } },
                    default: { opt_out_policy: { "@@assign": "optIn" } },
                },
            },
        };
        const under = (parameters: Record<string, unknown>): ReturnType<typeof effectivePolicy> =>
            effectivePolicy([
                { level: "root", policies: [{ name: "ai", document: documentOf("ai-opt-out", parameters) }] },
                { level: "unit", policies: [optIn] },
            ]);
        const fixed = under({});
        assert.deepEqual(fixed.policy, { services: { default: { opt_out_policy: "optOut" } } });
        assert.deepEqual(
            fixed.problems.map(({ kind }) => kind),
            ["ignored", "ignored"],
        );
        const open = under({ mayDiffer: true });
        assert.deepEqual(open.policy, {
            services: { default: { opt_out_policy: "optIn" }, lex: { opt_out_policy: "optIn" } },
        });
    });
});

describe("library: required-tags", () => {
    it("requires tags for types, and a unit narrows their values", () => {
        const { policy, problems } = effective(
            [["required-tags", { tags: { Team: ["shop", "data"], Owner: [] }, requiredFor: ["ec2:instance"] }]],
            [["required-tags", { tags: { Team: ["shop"] }, requiredFor: ["ec2:instance", "s3:bucket"] }]],
        );
        assert.deepEqual(problems, []);
        assert.deepEqual(policy, {
            tags: {
                team: {
                    tag_key: "Team",
                    tag_value: ["shop"],
                    report_required_tag_for: ["ec2:instance", "s3:bucket"],
                },
                owner: { tag_key: "Owner", report_required_tag_for: ["ec2:instance"] },
            },
        });
    });
});

describe("library: backup-by-tag", () => {
    it("backs up daily, weekly and yearly by the value of a tag", () => {
        const { policy, problems } = effective([["backup-by-tag", EU]]);
        assert.deepEqual(problems, []);
        const { plans } = policy as { plans: Record<string, Record<string, unknown>> };
        assert.deepEqual(Object.keys(plans), ["daily", "weekly", "yearly"]);
        assert.deepEqual(plans.yearly, {
            regions: ["eu-central-1"],
            rules: {
                yearly: {
                    schedule_expression: "cron(0 5 1 1 ? *)",
                    target_backup_vault_name: "Default",
                    lifecycle: { move_to_cold_storage_after_days: "30", delete_after_days: "2557" },
                },
            },
            selections: {
                tags: {
                    yearly: {
                        iam_role_arn: "arn:aws:iam::$account:role/service-role/AWSBackupDefaultServiceRole",
                        tag_key: "Backup",
                        tag_value: ["yearly"],
                    },
                },
            },
        });
    });

    it("copies to another region and another account", () => {
        const copyTo = [
            { region: "eu-west-1", deleteAfterDays: 90 },
            { region: "eu-west-1", account: "111122223333", vault: "safe", deleteAfterDays: 400, coldAfterDays: 30 },
        ];
        const { policy } = effective([["backup-by-tag", { ...EU, plans: { daily: { ...daily, copyTo } } }]]);
        const { plans } = policy as {
            plans: { daily: { rules: { daily: { copy_actions: Record<string, unknown> } } } };
        };
        assert.deepEqual(plans.daily.rules.daily.copy_actions, {
            "arn:aws:backup:eu-west-1:$account:backup-vault:Default": {
                target_backup_vault_arn: "arn:aws:backup:eu-west-1:$account:backup-vault:Default",
                lifecycle: { delete_after_days: "90" },
            },
            "arn:aws:backup:eu-west-1:111122223333:backup-vault:safe": {
                target_backup_vault_arn: "arn:aws:backup:eu-west-1:111122223333:backup-vault:safe",
                lifecycle: { move_to_cold_storage_after_days: "30", delete_after_days: "400" },
            },
        });
    });

    it("an account keeps its backups for a shorter time, and adds a plan of its own without losing the others", () => {
        const { policy, problems } = effective(
            [["backup-by-tag", EU]],
            [],
            [["backup-by-tag", { ...EU, plans: { daily, hourly: { ...daily, schedule: "cron(0 * ? * * *)" } } }]],
        );
        assert.deepEqual(problems, []);
        const { plans } = policy as {
            plans: Record<string, { rules: Record<string, { lifecycle: Record<string, string> }> }>;
        };
        assert.deepEqual(Object.keys(plans).sort(), ["daily", "hourly", "weekly", "yearly"]);
        assert.equal(plans.daily?.rules.daily?.lifecycle.delete_after_days, "7");
        assert.equal(plans.weekly?.rules.weekly?.lifecycle.delete_after_days, "90");
    });

    const wrong: readonly [Record<string, unknown>, RegExp][] = [
        [{}, /regions is missing/],
        [{ ...EU, plans: {} }, /has no plan/],
        [
            { ...EU, plans: { daily: { ...daily, coldAfterDays: 1 } } },
            /deleteAfterDays must be at least coldAfterDays \+ 90/,
        ],
        [{ ...EU, plans: { daily: { ...daily, deleteAfterDays: 40, continuous: true } } }, /35 days at most/],
        [{ ...EU, plans: { daily: { ...daily, schedule: "daily" } } }, /use an expression such as cron/],
        [{ ...EU, plans: { daily: { ...daily, keep: 3 } } }, /"keep" is not a key of this parameter/],
        [
            { ...EU, plans: { daily: { ...daily, copyTo: [{ region: "Dublin", deleteAfterDays: 3 }] } } },
            /copyTo\.?\[0\]\.region "Dublin" is not a region/,
        ],
    ];
    for (const [parameters, message] of wrong) {
        it(`refuses ${JSON.stringify(parameters)}`, () => {
            const found = mistakes({ policies: { p: { guardrail: "backup-by-tag", parameters } } });
            assert.equal(found.length, 1, JSON.stringify(found));
            assert.match(`${found[0]?.path} ${found[0]?.message}`, message);
        });
    }
});

describe("library: types through the definition", () => {
    it("guardrails of every type are attached by name or key, and their types are enabled", () => {
        const model = load({
            defaults: { email: "aws+{account}@example.com" },
            guardrails: ["ai-opt-out", "only-tls", "s3-block-public-access", "require-imdsv2"],
            policies: { backup: { guardrail: "backup-by-tag", parameters: EU } },
            units: { W: { guardrails: ["backup"], accounts: { a: { guardrails: ["block-serial-console"] } } } },
        });
        const types: readonly PolicyType[] = [
            "AISERVICES_OPT_OUT_POLICY",
            "BACKUP_POLICY",
            "DECLARATIVE_POLICY_EC2",
            "RESOURCE_CONTROL_POLICY",
            "S3_POLICY",
        ];
        assert.deepEqual(model.policyTypes, types);
        for (const { type, content } of model.policies) assert.ok(content.length <= POLICY_TYPES[type].maxCharacters);
    });
});
