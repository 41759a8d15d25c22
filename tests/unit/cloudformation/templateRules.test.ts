import assert from "node:assert/strict";
import fc from "fast-check";
import { checkTemplate } from "../../../cloudformation";

const problemsOf = (value: unknown): string[] =>
    checkTemplate(value).problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
const KEPT = { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" };
const TOPIC = { Type: "AWS::SNS::Topic" };

describe("the rules for templates of StackSets", () => {
    it("accept a template whose parts refer to each other", () => {
        assert.deepEqual(
            problemsOf({
                Parameters: { Name: { Type: "String" } },
                Mappings: { Sizes: { a: { b: "c" } } },
                Conditions: { Is: { "Fn::Equals": [{ Ref: "Name" }, "x"] }, Not: { "Fn::Not": [{ Condition: "Is" }] } },
                Resources: {
                    Topic: {
                        ...TOPIC,
                        Condition: "Is",
                        Properties: {
                            TopicName: { "Fn::Sub": "${Name}-${AWS::Region}-${!Literal}-${Bucket.Arn}" },
                            Tags: [{ "Fn::Sub": ["${Own}", { Own: { "Fn::GetAtt": "Bucket.Arn" } }] }],
                            Size: { "Fn::FindInMap": ["Sizes", "a", "b"] },
                        },
                    },
                    Bucket: { Type: "AWS::S3::Bucket", ...KEPT, DependsOn: "Topic" },
                    Custom: { Type: "Custom::Thing", DependsOn: ["Bucket"], Properties: { ServiceToken: "arn" } },
                },
                Outputs: { Arn: { Value: { "Fn::GetAtt": ["Bucket", "Arn"] } } },
            }),
            [],
        );
    });

    it("find every name that refers to nothing, with the nearest one", () => {
        const found = problemsOf({
            Resources: {
                Topic: {
                    ...TOPIC,
                    DependsOn: "Bukcet",
                    Condition: "Is",
                    Properties: {
                        A: { Ref: "Topci" },
                        B: { "Fn::Sub": "${AWS::AccountID}-${constructor}-${Buckets.Arn}" },
                        C: { "Fn::GetAtt": ["Queue", "Arn"] },
                        D: { "Fn::If": ["Never", 1, 2] },
                        E: { "Fn::FindInMap": ["Map", "a", "b"] },
                    },
                },
                Bucket: { Type: "AWS::S3::Bucket", ...KEPT },
            },
        });
        for (const [index, expected] of [
            /DependsOn: names the resource "Bukcet".*Did you mean "Bucket"\?/,
            /Condition: names the condition "Is", which the template does not have\.$/,
            /A: names the resource or parameter "Topci".*Did you mean "Topic"\?/,
            /B: .*"AWS::AccountID".*Did you mean "AWS::AccountId"\?/,
            /B: .*"constructor"/,
            /B: .*"Buckets".*Did you mean "Bucket"\?/,
            /C: names the resource "Queue"/,
            /D: names the condition "Never"/,
            /E: names the mapping "Map"/,
        ].entries()) {
            assert.match(found[index] ?? "", expected);
        }
        assert.equal(found.length, 9);
    });

    it("refuse what AWS does not deploy to the accounts of an organisation", () => {
        assert.match(
            problemsOf({ Transform: "AWS::Serverless-2016-10-31", Resources: { A: TOPIC } })[0] ?? "",
            /macros/,
        );
        for (const Type of ["AWS::CloudFormation::Stack", "My::Own::Thing::MODULE", "AWS::CloudFormation::Macro"]) {
            assert.match(problemsOf({ Resources: { A: { Type } } })[0] ?? "", /does not deploy with a StackSet/);
        }
    });

    it("refuse to lose what a resource holds", () => {
        const [found] = problemsOf({ Resources: { Bucket: { Type: "AWS::S3::Bucket", DeletionPolicy: "Retain" } } });
        assert.match(found ?? "", /^Resources\.Bucket: would lose what AWS::S3::Bucket Bucket holds \(objects\)/);
        assert.match(found ?? "", /UpdateReplacePolicy: Retain$/);
        assert.doesNotMatch(found ?? "", /RetainExceptOnCreate/);
        assert.match(
            problemsOf({ Resources: { Logs: { Type: "AWS::Logs::LogGroup", DeletionPolicy: "Delete" } } })[0] ?? "",
            /DeletionPolicy: RetainExceptOnCreate\nUpdateReplacePolicy: Retain$/,
        );
    });

    it("refuse another form", () => {
        assert.match(problemsOf(5)[0] ?? "", /must be a map with Resources/);
        assert.match(problemsOf({ Resource: {} })[0] ?? "", /section "Resource".*Did you mean "Resources"\?/);
        assert.match(problemsOf({ Resources: {} })[0] ?? "", /lacks Resources/);
        assert.match(
            problemsOf({ Resources: { "a-b": TOPIC } })[0] ?? "",
            /resource "a-b", which has a name that AWS refuses: use letters and digits/,
        );
        assert.match(problemsOf({ Resources: { A: { Type: "S3" } } })[0] ?? "", /without a Type/);
        assert.match(
            problemsOf({ Resources: { A: { ...TOPIC, Propertys: {} } } })[0] ?? "",
            /Did you mean "Properties"\?/,
        );
        assert.match(problemsOf({ Description: {}, Resources: { A: TOPIC } })[0] ?? "", /must have a text/);
        assert.match(problemsOf({ Outputs: "x", Resources: { A: TOPIC } })[0] ?? "", /must have a map/);
    });

    it("refuse parts of a wrong kind, and never fail", () => {
        const of = (more: object): string => problemsOf({ Resources: { A: { ...TOPIC, ...more } } })[0] ?? "";
        assert.match(of({ DependsOn: 5 }), /DependsOn in resource A that is neither/);
        assert.match(of({ Properties: [] }), /must have a map as Properties of resource A/);
        const withParameter = (one: unknown): string =>
            problemsOf({ Parameters: { A: one }, Resources: { B: TOPIC } })[0] ?? "";
        assert.match(withParameter(null), /parameter "A", which must be a map with a Type/);
        assert.match(withParameter({ Type: "String", AllowedValues: "x" }), /AllowedValues a list/);
        fc.assert(
            fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
                checkTemplate(one);
                checkTemplate({ Parameters: two, Outputs: three, Resources: one });
                checkTemplate({
                    Parameters: { A: two },
                    Conditions: { C: one },
                    Resources: { A: { ...TOPIC, DependsOn: one, Condition: two, Properties: { B: three } } },
                });
            }),
        );
    });

    it("refuse what is larger than AWS allows", () => {
        const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`A${n}`, TOPIC]));
        assert.match(problemsOf({ Resources: many })[0] ?? "", /501 Resources: AWS allows 500/);
        const long = { Resources: { A: { ...TOPIC, Metadata: { Text: "x".repeat(52_000) } } } };
        assert.match(problemsOf(long)[0] ?? "", /bytes as JSON without spaces: AWS allows 51,200/);
    });

    it("refuse parameters whose values nobody should read, because the state would hold them", () => {
        const of = (NoEcho: unknown): string[] =>
            problemsOf({ Parameters: { Password: { Type: "String", NoEcho } }, Resources: { Topic: TOPIC } });
        for (const NoEcho of [true, "true", "True"]) {
            assert.match(of(NoEcho).join("\n"), /^Parameters\.Password\.NoEcho: has parameter "Password" with NoEcho/);
        }
        assert.deepEqual(of(false), []);
        assert.deepEqual(of("false"), []);
    });
});
