import assert from "node:assert/strict";
import { checkProviderTags } from "../../../../program/openStack/providerTags";

/** What Pulumi gives of a setting that is no text: JSON. */
function check(settings: Readonly<Record<string, unknown>>): void {
    const get = (key: string): string | undefined => {
        const value = settings[key];
        return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
    };
    checkProviderTags({ get }, "prod");
}

describe("program: the AWS provider's settings of tags", () => {
    it("may have any tags and prefixes but the marks", () => {
        check({});
        check({ defaultTags: { tags: { Organization: "acme" } }, ignoreTags: { keys: ["x"], keyPrefixes: ["awsx:"] } });
        check({ defaultTags: "no JSON", ignoreTags: [] });
    });

    it("cannot set a mark on everything", () => {
        assert.throws(() => check({ defaultTags: { tags: { "aws-organization:kind": "sandbox" } } }), {
            message:
                /^Pulumi\.prod\.yaml: aws:defaultTags has the tag aws-organization:kind, [^]*Nothing was sent to AWS/,
        });
    });

    it("cannot hide a mark", () => {
        for (const ignoreTags of [
            { keys: ["aws-organization:kind"] },
            { keyPrefixes: ["aws-"] },
            { keyPrefixes: [""] },
        ]) {
            assert.throws(() => check({ ignoreTags }), /aws:ignoreTags hides aws-organization:kind/);
        }
    });
});
