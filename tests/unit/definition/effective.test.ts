import assert from "node:assert/strict";
import { accessRoleProtection, effectiveGuardrails } from "../../../definition";
import { byKey, load } from "./definitionFixtures";

/** The policy that prevents giving the access role its rights, if these statements bind account `a`. */
function protectionBy(...statements: readonly Record<string, unknown>[]): string | undefined {
    const model = load({
        defaults: { email: "aws+{account}@example.com" },
        policies: {
            own: { type: "SERVICE_CONTROL_POLICY", document: { Version: "2012-10-17", Statement: statements } },
        },
        units: { W: { guardrails: ["own"], accounts: { a: {} } } },
    });
    return accessRoleProtection(byKey(model.accounts, "a"), model)?.key;
}

describe("definition: what is effective for an account", () => {
    it("has the policies of the root, of every unit down to the account, and its own, each once and sorted", () => {
        const model = load({
            defaults: { email: "aws+{account}@example.com" },
            guardrails: ["deny-root-user"],
            units: {
                W: {
                    guardrails: ["protect-logs"],
                    units: {
                        P: {
                            guardrails: ["deny-purchases"],
                            accounts: { a: { guardrails: ["deny-leaving-organization"] } },
                        },
                    },
                },
                Other: { guardrails: ["deny-closing-account"] },
            },
        });
        assert.deepEqual(effectiveGuardrails(byKey(model.accounts, "a"), model), [
            "deny-leaving-organization",
            "deny-purchases",
            "deny-root-user",
            "protect-logs",
        ]);
    });

    const ROLE = "arn:*:iam::*:role/OrganizationAccountAccessRole";
    const attach = { Effect: "Deny", Action: "iam:AttachRolePolicy", Resource: ROLE };
    for (const [what, statement, expected] of [
        ["the action and the role by their names", attach, "own"],
        [
            "patterns of both",
            { ...attach, Action: ["iam:Attach*"], Resource: "arn:aws:iam::*:role/Organization*" },
            "own",
        ],
        ["everything but reading", { Effect: "Deny", NotAction: "iam:Get*", Resource: "*" }, "own"],
        [
            "roles but those that it spares",
            { ...attach, Condition: { ArnNotLike: { "aws:PrincipalArn": ROLE } } },
            "own",
        ],
        ["another role", { ...attach, Resource: "arn:*:iam::*:role/Other" }, undefined],
        ["all other actions", { Effect: "Deny", NotAction: "iam:AttachRolePolicy", Resource: ROLE }, undefined],
        [
            "one role alone",
            { ...attach, Condition: { ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:role/Intern" } } },
            undefined,
        ],
    ] as const) {
        it(`a policy that denies ${what} ${expected ? "protects" : "does not protect"} the access role`, () => {
            assert.equal(protectionBy(statement), expected);
        });
    }
});
