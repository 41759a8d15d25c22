import assert from "node:assert/strict";
import fc from "fast-check";
import { checkTypes, ResourceTypes, type CloudFormationTemplate } from "../../../cloudformation";
import { readPackagedTypes } from "../../../cloudformation/resourceTypes/generateResourceTypes";
import { readResourceTypes, RESOURCE_TYPES } from "../../../cloudformation/resourceTypes/resourceTypes";
import * as file from "../../../cloudformation/resourceTypes/resourceTypeData.json";

type Resource = CloudFormationTemplate["Resources"][string];

function found(resource: Resource): { readonly problems: string[]; readonly warnings: string[] } {
    const { problems, warnings } = checkTypes({ Resources: { R: resource } });
    const text = ({ path, message }: (typeof problems)[number]): string => `${path.slice(2).join(".")}: ${message}`;
    return { problems: problems.map(text), warnings: warnings.map(text) };
}

describe("the types of resources", () => {
    it("are those of the installed package: `make resourcetypes` makes them anew", () => {
        const { source, data } = readPackagedTypes();
        assert.equal(RESOURCE_TYPES.source, source);
        assert.match(RESOURCE_TYPES.day, /^20\d\d-\d\d-\d\d$/);
        assert.deepEqual(readResourceTypes(file), data);
    });

    it("are found by name, which may be hostile", () => {
        assert.ok(ResourceTypes.names.length > 1_500);
        assert.equal(ResourceTypes.named("AWS::S3::Bucket")?.identity, "BucketName");
        for (const name of ["constructor", "__proto__", "AWS::S3::Buckets"])
            assert.equal(ResourceTypes.named(name), undefined);
    });
});

describe("types and properties of a template", () => {
    const bucket = (Properties: Record<string, unknown>): Resource => ({ Type: "AWS::S3::Bucket", Properties });

    const right: readonly (readonly [string, Resource])[] = [
        ["no properties where none is required", { Type: "AWS::SNS::Topic" }],
        ["a type of somebody else", { Type: "Acme::S3::Buckets", Properties: { BucketNam: 1 } }],
        ["a custom resource", { Type: "Custom::Thing", Properties: { ServiceToken: "arn", Anything: [{ a: 1 }] } }],
        [
            "the same under AWS's name",
            { Type: "AWS::CloudFormation::CustomResource", Properties: { ServiceToken: "arn", Anything: 1 } },
        ],
        ["what the AWS CDK adds", { Type: "AWS::CDK::Metadata", Properties: { Analytics: "v2" } }],
        ["a value that a function computes", bucket({ LifecycleConfiguration: { Ref: "Rules" } })],
        ["a document of IAM", { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: { Anything: 1 } } }],
        ["JSON where a list is usual", { Type: "AWS::DynamoDB::Table", Properties: { KeySchema: { Anything: 1 } } }],
        ["tags", bucket({ Tags: [{ Key: "a", Value: "b" }] })],
        [
            "keys of a map that may have any",
            {
                Type: "AWS::Glue::Table",
                Properties: { CatalogId: "1", DatabaseName: "a", TableInput: { Parameters: { any: 1 } } },
            },
        ],
    ];
    for (const [what, resource] of right) {
        it(`may be ${what}`, () => assert.deepEqual(found(resource), { problems: [], warnings: [] }));
    }

    const wrong: readonly (readonly [string, Resource, readonly RegExp[]])[] = [
        [
            "a misspelt type",
            { Type: "AWS::S3::Buckets" },
            [
                /^Type: has the type "AWS::S3::Buckets" in resource R, which AWS does not have\. Did you mean "AWS::S3::Bucket"\?$/,
            ],
        ],
        ["a misspelt service", { Type: "AWS::Lamda::Function" }, [/Did you mean "AWS::Lambda::Function"\?$/]],
        ["another case", { Type: "AWS::s3::bucket" }, [/Did you mean "AWS::S3::Bucket"\?$/]],
        [
            "a type of a macro",
            { Type: "AWS::Serverless::Function" },
            [/the macro AWS::Serverless.*Write out what it makes/],
        ],
        [
            "a misspelt property",
            bucket({ BucketNam: "a" }),
            [
                /^Properties\.BucketNam: has the property "BucketNam" in resource R, which AWS::S3::Bucket does not have there\. Did you mean "BucketName"\? It has AbacStatus, /,
            ],
        ],
        [
            "a misspelt property inside a list that may be JSON too",
            {
                Type: "AWS::DynamoDB::Table",
                Properties: { KeySchema: [{ AttributeName: "id", KeyTyp: "HASH" }] },
            },
            [/^Properties\.KeySchema\.0\.KeyTyp: has the property "KeyTyp" in KeySchema of resource R.*"KeyType"\?/],
        ],
        [
            "a misspelt property inside a list, a map and a condition",
            bucket({
                LifecycleConfiguration: {
                    "Fn::If": ["Long", { Rules: [{ Status: "Enabled", ExpirationInDay: 1 }] }, { Ref: "AWS::NoValue" }],
                },
            }),
            [
                /^Properties\.LifecycleConfiguration\.Fn::If\.1\.Rules\.0\.ExpirationInDay: .*in Rules of LifecycleConfiguration of resource R.*Did you mean "ExpirationInDays"\?/,
            ],
        ],
        [
            "properties that are missing",
            { Type: "AWS::Lambda::Function", Properties: { Handler: "x" } },
            [
                /^: lacks Code and Role in resource R: AWS::Lambda::Function requires them\. Write them below Properties$/,
            ],
        ],
        [
            "a function in the place of a property",
            bucket({ "Fn::Transform": { Name: "x" } }),
            [/has the function "Fn::Transform"/],
        ],
    ];
    for (const [what, resource, expected] of wrong) {
        it(`are refused: ${what}`, () => {
            const { problems, warnings } = found(resource);
            for (const [index, pattern] of expected.entries()) assert.match(problems[index] ?? "", pattern);
            assert.deepEqual([problems.length, warnings], [expected.length, []], problems.join("\n"));
        });
    }

    it("have attributes that AWS has, in !GetAtt and !Sub", () => {
        const topic = (text: unknown, Type = "AWS::S3::Bucket"): string[] =>
            checkTypes({
                Resources: { R: { Type }, T: { Type: "AWS::SNS::Topic", Properties: { TopicName: text } } },
                Outputs: { O: { Value: text } },
            }).problems.map(({ path, message }) => `${path.join(".")}: ${message}`);
        for (const right of [
            { "Fn::GetAtt": ["R", "Arn"] },
            { "Fn::GetAtt": "R.Arn" },
            { "Fn::Sub": "${R.Arn}-${!R.Arnn}-${R}" },
            { "Fn::Sub": ["${R.DomainName}", {}] },
            { "Fn::GetAtt": ["R", { Ref: "AWS::Region" }] },
            { "Fn::GetAtt": ["R", "QuantumArn"] },
            { "Fn::GetAtt": ["constructor", "Arnn"] },
        ]) {
            assert.deepEqual(topic(right), [], JSON.stringify(right));
        }
        for (const wrong of [
            { "Fn::GetAtt": ["R", "Arnn"] },
            { "Fn::GetAtt": "R.Arnn" },
            { "Fn::Sub": "x-${R.Arnn}" },
        ]) {
            const [inResource, inOutput, ...others] = topic(wrong);
            assert.match(
                inResource ?? "",
                /^Resources\.T\.Properties\.TopicName: names the attribute "Arnn" of R, which AWS::S3::Bucket does not have\. Did you mean "Arn"\?/,
            );
            assert.match(inOutput ?? "", /^Outputs\.O\.Value: /);
            assert.deepEqual(others, []);
        }
        assert.deepEqual(topic({ "Fn::GetAtt": ["R", "Outputs.Arnn"] }, "AWS::CloudFormation::CustomResource"), []);
    });

    it("are warned of where AWS may have added them since", () => {
        const day = RESOURCE_TYPES.day;
        const type = found({ Type: "AWS::BrandNew::Thing", Properties: { Any: 1 } });
        assert.deepEqual(type.problems, []);
        assert.match(
            type.warnings[0] ?? "",
            new RegExp(`AWS did not have on ${day}\\. If AWS has added it since.*DeletionPolicy`),
        );
        const property = found(bucket({ QuantumSettings: { a: 1 } }));
        assert.deepEqual(property.problems, []);
        assert.match(
            property.warnings[0] ?? "",
            new RegExp(`"QuantumSettings" in resource R.*on ${day}\\..* It has AbacStatus`),
        );
        // AWS numbers the successors of what it has.
        assert.deepEqual(found({ Type: "AWS::S3::BucketV2" }).problems, []);
    });

    it("are checked in time and without failing, whatever they hold", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...ResourceTypes.names),
                fc.dictionary(fc.string(), fc.jsonValue()),
                (Type, Properties) => {
                    const { problems, warnings } = checkTypes({ Resources: { R: { Type, Properties } } });
                    assert.ok(problems.every(({ message }) => message.length > 0) && Array.isArray(warnings));
                },
            ),
        );
    });
});
