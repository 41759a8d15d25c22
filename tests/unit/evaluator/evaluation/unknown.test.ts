import assert from "node:assert/strict";
import { Catalogue, evaluate, type AccessRequest } from "../../../../evaluator/evaluation";
import { hierarchy, ROLE, scp, underRoot } from "./support";

describe("evaluator: unknown parts of a request", () => {
    it("names the statement and its unknown keys, and the decision otherwise", () => {
        const levels = underRoot([
            scp(
                {
                    Sid: "OnlyFromVpc",
                    Effect: "Deny",
                    Action: "s3:*",
                    Condition: {
                        StringNotEquals: { "aws:SourceVpc": "vpc-1", "aws:SourceVpce": "vpce-1" },
                        ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Deployer" },
                    },
                },
                "perimeter",
            ),
        ]);
        const { decision, considered, otherwise, by } = evaluate(levels, { action: "s3:GetObject", principal: ROLE });
        assert.equal(decision, "undetermined");
        assert.equal(by, undefined);
        assert.equal(otherwise, "allowed");
        assert.deepEqual(considered, [
            {
                type: "SERVICE_CONTROL_POLICY",
                node: { kind: "root", key: "root" },
                policy: "perimeter",
                statement: 0,
                sid: "OnlyFromVpc",
                effect: "Deny",
                keys: ["aws:sourcevpc", "aws:sourcevpce"],
                resource: false,
                conditions: [
                    { operator: "StringNotEquals", key: "aws:SourceVpc", values: ["vpc-1"] },
                    { operator: "StringNotEquals", key: "aws:SourceVpce", values: ["vpce-1"] },
                ],
            },
        ]);
        const told = (context: Record<string, string>): string =>
            evaluate(levels, { action: "s3:GetObject", principal: ROLE, context }).decision;
        assert.equal(told({ "aws:SourceVpc": "vpc-1" }), "allowed");
        assert.equal(told({ "aws:SourceVpc": "vpc-2" }), "undetermined");
        assert.equal(told({ "aws:SourceVpc": "vpc-2", "aws:SourceVpce": "vpce-2" }), "explicitly denied");
    });

    it("names the variables that the decision depends on", () => {
        const levels = underRoot([
            scp({
                Effect: "Deny",
                Action: "*",
                Condition: { StringNotEquals: { "aws:ResourceTag/t": "${aws:PrincipalTag/t}" } },
            }),
        ]);
        const request = { action: "ec2:StopInstances", context: { "aws:ResourceTag/t": "shop" } };
        assert.deepEqual(evaluate(levels, request).considered[0]?.keys, ["aws:principaltag/t"]);
    });

    it("leaves open whether anything is allowed if an Allow may not match", () => {
        const levels = hierarchy({
            root: [{ Effect: "Allow", Action: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } } }],
            shop: ["full"],
        });
        const { decision, otherwise } = evaluate(levels, { action: "s3:GetObject", principal: ROLE });
        assert.deepEqual([decision, otherwise], ["undetermined", "implicitly denied"]);
        const tagged = (team: string): string =>
            evaluate(levels, { action: "s3:GetObject", principal: { arn: ROLE, tags: { team } } }).decision;
        assert.equal(tagged("shop"), "allowed");
        assert.equal(tagged("data"), "implicitly denied");
    });

    it("decides by a certain denial, although another is open", () => {
        const levels = underRoot([
            scp({ Effect: "Deny", Action: "*", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }),
            scp({ Sid: "Sure", Effect: "Deny", Action: "s3:*" }),
        ]);
        const { decision, denials, considered } = evaluate(levels, { action: "s3:GetObject" });
        assert.equal(decision, "explicitly denied");
        assert.deepEqual([denials.map(({ sid }) => sid), considered.length], [["Sure"], 1]);
    });
});

/**
 * A statement's effect and Resource (NotResource with a ! in front), an action without a named resource, and the decision. AWS lists the
 * types of resources of each action:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const UNNAMED: readonly (readonly ["Deny" | "Allow", string, string, string])[] = [
    ["Deny", "*", "s3:DeleteBucket", "explicitly denied"],
    ["Deny", "arn:aws:s3:::*", "s3:DeleteBucket", "explicitly denied"],
    ["Deny", "arn:aws:s3:::logs", "s3:DeleteBucket", "undetermined"],
    ["Deny", "arn:aws:s3:::logs/*", "s3:DeleteBucket", "undetermined"],
    ["Deny", "arn:aws:sqs:*", "s3:DeleteBucket", "allowed"],
    ["Deny", "arn:aws:iam::*:role/Admin", "iam:DeleteRole", "undetermined"],
    ["Deny", "arn:aws:iam::*:role/*", "iam:DeleteRole", "explicitly denied"],
    ["Deny", "arn:aws:iam::*:role/Admin", "iam:DeleteUser", "allowed"],
    ["Deny", "arn:*:iam::*:role/*", "iam:DeleteRole", "explicitly denied"],
    ["Deny", "arn:aws-cn:iam::*:role/*", "iam:DeleteRole", "allowed"],
    // RunInstances works on several types: every request has an instance, and some have a network interface.
    ["Deny", "arn:aws:ec2:*:*:instance/*", "ec2:RunInstances", "explicitly denied"],
    ["Deny", "arn:aws:ec2:*:*:capacity-reservation/*", "ec2:RunInstances", "undetermined"],
    ["Deny", "arn:aws:ec2:*:*:vpc/*", "ec2:RunInstances", "allowed"],
    ["Deny", "arn:aws:ec2:eu-west-1:*:instance/*", "ec2:RunInstances", "undetermined"],
    // An action without a resource has the resource *.
    ["Deny", "arn:aws:s3:::*", "s3:ListAllMyBuckets", "allowed"],
    ["Deny", "*", "s3:ListAllMyBuckets", "explicitly denied"],
    ["Deny", "!arn:aws:s3:::mine", "s3:ListAllMyBuckets", "explicitly denied"],
    ["Deny", "!arn:aws:s3:::mine", "s3:DeleteBucket", "undetermined"],
    ["Deny", "!arn:aws:s3:::*", "s3:DeleteBucket", "allowed"],
    ["Deny", "!arn:aws:sqs:*", "s3:DeleteBucket", "explicitly denied"],
    // Everything that the action may need must be allowed.
    ["Allow", "*", "ec2:RunInstances", "allowed"],
    ["Allow", "arn:aws:ec2:*", "ec2:StopInstances", "allowed"],
    ["Allow", "arn:aws:ec2:*:*:instance/*", "ec2:RunInstances", "undetermined"],
    ["Allow", "arn:aws:s3:::*", "s3:DeleteBucket", "allowed"],
    ["Allow", "arn:aws:s3:::mine", "s3:DeleteBucket", "undetermined"],
    ["Allow", "arn:aws:sqs:*", "s3:DeleteBucket", "implicitly denied"],
    ["Allow", "arn:aws:s3:::*", "s3:ListAllMyBuckets", "implicitly denied"],
    // No type of resource is required, so a request may have none.
    ["Allow", "arn:aws:s3:*", "s3:AbortMultipartUpload", "undetermined"],
    ["Deny", "arn:aws:s3:*", "s3:AbortMultipartUpload", "undetermined"],
    // An action that the catalogue does not know may need anything.
    ["Deny", "arn:aws:s3:::*", "s3:NewAction", "undetermined"],
    ["Deny", "*", "s3:NewAction", "explicitly denied"],
];

describe("evaluator: requests without a named resource", () => {
    let catalogue: Catalogue;
    before(async () => {
        catalogue = await Catalogue.load(["s3", "iam", "ec2", "sqs"]);
    });

    const levelsOf = (effect: string, resource: string): ReturnType<typeof hierarchy> => {
        const element = resource.startsWith("!") ? { NotResource: resource.slice(1) } : { Resource: resource };
        const statement = { Sid: "It", Effect: effect, Action: "*", ...element };
        return effect === "Deny" ? underRoot([scp(statement)]) : hierarchy({ root: [statement] });
    };
    for (const [effect, resource, action, expected] of UNNAMED) {
        it(`${effect} on ${resource}, ${action}: ${expected}`, () => {
            assert.equal(evaluate(levelsOf(effect, resource), { action }, { catalogue }).decision, expected);
        });
    }

    it("leaves everything open except * without a catalogue", () => {
        const { decision, considered } = evaluate(levelsOf("Deny", "arn:aws:sqs:*"), { action: "s3:DeleteBucket" });
        assert.equal(decision, "undetermined");
        assert.deepEqual([considered[0]?.keys, considered[0]?.resource], [[], true]);
        assert.equal(evaluate(levelsOf("Deny", "*"), { action: "s3:DeleteBucket" }).decision, "explicitly denied");
    });

    it("gives a certain answer only if it is the answer for every resource of the action", () => {
        const named: Record<string, string[]> = {
            "s3:DeleteBucket": ["arn:aws:s3:::logs", "arn:aws:s3:::mine", "arn:aws:s3:::x"],
            "iam:DeleteRole": ["arn:aws:iam::111122223333:role/Admin", "arn:aws:iam::111122223333:role/a/b"],
            "s3:ListAllMyBuckets": ["*"],
        };
        for (const [effect, resource, action, expected] of UNNAMED) {
            if (expected === "undetermined") continue;
            for (const one of named[action] ?? []) {
                const request: AccessRequest = { action, resource: one };
                assert.equal(evaluate(levelsOf(effect, resource), request).decision, expected, `${resource} ${one}`);
            }
        }
    });
});
