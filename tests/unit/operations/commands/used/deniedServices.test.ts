import assert from "node:assert/strict";
import type { ServicePart } from "../../../../../evaluator/policyPurpose";
import { deniedPart, type GuardedPlace } from "../../../../../operations/commands/used/deniedServices";

const TYPE = "SERVICE_CONTROL_POLICY";
const BESIDE_FULL_ACCESS: GuardedPlace = { fullAccess: true, attached: [] };

function policy(...Statement: object[]): { type: typeof TYPE; content: string } {
    return { type: TYPE, content: JSON.stringify({ Statement }) };
}

describe("what a guardrail denies of a service", () => {
    const cases: readonly (readonly [what: string, statement: object, expected: ServicePart | undefined])[] = [
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
            const one = policy({ Effect: "Deny", Resource: "*", ...statement });
            assert.equal(deniedPart([one], "dynamodb", BESIDE_FULL_ACCESS), expected);
        });
    }

    it("is all if one of several policies denies all", () => {
        const denial = (Action: string): ReturnType<typeof policy> => policy({ Effect: "Deny", Action, Resource: "*" });
        const both = [denial("sqs:DeleteQueue"), denial("sqs:*")];
        assert.equal(deniedPart(both, "sqs", BESIDE_FULL_ACCESS), "all");
    });
});

describe("what a guardrail denies of a service as an allow list", () => {
    const allow = (Action: string | string[], more: object = {}): ReturnType<typeof policy> =>
        policy({ Effect: "Allow", Action, Resource: "*", ...more });
    const list = allow(["s3:*", "dynamodb:Get*"]);
    const cases: readonly (readonly [
        what: string,
        attached: readonly ReturnType<typeof policy>[],
        service: string,
        expected: ServicePart | undefined,
    ])[] = [
        ["a service outside the list", [list], "sqs", "all"],
        ["a service of the list", [list], "s3", undefined],
        ["a service of which it lists some actions", [list], "dynamodb", "part"],
        ["a service that another list there allows", [list, allow("sqs:*")], "sqs", undefined],
        ["a service that another list there allows in part", [list, allow("sqs:Send*")], "sqs", "part"],
        [
            "a service that only a guardrail there denies",
            [list, policy({ Effect: "Deny", Action: "ec2:*" })],
            "ec2",
            "all",
        ],
    ];
    for (const [what, attached, service, expected] of cases) {
        it(`${what}: ${expected ?? "nothing"}`, () => {
            assert.equal(deniedPart([list], service, { fullAccess: false, attached }), expected);
        });
    }

    it("is nothing beside FullAWSAccess, or if the guardrail is no part of the list", () => {
        assert.equal(deniedPart([list], "sqs", { fullAccess: true, attached: [list] }), undefined);
        const denial = policy({ Effect: "Deny", Action: "ec2:*", Resource: "*" });
        assert.equal(deniedPart([denial], "sqs", { fullAccess: false, attached: [list, denial] }), undefined);
    });

    it("counts what its Deny statements deny too", () => {
        const both = policy(
            { Effect: "Allow", Action: "*", Resource: "*" },
            { Effect: "Deny", Action: "glue:*", Resource: "*" },
        );
        const place = { fullAccess: false, attached: [both] };
        assert.equal(deniedPart([both], "glue", place), "all");
        assert.equal(deniedPart([both], "sqs", place), undefined);
    });

    it("allows all but some services by NotAction", () => {
        const allBut = policy({ Effect: "Allow", NotAction: ["sqs:*", "s3:Delete*"], Resource: "*" });
        const part = (service: string): ServicePart | undefined =>
            deniedPart([allBut], service, { fullAccess: false, attached: [allBut] });
        assert.deepEqual([part("sqs"), part("s3"), part("ec2")], ["all", "part", undefined]);
    });
});
