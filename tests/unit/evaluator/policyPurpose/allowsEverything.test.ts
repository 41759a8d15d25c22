import assert from "node:assert/strict";
import { allowsAllOfIam, allowsEverything } from "../../../../evaluator/policyPurpose";

const allow = (elements: object): object => ({ Effect: "Allow", Resource: "*", ...elements });
const SERVICES = ["iam", "ec2", "s3", "kms", "cloudtrail", "rds"];

describe("evaluator: whether a policy allows everything", () => {
    const rows: [what: string, expected: boolean, ...statements: object[]][] = [
        ["an asterisk", true, allow({ Action: "*" })],
        ["in a list, as *:*", true, allow({ Action: ["s3:Get*", "*:*"] })],
        [
            "with a condition",
            true,
            allow({ Action: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
        ],
        ["with a Deny", true, allow({ Action: "*" }), { Effect: "Deny", Action: "iam:*", Resource: "*" }],
        ["on every ARN", true, allow({ Action: "*", Resource: "arn:aws:*" })],
        ["on every ARN of a partition", true, allow({ Action: "*", Resource: "arn:aws-us-gov:*:*:*:*" })],
        ["on all resources but one", true, allow({ Action: "*", Resource: undefined, NotResource: "arn:aws:s3:::a" })],
        ["all but a job", true, allow({ NotAction: ["organizations:*", "kms:ScheduleKeyDeletion"] })],
        [
            "all but a service that another statement has",
            true,
            allow({ NotAction: "iam:*" }),
            allow({ Action: "iam:*" }),
        ],
        ["service by service", true, ...SERVICES.map((one) => allow({ Action: `${one}:*` }))],
        [
            "service by service, on the resources of each",
            true,
            ...["iam::123456789012", "ec2:*:*", "s3::", "kms:*:*", "cloudtrail:*:*", "rds:*:*"].map((one) =>
                allow({ Action: `${one.replace(/:.*/, "")}:*`, Resource: `arn:aws:${one}:*` }),
            ),
        ],
        ["letter by letter", true, allow({ Action: [..."abcdefghijklmnopqrstuvwxyz"].map((one) => `${one}*`) })],
        ["all but IAM", false, allow({ NotAction: ["iam:*"] })],
        ["all but what makes roles", false, allow({ NotAction: ["IAM:Create*", "kms:*"] })],
        ["all of IAM", false, allow({ Action: "iam:*" })],
        ["one service", false, allow({ Action: "s3:*" })],
        ["one bucket", false, allow({ Action: "*", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] })],
        ["one region", false, allow({ Action: "*", Resource: "arn:aws:*:eu-west-1:*:*" })],
        ["the resources of one service", false, allow({ Action: "*", Resource: "arn:aws:iam::*:*" })],
        ["a Deny of everything", false, { Effect: "Deny", Action: "*", Resource: "*" }],
        ["no statement", false],
        ["an Allow without actions", false, allow({})],
        ["an Allow without resources", false, { Effect: "Allow", Action: "*" }],
    ];
    for (const [what, expected, ...statements] of rows) {
        it(`${what}: ${expected ? "it does" : "it does not"}`, () => {
            assert.equal(allowsEverything({ Statement: statements }), expected);
            assert.equal(allowsEverything(JSON.stringify({ Statement: statements })), expected);
        });
    }
});

describe("evaluator: whether a policy allows all of IAM", () => {
    const rows: [what: string, expected: boolean, ...statements: object[]][] = [
        ["iam:*", true, allow({ Action: "IAM:*" })],
        ["everything", true, allow({ Action: "*" })],
        ["all but other services", true, allow({ NotAction: ["s3:*", "ec2:*"] })],
        [
            "letter by letter",
            true,
            allow({ Action: ["iam:A*", "iam:C*"] }),
            allow({ Action: "iam:?*", NotResource: "x" }),
        ],
        ["on all ARNs of IAM", true, allow({ Action: "iam:*", Resource: ["arn:aws:s3:::a", "arn:aws:iam::*:*"] })],
        ["roles and policies", false, allow({ Action: ["iam:*Role*", "iam:*Policy", "iam:*PolicyVersion*"] })],
        ["users", false, allow({ Action: ["iam:*User*", "iam:*AccessKey*", "iam:*LoginProfile*"] })],
        ["on roles", false, allow({ Action: "iam:*", Resource: "arn:aws:iam::*:role/*" })],
        ["all but IAM", false, allow({ NotAction: "iam:*" })],
    ];
    for (const [what, expected, ...statements] of rows) {
        it(`${what}: ${expected ? "it does" : "it does not"}`, () => {
            assert.equal(allowsAllOfIam({ Statement: statements }), expected);
        });
    }
});
