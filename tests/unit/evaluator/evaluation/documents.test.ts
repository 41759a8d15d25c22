import assert from "node:assert/strict";
import { mistakesOf, parsePolicy, PolicyError, type ControlPolicyType } from "../../../../evaluator/evaluation";

const good = { Effect: "Deny", Action: "s3:*", Resource: "*" };
const wrap = (...statements: unknown[]): object => ({ Version: "2012-10-17", Statement: statements });
const conditions = (Condition: unknown): object => wrap({ ...good, Condition });
const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";

/**
 * Documents with all of their mistakes. Sources:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
const WRONG: readonly (readonly [document: string | object, type: ControlPolicyType, mistakes: readonly RegExp[]])[] = [
    ["{", SCP, [/^the document is not JSON: /]],
    ["[]", SCP, [/^the document is not an object: give Version and Statement$/]],
    [{}, SCP, [/^there are no statements: give at least one in Statement$/]],
    [{ Version: "2012-10-17", Statement: [] }, SCP, [/no statements/]],
    [{ Version: "2026-01-01", Statement: good }, SCP, [/^the Version is "2026-01-01": use "2012-10-17"$/]],
    [
        { Version: "2012-10-17", Statements: [good] },
        SCP,
        [/^unknown element "Statements". Did you mean "Statement"\? A document has Version, /, /no statements/],
    ],
    [wrap("x", good), SCP, [/^statement 1 is not an object: give Effect, Action and Resource$/]],
    [
        wrap({ ...good, Sid: "A" }, { ...good, Sid: "A" }),
        SCP,
        [/^statement 2 \(A\) has the Sid of statement 1: choose another$/],
    ],
    [wrap({ ...good, Sid: 5 }), SCP, [/^statement 1 has the Sid 5: use letters and digits only$/]],
    [
        wrap({ ...good, Efect: "Deny" }),
        SCP,
        [/^statement 1 has the unknown element "Efect". Did you mean "Effect"\? A statement has Sid, /],
    ],
    [wrap({ ...good, Effect: "deny" }), SCP, [/^statement 1 has the Effect "deny": use "Allow" or "Deny"$/]],
    [wrap({ Effect: "Deny", Resource: "*" }), SCP, [/needs one of Action and NotAction$/]],
    [wrap({ ...good, NotAction: "s3:*" }), SCP, [/needs one of Action and NotAction$/]],
    [
        wrap({ Effect: "Deny", Action: "s3:*" }),
        SCP,
        [/needs one of Resource and NotResource: use "Resource": "\*" for all$/],
    ],
    [wrap({ ...good, NotResource: "*" }), SCP, [/needs one of Resource and NotResource/]],
    [wrap({ ...good, Action: [] }), SCP, [/has an empty Action: use "\*" or actions such as s3:Get\*$/]],
    // YAML reads `Action:` without a value as null.
    [wrap({ ...good, Action: null, Resource: null }), SCP, [/has null in Action/, /has null in Resource/]],
    [wrap({ ...good, Action: "GetObject" }), SCP, [/has "GetObject" in Action: use "\*" or actions such as s3:Get\*$/]],
    [wrap({ ...good, Action: ["s3:*", "s3.Get", 5] }), SCP, [/has "s3.Get" in Action/, /has 5 in Action/]],
    [
        wrap({ ...good, Resource: "bucket" }),
        SCP,
        [/has "bucket" in Resource: use "\*" or ARNs such as arn:aws:s3:::bucket\/\*$/],
    ],
    [wrap({ Effect: "Deny", NotAction: "x", NotResource: "y" }), SCP, [/"x" in NotAction/, /"y" in NotResource/]],
    [
        wrap({ ...good, Principal: "*" }),
        SCP,
        [/has a Principal, which a service control policy cannot have: use a condition on aws:PrincipalArn$/],
    ],
    [wrap({ ...good, NotPrincipal: "*" }), SCP, [/has a Principal/]],
    [conditions("x"), SCP, [/has a Condition that is not an object/]],
    [
        conditions({ StringEqual: { "aws:PrincipalArn": "x" } }),
        SCP,
        [/has the unknown condition operator "StringEqual". Did you mean "StringEquals"\?$/],
    ],
    [
        conditions({ "ForAnyValues:StringLike": { "a:b": "x" } }),
        SCP,
        [/unknown condition operator "ForAnyValues:StringLike"/],
    ],
    [
        conditions({ NullIfExists: { "a:b": "true" } }),
        SCP,
        [/unknown condition operator "NullIfExists". Did you mean "Null"\?$/],
    ],
    [
        conditions({ Within: { "a:b": "true" } }),
        SCP,
        [/There are StringEquals, .* and Null, each with ForAllValues:, ForAnyValue: or IfExists\.$/],
    ],
    [
        conditions({ StringEquals: "x" }),
        SCP,
        [/has a condition StringEquals that is not an object: give condition keys with their values$/],
    ],
    [
        conditions({ StringEquals: { PrincipalArn: "x" } }),
        SCP,
        [/has the condition key "PrincipalArn": use a key with its service such as aws:PrincipalArn$/],
    ],
    [
        conditions({ StringEquals: { "a:b": [] } }),
        SCP,
        [/has a condition StringEquals on a:b without values: give at least one$/],
    ],
    [conditions({ StringEquals: { "a:b": { c: 1 } } }), SCP, [/compares a:b by StringEquals with {"c":1}: use texts$/]],
    [
        conditions({ NumericLessThan: { "a:b": "many" } }),
        SCP,
        [/compares a:b by NumericLessThan with "many": use a number such as 300$/],
    ],
    [conditions({ NumericLessThan: { "a:b": "${x:y}" } }), SCP, [/use a number/]],
    [conditions({ DateLessThan: { "a:b": "1 May" } }), SCP, [/use a date such as 2026-11-24T08:00:00Z$/]],
    [conditions({ DateLessThan: { "a:b": "2026-13-01" } }), SCP, [/use a date/]],
    [conditions({ Bool: { "a:b": "yes" } }), SCP, [/compares a:b by Bool with "yes": use true or false$/]],
    [conditions({ Null: { "a:b": "null" } }), SCP, [/use true or false$/]],
    [conditions({ BinaryEquals: { "a:b": "?" } }), SCP, [/use base64$/]],
    [
        conditions({ IpAddress: { "a:b": "10.0.0.0/33" } }),
        SCP,
        [/use an address or range such as 203\.0\.113\.0\/24 or 2001:db8::\/32$/],
    ],
    [conditions({ NotIpAddress: { "a:b": ["10.0.0.0/8/8", "10.0.0", "::1/x"] } }), SCP, [/8\/8/, /10\.0\.0"/, /::1/]],
    [conditions({ ArnLike: { "a:b": "*" } }), SCP, [/use an ARN of six parts such as arn:aws:iam::\*:role\/Admin$/]],
    [
        wrap({ ...good }),
        RCP,
        [/^statement 1 needs "Principal": "\*": use conditions to limit which principals it binds$/],
    ],
    ...["111122223333", ["*", "111122223333"], []].map((AWS): (typeof WRONG)[number] => [
        wrap({ ...good, Principal: { AWS } }),
        RCP,
        [/needs "Principal": "\*"/],
    ]),
    [wrap({ ...good, Principal: { AWS: "*", Service: "*" } }), RCP, [/needs "Principal": "\*"/]],
    [
        wrap({ ...good, Principal: "*", Effect: "Allow" }),
        RCP,
        [/has "Effect": "Allow", but a resource control policy can only deny$/],
    ],
    [
        wrap({ Effect: "Deny", NotAction: "s3:*", Resource: "*", Principal: "*" }),
        RCP,
        [/has NotAction, which a resource control policy cannot have: name the actions$/],
    ],
    [wrap({ ...good, Principal: "*", NotPrincipal: "*" }), RCP, [/has NotPrincipal/]],
    // All mistakes at once.
    [
        wrap({ Effect: "No", Action: "x", Resource: "y" }, { Sid: "B" }),
        SCP,
        [
            /1 has the Effect/,
            /"x" in Action/,
            /"y" in Resource/,
            /2 \(B\) has no Effect/,
            /one of Action/,
            /one of Resource/,
        ],
    ],
];

describe("evaluator: documents", () => {
    for (const [document, type, expected] of WRONG) {
        it(`${type === SCP ? "SCP" : "RCP"} ${JSON.stringify(document)}`, () => {
            const messages = mistakesOf(document, type).map(({ message }) => message);
            assert.equal(messages.length, expected.length, messages.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(messages[index] ?? "", message);
            assert.throws(() => parsePolicy(document, type), PolicyError);
        });
    }

    it("accepts everything in IAM's language", () => {
        const document = wrap(
            { Effect: "Allow", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::x" },
            {
                Sid: "All",
                Effect: "Deny",
                Action: ["*:*", "ec2:*Instance*", "S3:?et*"],
                Resource: ["arn:aws:s3:::${aws:PrincipalTag/team}/*", "*"],
                Condition: {
                    "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*", "b"] },
                    NumericLessThanEquals: { "s3:max-keys": 10 },
                    Bool: { "aws:SecureTransport": false },
                    ArnLike: { "aws:PrincipalArn": "arn:${aws:x}:iam::*:role/${aws:username}" },
                    DateGreaterThan: { "aws:CurrentTime": "2026-11-24T08:00:00Z", "aws:EpochTime": "1795507200" },
                },
            },
        );
        assert.deepEqual(mistakesOf(document, SCP), []);
        assert.deepEqual(mistakesOf(JSON.stringify(document), SCP), []);
        const { statements } = parsePolicy(document, SCP);
        assert.deepEqual(
            statements.map(({ index, sid, effect }) => [index, sid, effect]),
            [
                [0, undefined, "Allow"],
                [1, "All", "Deny"],
            ],
        );
    });

    it("accepts one statement without a list, and gives the path of each mistake", () => {
        assert.deepEqual(mistakesOf({ Version: "2012-10-17", Statement: good }, SCP), []);
        const [mistake] = mistakesOf(wrap(good, { ...good, Sid: "S", Effect: "" }), SCP);
        assert.deepEqual([mistake?.statement, mistake?.sid], [1, "S"]);
    });
});
