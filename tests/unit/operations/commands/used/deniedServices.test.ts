import assert from "node:assert/strict";
import { deniedPart, type DeniedPart } from "../../../../../operations/commands/used/deniedServices";

describe("what a guardrail denies of a service", () => {
    const cases: readonly (readonly [what: string, statement: object, expected: DeniedPart | undefined])[] = [
        ["all actions", { Action: "dynamodb:*" }, "all"],
        ["everything", { Action: ["*"] }, "all"],
        ["a pattern of services", { Action: "dynamo*:*" }, "all"],
        ["the prefix in capitals", { Action: "DynamoDB:*" }, "all"],
        ["some actions", { Action: ["dynamodb:Delete*", "s3:*"] }, "part"],
        [
            "all actions under a condition",
            { Action: "dynamodb:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            "part",
        ],
        ["all actions on some resources", { Action: "dynamodb:*", Resource: "arn:aws:dynamodb:*:*:table/a" }, "part"],
        ["another service", { Action: "s3:*" }, undefined],
        ["all but another service", { NotAction: ["s3:*"] }, "all"],
        ["all but this service", { NotAction: ["s3:*", "dynamodb:*"] }, undefined],
        ["all but an action of this service", { NotAction: ["dynamodb:Get*"] }, "part"],
        ["an Allow", { Effect: "Allow", Action: "dynamodb:*" }, undefined],
    ];
    for (const [what, statement, expected] of cases) {
        it(`${what}: ${expected ?? "nothing"}`, () => {
            const content = JSON.stringify({ Statement: [{ Effect: "Deny", Resource: "*", ...statement }] });
            assert.equal(deniedPart([{ content }], "dynamodb"), expected);
        });
    }

    it("is all if one of several policies denies all", () => {
        const policy = (Action: string): { content: string } => ({
            content: JSON.stringify({ Statement: { Effect: "Deny", Action, Resource: "*" } }),
        });
        assert.equal(deniedPart([policy("sqs:DeleteQueue"), policy("sqs:*")], "sqs"), "all");
    });
});
