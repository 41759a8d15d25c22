import assert from "node:assert/strict";
import { checkTypes } from "../../../../../cloudformation";
import { BASELINE_LIBRARY } from "../../../../../features/baseline/library";
import { Files, load, mistakes } from "../../../definition/definitionFixtures";
import { ORGANISATION } from "../baselineFixture";

const folder = (template: string): Files =>
    new Files({
        "organization.yaml": `${ORGANISATION}baseline: { own: { template: cloudformation/own.yaml, regions: [eu-west-1] } }\nunits: { Workloads: { accounts: { a: {} } } }\n`,
        "cloudformation/own.yaml": template,
    });

describe("types and properties of a template of one's own", () => {
    it("are refused if AWS does not have them, with their places in the file", () => {
        const found = mistakes(
            folder(`Resources:
    Logs:
        Type: AWS::S3::Buckets
    Data:
        Type: AWS::S3::Bucket
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Properties:
            BucketNam: acme
            VersioningConfiguration:
                Statu: Enabled
    Function:
        Type: AWS::Lambda::Function
`),
        ).map(({ at, message }) => `${at.replace(/^.*\//, "")} ${message}`);
        const expected = [
            /^own\.yaml:3:\d+ has the type "AWS::S3::Buckets" in resource Logs.*Did you mean "AWS::S3::Bucket"\?$/,
            /^own\.yaml:9:\d+ has the property "BucketNam" in resource Data.*Did you mean "BucketName"\?/,
            /^own\.yaml:11:\d+ has the property "Statu" in VersioningConfiguration of resource Data.*Did you mean "Status"\?/,
            /^own\.yaml:13:\d+ lacks Code and Role in resource Function/,
        ];
        for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("are right in every template of the library", () => {
        for (const block of BASELINE_LIBRARY.values()) {
            const { problems, warnings } = checkTypes(block.template(block.parameters.parse(block.example ?? {})));
            assert.deepEqual([...problems, ...warnings], [], block.name);
        }
    });

    it("are warned of if AWS may have added them since, with their places in the file", () => {
        const organization = load(
            folder("Resources:\n    New:\n        Type: AWS::BrandNew::Thing\n        Properties: { Any: 1 }\n"),
        );
        const [found, ...others] = organization.features.warnings(organization);
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /own\.yaml:3:\d+: the template has the type "AWS::BrandNew::Thing" in resource New, which AWS did not have on 20\d\d-\d\d-\d\d\. If AWS has added it since, ignore this warning/,
        );
    });
});

describe("mistakes of a template of the definition's own", () => {
    const folder = (template: string, keys = ""): Files =>
        new Files({
            "organization.yaml": `${ORGANISATION}\nbaseline: { net: { template: cloudformation/net.yaml, regions: [eu-west-1]${keys} } }`,
            "cloudformation/net.yaml": template,
        });
    const BUCKET = "Resources:\n    Bucket:\n        Type: AWS::S3::Bucket\n";

    it("have their places in the file", () => {
        const [found, ...others] = mistakes(folder(BUCKET));
        assert.deepEqual(others, []);
        assert.match(found?.message ?? "", /would lose what AWS::S3::Bucket Bucket holds/);
        assert.match(found?.at ?? "", /cloudformation\/net\.yaml:3:9$/);
        assert.match(mistakes(folder("Resources: [!Reff x]"))[0]?.at ?? "", /net\.yaml:1:/);
    });

    it("are numbers that a parameter does not allow", () => {
        const template =
            "Parameters: { Port: { Type: Number, MinValue: 1, MaxValue: 9 } }\nResources: { T: { Type: AWS::SNS::Topic } }";
        const of = (port: string): string =>
            mistakes(folder(template, `, parameters: { Port: ${port} }`))
                .map(({ message }) => message)
                .join();
        assert.deepEqual(["0", "10", "5"].map(of), ['"0" is less than 1', '"10" is more than 9', ""]);
    });

    it("are parameters that it does not have, lacks, or does not allow", () => {
        const template =
            "Parameters:\n    Cidr: { Type: String }\n    Size: { Type: Number, Default: 1 }\n    Kind: { Type: String, Default: a, AllowedValues: [a, b] }\nResources: { T: { Type: AWS::SNS::Topic } }";
        const found = mistakes(folder(template, ", parameters: { Cdir: 10.0.0.0/16, Size: big, Kind: c }")).map(
            ({ path, message }) => `${path}: ${message}`,
        );
        for (const pattern of [
            /net\.parameters\.Cdir: the template has no parameter "Cdir"\. Did you mean "Cidr"\? It has Cidr, Size and Kind/,
            /net\.parameters\.Size: "big" is not a number/,
            /net\.parameters\.Kind: "c" is not allowed\. Did you mean "a"\? Allowed: a and b/,
            /net: the template needs Cidr: write `parameters: \{ Cidr: \.\.\. \}`/,
        ]) {
            assert.ok(
                found.some((one) => pattern.test(one)),
                `${pattern.source}\n${found.join("\n")}`,
            );
        }
        assert.equal(found.length, 4);
    });

    it("are defaults of its own parameters, in the file and once", () => {
        const template =
            "Parameters:\n    Kind: { Type: String, Default: c, AllowedValues: [a, b] }\nResources: { T: { Type: AWS::SNS::Topic } }";
        for (const keys of ["", ", parameters: { Kind: a }"]) {
            const [found, ...others] = mistakes(folder(template, keys));
            assert.deepEqual(others, []);
            assert.match(
                found?.message ?? "",
                /^the default of parameter Kind, "c", is not allowed\. Did you mean "a"\?/,
            );
            assert.match(found?.at ?? "", /cloudformation\/net\.yaml:2:/);
        }
    });

    it("are a place among the files of the definition", () => {
        const found = mistakes(
            new Files({
                "organization.yaml": `${ORGANISATION}\nbaseline: { net: { template: net.yaml, regions: [eu-west-1] } }`,
                "net.yaml": "Resources: { T: { Type: AWS::SNS::Topic } }",
            }),
        ).map(({ path, message }) => `${path}: ${message}`);
        assert.equal(found.length, 2);
        assert.match(found[0] ?? "", /^Resources: unknown key/);
        assert.match(found[1] ?? "", /^baseline\.net\.template: .*Put templates into its subfolder cloudformation/);
    });

    it("are a file outside of the definition's folder, or none at all", () => {
        const outside = (file: string): string =>
            mistakes(
                new Files({
                    "organization.yaml": `${ORGANISATION}\nbaseline: { net: { template: ${file}, regions: [eu-west-1] } }`,
                }),
            )[0]?.message ?? "";
        assert.match(outside("../../../etc/hostname"), /leads out of the definition's folder/);
        assert.match(outside("nothing.yaml"), /there is no such file.*Give the path of a template/);
    });
});
