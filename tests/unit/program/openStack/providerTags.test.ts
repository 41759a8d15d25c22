import assert from "node:assert/strict";
import { checkProviderTags } from "../../../../program/openStack/providerTags";

/** Pulumi gives the value of a setting that is no string as JSON. */
function check(settings: Readonly<Record<string, unknown>>): void {
    const get = (key: string): string | undefined => {
        const value = settings[key];
        return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
    };
    checkProviderTags({ get }, "prod");
}

describe("program: the AWS provider's settings of tags", () => {
    it("may contain any tags and prefixes except the marks", () => {
        check({});
        check({ defaultTags: { tags: { Organization: "acme" } }, ignoreTags: { keys: ["x"], keyPrefixes: ["awsx:"] } });
        check({ defaultTags: "no JSON", ignoreTags: [] });
    });

    it("must not put a mark on every resource", () => {
        assert.throws(() => check({ defaultTags: { tags: { "aws-organization:kind": "sandbox" } } }), {
            message:
                /^Pulumi\.prod\.yaml: aws:defaultTags has the tag aws-organization:kind, [^]*Nothing was sent to AWS/,
        });
    });

    it("must not ignore a mark", () => {
        for (const ignoreTags of [
            { keys: ["aws-organization:kind"] },
            { keyPrefixes: ["aws-"] },
            { keyPrefixes: [""] },
        ]) {
            assert.throws(() => check({ ignoreTags }), /aws:ignoreTags hides the tag aws-organization:kind/);
        }
    });
});
