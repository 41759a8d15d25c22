import assert from "node:assert/strict";
import { isManagementPolicy } from "../../../evaluator/managementPolicies";
import { POLICY_TYPES, policyTypeLimits, REFUSED_POLICY_TYPES, type PolicyType } from "../../../limits";
import { EXAMPLES } from "../evaluator/managementPolicies/examples";
import { mistakes } from "./definitionFixtures";

const TYPES = Object.keys(POLICY_TYPES) as PolicyType[];
/** The access of the services that some types need. */
const organization = {
    serviceAccess: TYPES.flatMap((type) => policyTypeLimits(type).service?.principal ?? []),
};

/** A document that is valid for its type and contains the filling, a text of any length. */
function document(type: PolicyType, filling: string): Record<string, unknown> {
    if (!isManagementPolicy(type)) {
        const Principal = type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
        const Condition = { StringEquals: { "aws:PrincipalTag/x": filling } };
        return {
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", ...Principal, Action: "s3:*", Resource: "*", Condition }],
        };
    }
    const [example] = EXAMPLES[type];
    const key = Object.keys(example ?? {})[0] ?? "";
    const operator = "@@operators_allowed_for_child_policies";
    if (filling === "") return { ...example };
    const top = example?.[key] as Record<string, unknown>;
    return { [key]: { ...top, [operator]: ["@@none"], ...(type === "TAG_POLICY" && { [filling]: {} }) } };
}

describe("definition: AWS's limits of policies", () => {
    for (const type of TYPES.filter((one) => !isManagementPolicy(one) || one === "TAG_POLICY")) {
        const { maxCharacters, kind } = policyTypeLimits(type);
        it(`${type}: at most ${maxCharacters} characters`, () => {
            const policy = (characters: number): Record<string, unknown> => {
                const rest = JSON.stringify(document(type, "x")).length - 1;
                return { policies: { p: { type, document: document(type, "x".repeat(characters - rest)) } } };
            };
            assert.deepEqual(mistakes(policy(maxCharacters)), []);
            const [mistake, ...more] = mistakes(policy(maxCharacters + 1));
            const size = `policy p has ${maxCharacters + 1} characters without white space: AWS allows ${maxCharacters} for a ${type}. `;
            assert.equal(
                mistake?.message,
                kind === "management"
                    ? `${size}Split it into two`
                    : `${size}A policy that is too large is split, but statement 1 cannot be: it needs ${maxCharacters + 1} characters, and it is too large even with a single action or resource. Shorten it`,
            );
            assert.equal(more.length, 0);
        });
    }

    for (const type of TYPES) {
        const { maxAttached, attachedByAws } = policyTypeLimits(type);
        if (!Number.isFinite(maxAttached)) continue;
        const own = maxAttached - attachedByAws;
        it(`${type}: at most ${own} attached to one root, unit or account`, () => {
            const keys = Array.from({ length: own + 1 }, (_, index) => `p${index}`);
            const policies = Object.fromEntries(keys.map((key) => [key, { type, document: document(type, "") }]));
            const targets: readonly [string, (guardrails: string[]) => Record<string, unknown>][] = [
                ["the root", (guardrails) => ({ guardrails })],
                ["unit A", (guardrails) => ({ units: { A: { guardrails } } })],
                [
                    "account a",
                    (guardrails) => ({ units: { A: { accounts: { a: { email: "a@example.com", guardrails } } } } }),
                ],
            ];
            for (const [what, definition] of targets) {
                // The last place on an account is kept for the quarantine.
                const kept = type === "SERVICE_CONTROL_POLICY" && what === "account a" ? 2 : 1;
                assert.deepEqual(mistakes({ organization, policies, ...definition(keys.slice(kept)) }), [], what);
                const [mistake, ...more] = mistakes({ organization, policies, ...definition(keys) });
                assert.equal(more.length, 0);
                assert.ok(
                    mistake?.message.startsWith(
                        `${what} has ${own + 1} policies of type ${type} attached (${keys.join(", ")})`,
                    ),
                    mistake?.message,
                );
                assert.equal(mistake?.message.includes(", and 1 of AWS's own"), attachedByAws === 1);
                assert.ok(mistake?.message.includes(`: AWS allows ${maxAttached}.`));
            }
        });
    }

    it("refuses types that the provider refuses, and says so", () => {
        for (const type of Object.keys(REFUSED_POLICY_TYPES)) {
            const [policy, enabled] = [
                mistakes({ policies: { p: { type, document: {} } } }),
                mistakes({ organization: { policyTypes: [type] } }),
            ];
            for (const [mistake] of [policy, enabled]) {
                assert.match(
                    mistake?.message ?? "",
                    new RegExp(
                        `^AWS has the type ${type}, but the AWS provider in use does not support it.* Allowed: SERVICE_CONTROL_POLICY, `,
                    ),
                );
            }
        }
    });

    it("says which service access a type needs", () => {
        const type = "SECURITYHUB_POLICY";
        const use = { policies: { p: { type, document: document(type, "") } } };
        const message =
            "policies of type SECURITYHUB_POLICY need securityhub.amazonaws.com to have access to the organisation before the type is enabled, and as long as it is enabled. Write\n" +
            "organization: { serviceAccess: [sso.amazonaws.com, securityhub.amazonaws.com] }";
        for (const definition of [use, {}]) {
            const found = mistakes({
                organization: { serviceAccess: ["sso.amazonaws.com"], policyTypes: [type] },
                ...definition,
            });
            assert.deepEqual(
                found.map(({ path, message }) => [path, message]),
                [["organization.serviceAccess", message]],
            );
        }
        assert.deepEqual(mistakes({ organization, ...use }), []);
    });

    it("does not count policies attached above or of another type", () => {
        const keys = Array.from({ length: 9 }, (_, index) => `p${index}`);
        const policies = {
            ...Object.fromEntries(
                keys.map((key) => [
                    key,
                    { type: "SERVICE_CONTROL_POLICY", document: document("SERVICE_CONTROL_POLICY", "x") },
                ]),
            ),
            t: { type: "TAG_POLICY", document: { tags: {} } },
        };
        const guardrails = [...keys, "t"];
        assert.deepEqual(
            mistakes({ policies, guardrails, units: { A: { guardrails, units: { B: { guardrails } } } } }),
            [],
        );
    });

    it("allows names and descriptions up to AWS's lengths", () => {
        const policy = (more: Record<string, unknown>): Record<string, unknown> => ({
            policies: { p: { type: "TAG_POLICY", document: { tags: {} }, ...more } },
        });
        assert.deepEqual(mistakes(policy({ name: "x".repeat(128), description: "x".repeat(512) })), []);
        assert.match(
            mistakes(policy({ name: "x".repeat(129) }))[0]?.message ?? "",
            /^policy name .* AWS allows 1 to 128$/,
        );
        assert.match(mistakes(policy({ description: "x".repeat(513) }))[0]?.message ?? "", /AWS allows 0 to 512$/);
        assert.deepEqual(mistakes(policy({ description: "two\nlines\tof\r\ntext" })), []);
    });
});
