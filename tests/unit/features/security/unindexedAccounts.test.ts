import assert from "node:assert/strict";
import { load } from "../../definition/definitionFixtures";
import { ORGANISATION } from "./securityFixture";

const SEARCH = "security: { search: true }";
const warningsOf = (keys: string, organisation = ORGANISATION): readonly string[] => {
    const organization = load(
        `organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }\n${organisation}${keys}`,
    );
    return organization.features.warnings(organization).filter((one) => /security\.search/.test(one));
};

describe("accounts without an index of Resource Explorer", () => {
    it("are warned of when search is on, with the block that makes it", () => {
        const [found, ...others] = warningsOf(SEARCH);
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^security\.search finds nothing in 2 accounts \(log-archive and shop\), .* Write the block `search-index` into `baseline`, at the root/,
        );
    });

    it("are none where blocks of the baseline make it, or nothing is searched", () => {
        assert.deepEqual(warningsOf(`${SEARCH}\nbaseline: { search-index: }`), []);
        assert.deepEqual(warningsOf(`${SEARCH}\nbaseline: { index: { block: search-index } }`), []);
        assert.deepEqual(warningsOf(""), []);
    });

    it("are those that the block does not reach", () => {
        const part = ORGANISATION.replace("shop: {}", "shop: { baseline: { search-index: false } }");
        const [found] = warningsOf(`${SEARCH}\nbaseline: { search-index: }`, part);
        assert.match(found ?? "", /^security\.search finds nothing in 1 account \(shop\)/);
    });
});
