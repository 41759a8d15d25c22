import assert from "node:assert/strict";
import { isSamePolicy } from "../../../evaluator/policyDocument";

const STATEMENT = {
    Sid: "Regions",
    Effect: "Deny",
    NotAction: ["iam:*", "sts:*"],
    Resource: "*",
    Condition: {
        StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] },
        Bool: { "aws:ViaAWSService": "false" },
    },
};
const OTHER = { Effect: "Deny", Action: "s3:*", Resource: "*" };

function text(...Statement: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

describe("two policy documents", () => {
    const document = text(STATEMENT, OTHER);

    for (const [how, other] of Object.entries({
        "with white space": JSON.stringify(JSON.parse(document), undefined, 4),
        "with statements in another order": text(OTHER, STATEMENT),
        "with values in another order": text({ ...STATEMENT, NotAction: ["sts:*", "iam:*"] }, OTHER),
        "with actions in another case": text(STATEMENT, { ...OTHER, Action: "S3:*" }),
        "with a list of one value": text({ ...STATEMENT, Resource: ["*"] }, OTHER),
        "with keys in another order": text(STATEMENT, { Resource: "*", Action: "s3:*", Effect: "Deny" }),
        "with condition keys in another case, and true for its text": text(
            {
                ...STATEMENT,
                Condition: {
                    Bool: { "AWS:ViaAwsService": false },
                    StringNotEquals: { "aws:requestedregion": ["eu-west-1", "eu-central-1"] },
                },
            },
            OTHER,
        ),
    })) {
        it(`mean the same ${how}`, () => assert.ok(isSamePolicy(document, other)));
    }

    for (const [how, other] of Object.entries({
        "without a statement": text(STATEMENT),
        "with another action": text(STATEMENT, { ...OTHER, Action: "s3:Get*" }),
        "with NotAction instead of Action": text(STATEMENT, { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
        "with another effect": text(STATEMENT, { ...OTHER, Effect: "Allow" }),
        "without the condition": text({ ...STATEMENT, Condition: undefined }, OTHER),
        "with another region": text(
            { ...STATEMENT, Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } },
            OTHER,
        ),
        "with a resource in another case": text(STATEMENT, { ...OTHER, Resource: "arn:aws:s3:::A" }),
        "with another name of a statement": text({ ...STATEMENT, Sid: "Other" }, OTHER),
        "that is no JSON": "{",
    })) {
        it(`differ ${how}`, () => assert.ok(!isSamePolicy(document, other)));
    }

    it("that are merged keep the order of lists, and not of keys", () => {
        const tags = (values: string[]): string =>
            JSON.stringify({ tags: { a: { tag_value: { "@@assign": values } } } });
        assert.ok(isSamePolicy('{"a":{"@@assign":["x"]},"b":1}', '{ "b": 1, "a": {"@@assign": ["x"]} }'));
        assert.ok(!isSamePolicy(tags(["x", "y"]), tags(["y", "x"])));
    });
});
