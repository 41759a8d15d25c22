import assert from "node:assert/strict";
import { AwsClients } from "../../../aws/awsClients";
import { awsSettings, type AwsSettings } from "../../../aws/awsSettings";

const settings = (configured: Readonly<Record<string, unknown>>): AwsSettings => awsSettings((key) => configured[key]);

describe("how AWS is reached", () => {
    it("has no settings if the stack sets nothing", () => {
        assert.deepEqual(settings({}), { assumeRoles: [], endpoints: {}, allowedAccountIds: [] });
    });

    const lists = {
        endpoints: [{ organizations: "http://a", sts: "http://b" }, { servicequotas: "http://c" }],
        allowedAccountIds: ["111122223333"],
        assumeRole: { roleArn: "arn:aws:iam::111122223333:role/a", externalId: "x" },
        assumeRoles: [{ roleArn: "arn:aws:iam::111122223333:role/b" }, {}],
    };
    const texts = Object.fromEntries(Object.entries(lists).map(([key, value]) => [key, JSON.stringify(value)]));
    for (const [form, given] of [
        ["YAML", lists],
        ["text with JSON, as Pulumi gives it to the program", texts],
    ] as const) {
        it(`is read from ${form}`, () => {
            assert.deepEqual(settings({ ...given, region: "eu-central-1", profile: "management" }), {
                region: "eu-central-1",
                profile: "management",
                endpoints: { organizations: "http://a", sts: "http://b", servicequotas: "http://c" },
                allowedAccountIds: ["111122223333"],
                assumeRoles: [
                    { roleArn: "arn:aws:iam::111122223333:role/a", externalId: "x" },
                    { roleArn: "arn:aws:iam::111122223333:role/b" },
                ],
            });
        });
    }

    it("uses an access key only with its secret", () => {
        assert.equal(settings({ accessKey: "a" }).credentials, undefined);
        assert.deepEqual(settings({ accessKey: "a", secretKey: "b" }).credentials, {
            accessKeyId: "a",
            secretAccessKey: "b",
        });
    });

    for (const [region, home] of [
        ["eu-central-1", "us-east-1"],
        ["cn-north-1", "cn-northwest-1"],
        ["us-gov-east-1", "us-gov-west-1"],
    ] as const) {
        it(`asks Organizations in ${home} for a stack in ${region}`, () => {
            assert.equal(new AwsClients(settings({ region })).homeRegion, home);
        });
    }
});
