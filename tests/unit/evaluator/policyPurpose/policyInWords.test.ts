import assert from "node:assert/strict";
import { policyInWords } from "../../../../evaluator/policyPurpose/policyInWords";

const says = (...statements: readonly Record<string, unknown>[]): string[] =>
    policyInWords(JSON.stringify({ Version: "2012-10-17", Statement: statements }));

/** A statement, and its effect in plain words. */
const CASES: readonly [Record<string, unknown>, string][] = [
    [{ Effect: "Deny", Action: "s3:*", Resource: "*" }, "denies s3:*"],
    [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }, "allows all actions"],
    [
        { Effect: "Deny", Action: ["a:B", "a:C", "a:D", "a:E", "a:F"], Resource: "*" },
        "denies a:B, a:C, a:D, a:E and a:F",
    ],
    [
        { Effect: "Deny", Action: ["a:B", "a:C", "a:D", "a:E", "a:F", "a:G"], Resource: "*" },
        "denies a:B, a:C, a:D, a:E and 2 more",
    ],
    [
        {
            Effect: "Deny",
            NotAction: ["iam:*"],
            Resource: "*",
            Condition: {
                StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
                ArnNotLike: { "aws:PrincipalArn": ["arn:*:iam::*:role/BreakGlass"] },
            },
        },
        "denies all actions but iam:*, where aws:RequestedRegion is not eu-central-1 or eu-west-1, but not by role BreakGlass",
    ],
    [
        {
            Effect: "Deny",
            Action: "s3:PutObject",
            NotResource: "arn:aws:s3:::logs/*",
            Condition: { Null: { "s3:x-amz-acl": "false" } },
        },
        "denies s3:PutObject, but not on arn:aws:s3:::logs/*, where s3:x-amz-acl is there",
    ],
    [
        {
            Effect: "Deny",
            Action: "ec2:*",
            Resource: "arn:*:ec2:*:*:volume/*",
            Condition: { BoolIfExists: { "ec2:Encrypted": "false" } },
        },
        "denies ec2:* on arn:*:ec2:*:*:volume/*, where ec2:Encrypted is false or missing",
    ],
    [
        {
            Effect: "Deny",
            Action: "sts:*",
            Resource: "*",
            Condition: {
                "ForAnyValue:StringLike": { "aws:TagKeys": "x*" },
                DateLessThan: { "aws:CurrentTime": "2027-01-01" },
            },
        },
        "denies sts:*, where aws:TagKeys is like x* and aws:CurrentTime DateLessThan 2027-01-01",
    ],
];

describe("a policy in plain words", () => {
    for (const [statement, expected] of CASES) it(expected, () => assert.deepEqual(says(statement), [expected]));

    it("describes each statement, and accepts one without a list", () => {
        assert.equal(says({ Effect: "Deny", Action: "a:B" }, { Effect: "Deny", Action: "a:C" }).length, 2);
        assert.deepEqual(policyInWords('{"Statement":{"Effect":"Deny","Action":"a:B"}}'), ["denies a:B"]);
    });
});
