import assert from "node:assert/strict";
import { indexNote } from "../../../../../operations/commands/find/indexNote";
import type { FoundResource } from "../../../../../operations/commands/find/foundResource";
import { load } from "../../../definition/definitionFixtures";

const noteOf = (
    text: string,
    found: readonly FoundResource[] = [],
    service: "config" | "resource-explorer" = "resource-explorer",
): string =>
    indexNote(
        { resources: found, service },
        load(`
organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }
regions: [eu-central-1]
defaults: { email: "{account}@example.com" }
units:
    Security: { kind: security, accounts: { audit: {} } }
    Workloads: { accounts: { shop: {}, data: {} } }
${text}`),
    ).join();

describe("why org find has found nothing", () => {
    it("is how many accounts have an index", () => {
        assert.match(noteOf(""), /^No account has an index of Resource Explorer by the definition,/);
        assert.match(
            noteOf("security: { search: true }"),
            /^Only 1 of 3 accounts has an index .* block `search-index`/,
        );
        const own = "security: { search: true }\nbaseline: { search-index: }";
        assert.equal(noteOf(own), "");
    });

    it("is not said of AWS Config, or where something is found", () => {
        assert.equal(noteOf("", [], "config"), "");
        const found = {
            arn: "arn:aws:s3:::a",
            type: "s3:bucket",
            account: "1",
            region: "eu-central-1",
            name: "a",
            tags: {},
        };
        assert.equal(noteOf("", [found]), "");
    });
});
