import assert from "node:assert/strict";
import { load, mistakes } from "../../definition/definitionFixtures";
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
        assert.deepEqual(warningsOf(`${SEARCH}\nbaseline: { search-index: { aggregator: eu-central-1 } }`), []);
        assert.deepEqual(
            warningsOf(`${SEARCH}\nbaseline: { index: { block: search-index, aggregator: eu-central-1 } }`),
            [],
        );
        assert.deepEqual(warningsOf(""), []);
    });

    it("are those that the block does not reach", () => {
        const part = ORGANISATION.replace("shop: {}", "shop: { baseline: { search-index: false } }");
        const [found] = warningsOf(`${SEARCH}\nbaseline: { search-index: }`, part);
        assert.match(found ?? "", /^security\.search finds nothing in 1 account \(shop\)/);
    });
});

describe("indexes that the view of the organisation does not see", () => {
    it("are those that nothing collects: a warning", () => {
        const [found, ...others] = warningsOf(`${SEARCH}\nbaseline: { search-index: }`);
        assert.deepEqual(others, []);
        assert.match(
            found ?? "",
            /^security\.search finds only what is in eu-central-1 in 2 accounts \(log-archive and shop\), .* Write `aggregator: eu-central-1` below the block search-index$/,
        );
        assert.deepEqual(
            warningsOf(
                `security: { search: true, regions: [eu-central-1] }\nbaseline: { search-index: { regions: [eu-central-1] } }`,
            ),
            [],
        );
    });

    it("are those that are collected elsewhere in other accounts: a warning, because an earlier version has applied it", () => {
        const other = ORGANISATION.replace(
            "shop: {}",
            "shop: { baseline: { search-index: { aggregator: eu-west-1 } } }",
        );
        const found = warningsOf(SEARCH, other).filter((one) => /collects/.test(one));
        assert.deepEqual(found.length, 1, found.join("\n"));
        assert.match(
            found[0] ?? "",
            /^security\.search finds only what is in eu-central-1 in 1 account \(shop\), because \S+ collects indexes in eu-west-1 there\. .* write `aggregator: eu-central-1`/,
        );
    });

    it("are those that are collected in another region than the view's in the audit account too: a mistake that names both places", () => {
        const found = mistakes(
            `organization: { serviceAccess: [member.org.stacksets.cloudformation.amazonaws.com] }\n${ORGANISATION}${SEARCH}\nbaseline: { search-index: { aggregator: eu-west-1 } }`,
        ).map(({ path, message }) => `${path}: ${message}`);
        assert.equal(found.length, 1, found.join("\n"));
        assert.match(
            found[0] ?? "",
            /^baseline\.search-index\.aggregator: collects indexes in eu-west-1 in 4 accounts \(.*\), and security\.search has its view in eu-central-1, the first of security\.regions \(.*organization\.yaml:\d+:\d+\): .* Write `aggregator: eu-central-1`$/,
        );
    });
});
