import assert from "node:assert/strict";
import { checkManagementPolicy, type ManagementPolicyType } from "../../../../evaluator/managementPolicies";
import { EXAMPLES } from "./examples";

type Document = Record<string, unknown>;

/** The mistakes of a document, each with its path and what is wrong there. */
function mistakes(type: ManagementPolicyType, document: Document): string[] {
    return checkManagementPolicy(type, document).map(({ path, message, word }) =>
        `${path.join(".")} ${message}${word === undefined ? "" : ` [${word}]`}`.trim(),
    );
}

describe("the grammar of management policies", () => {
    for (const [type, documents] of Object.entries(EXAMPLES)) {
        it(`accepts AWS's examples of a ${type}`, () => {
            for (const document of documents) {
                assert.deepEqual(mistakes(type as ManagementPolicyType, document), [], JSON.stringify(document));
            }
        });

        it(`requires the top-level key of a ${type}, and no other beside it`, () => {
            assert.match(mistakes(type as ManagementPolicyType, {})[0] ?? "", /^lacks \w+, which AWS requires$/);
            const [document] = documents;
            assert.deepEqual(mistakes(type as ManagementPolicyType, { ...document, Version: "2012-10-17" }), [
                "Version is not known here. [Version]",
            ]);
        });
    }

    const tag = (value: unknown): Document => ({ tags: { team: value } });
    const cases: readonly [string, ManagementPolicyType, Document, ...string[]][] = [
        [
            "a misspelt key",
            "TAG_POLICY",
            tag({ tag_keys: { "@@assign": "Team" } }),
            "tags.team.tag_keys is not known here. [tag_keys]",
        ],
        [
            "a value without an operator",
            "TAG_POLICY",
            tag({ tag_key: "Team" }),
            'tags.team.tag_key is a value without an operator: write {"@@assign": "Team"}',
        ],
        [
            "a tag key that differs in more than case",
            "TAG_POLICY",
            tag({ tag_key: { "@@assign": "Teams" } }),
            'tags.team.tag_key.@@assign is "Teams", but may differ from "team" in upper and lower case only',
        ],
        [
            "a text for a list",
            "TAG_POLICY",
            tag({ tag_value: { "@@assign": "shop" } }),
            'tags.team.tag_value.@@assign is "shop", and must be a list of texts',
        ],
        [
            "an operator for lists on a single value",
            "TAG_POLICY",
            tag({ tag_key: { "@@append": "Team" } }),
            "tags.team.tag_key.@@append works on lists only, but this is a single value: use @@assign",
        ],
        [
            "an unknown operator",
            "TAG_POLICY",
            tag({ tag_value: { "@@asign": ["shop"] } }),
            "tags.team.tag_value.@@asign is not an operator. [@@asign]",
        ],
        [
            "an operator beside keys",
            "TAG_POLICY",
            { tags: { "@@assign": {} } },
            "tags.@@assign sets a value, but this place has keys: put it below a name of your choice",
        ],
        [
            "a setting without a value",
            "TAG_POLICY",
            tag({ tag_value: {} }),
            'tags.team.tag_value has no value: give it, {"@@assign": ...}',
        ],
        [
            "a key where a value belongs",
            "TAG_POLICY",
            tag({ tag_value: { "@@assign": ["a"], enforced_for: { "@@assign": ["s3:bucket"] } } }),
            "tags.team.tag_value.enforced_for is not an operator, and a value must be set by one: @@assign, @@append, @@remove",
        ],
        [
            "a text for a map",
            "TAG_POLICY",
            { tags: "team" },
            'tags is "team", and must be an object with a name of your choice',
        ],
        [
            "no list of what children may do",
            "TAG_POLICY",
            { tags: { "@@operators_allowed_for_child_policies": "@@none" } },
            "tags.@@operators_allowed_for_child_policies must be a list of @@all, @@none, @@assign, @@append, @@remove, such as",
        ],
        [
            "an unknown operator for children",
            "TAG_POLICY",
            { tags: { "@@operators_allowed_for_child_policies": ["@@nothing"] } },
            'tags.@@operators_allowed_for_child_policies has "@@nothing", which is not an operator. [@@nothing]',
        ],
        [
            "all and none beside others",
            "TAG_POLICY",
            { tags: { "@@operators_allowed_for_child_policies": ["@@none", "@@assign"] } },
            "tags.@@operators_allowed_for_child_policies has @@none next to others: keep one of them",
        ],
        [
            "an unknown choice",
            "AISERVICES_OPT_OUT_POLICY",
            { services: { lex: { opt_out_policy: { "@@assign": "optout" } } } },
            'services.lex.opt_out_policy.@@assign is "optout", which AWS does not know. [optout]',
        ],
        [
            "a service that is nearly one",
            "AISERVICES_OPT_OUT_POLICY",
            { services: { rekogniton: { opt_out_policy: { "@@assign": "optOut" } } } },
            "services.rekogniton is not known here. [rekogniton]",
        ],
        [
            "a service without its opt-out",
            "AISERVICES_OPT_OUT_POLICY",
            { services: { lex: {} } },
            "services.lex lacks opt_out_policy, which AWS requires",
        ],
        [
            "a state that is none of EC2's",
            "DECLARATIVE_POLICY_EC2",
            { ec2_attributes: { image_block_public_access: { state: { "@@assign": "block_all_sharing" } } } },
            'ec2_attributes.image_block_public_access.state.@@assign is "block_all_sharing", which AWS does not know. [block_all_sharing]',
        ],
        [
            "days that are no number",
            "BACKUP_POLICY",
            { plans: { daily: { rules: { daily: { lifecycle: { delete_after_days: { "@@assign": "35 days" } } } } } } },
            'plans.daily.rules.daily.lifecycle.delete_after_days.@@assign is "35 days", and must be a whole number',
        ],
        [
            "a switch that is neither on nor off",
            "BACKUP_POLICY",
            { plans: { daily: { rules: { daily: { enable_continuous_backup: { "@@assign": "yes" } } } } } },
            'plans.daily.rules.daily.enable_continuous_backup.@@assign is "yes", and must be true or false',
        ],
        [
            "a condition without its value's operator",
            "BACKUP_POLICY",
            {
                plans: {
                    daily: {
                        selections: { tags: { all: { conditions: { string_like: { c: { condition_key: "k" } } } } } },
                    },
                },
            },
            'plans.daily.selections.tags.all.conditions.string_like.c.condition_key is a value without an operator: write {"@@assign": "k"}',
        ],
        [
            "a channel that Slack has not",
            "CHATBOT_POLICY",
            { chatbot: { platforms: { slack: { default: { supported_channel_types: { "@@assign": ["secret"] } } } } } },
            'chatbot.platforms.slack.default.supported_channel_types.@@assign has "secret", which AWS does not know. [secret]',
        ],
    ];
    for (const [what, type, document, ...expected] of cases) {
        it(`${type}: reports ${what}`, () => {
            const found = mistakes(type, document);
            assert.equal(found.length, expected.length, JSON.stringify(found));
            expected.forEach((text, index) => assert.ok(found[index]?.startsWith(text), JSON.stringify(found)));
        });
    }

    it("accepts keys that AWS may have added since, but no misspelt ones", () => {
        const ec2 = (key: string): string[] =>
            mistakes("DECLARATIVE_POLICY_EC2", { ec2_attributes: { [key]: { state: { "@@assign": "x" } } } });
        assert.deepEqual(ec2("volume_defaults"), []);
        assert.deepEqual(ec2("serial_console_acces"), [
            "ec2_attributes.serial_console_acces is not known here. [serial_console_acces]",
        ]);
    });

    it("compares keys in any case, as AWS does", () => {
        assert.deepEqual(mistakes("TAG_POLICY", { Tags: { Team: { Tag_Key: { "@@assign": "Team" } } } }), []);
    });

    it("reports all mistakes", () => {
        assert.equal(mistakes("TAG_POLICY", { tags: { a: { x: {}, tag_key: "a" }, b: "c" } }).length, 3);
    });
});
