import assert from "node:assert/strict";
import { baselineMistakes, loadBaseline, UNITS } from "../baselineFixture";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const refused = (baseline: string, units = UNITS): string =>
    baselineMistakes(`baseline: ${baseline}\n${units}`).join("\n");
const warnings = (baseline: string, units: string): string[] => {
    const { organization } = loadBaseline(`baseline: ${baseline}\n${units}`);
    return organization.features.warnings(organization).filter((one) => /^block .* names/.test(one));
};

describe("regions that a parameter names", () => {
    it("are refused where the block is in none of them, with the one that is meant", () => {
        assert.equal(
            refused("{ search-index: { aggregator: us-east-1 } }"),
            'baseline.search-index.aggregator: names "us-east-1", and the block is in eu-central-1 and eu-west-1: no index would collect those of the account\'s other regions. Name one of them, or add us-east-1 to `regions`',
        );
        assert.match(
            refused("{ config-recorder: { globalTypesIn: eu-west-2 } }"),
            /^baseline\.config-recorder\.globalTypesIn: names "eu-west-2".*no region would record IAM's resources\. Did you mean "eu-west-1"\?/,
        );
        assert.match(
            refused("{ search-index: { aggregator: eu-west-9 } }"),
            /aggregator: there is no region "eu-west-9"/,
        );
        assert.match(
            refused("{ search-index: { aggregator: eu-west-1, regions: [eu-central-1] } }"),
            /the block is in eu-central-1:/,
        );
    });

    it("are refused also where no account is yet, and at the place that says them last", () => {
        assert.match(
            refused("{ search-index: { aggregator: us-east-1 } }", "units: { Empty: {} }"),
            /aggregator: names "us-east-1"/,
        );
        assert.match(
            refused(
                "{ search-index: { aggregator: eu-west-1 } }",
                "units: { A: { baseline: { search-index: { aggregator: us-east-1 } }, accounts: { a: {} } }, B: { accounts: { b: {} } } }",
            ),
            /^units\.A\.baseline\.search-index\.aggregator: names "us-east-1"/,
        );
    });

    it("are right where the block is in them", () => {
        assert.equal(
            refused("{ search-index: { aggregator: eu-west-1 }, config-recorder: { globalTypesIn: eu-central-1 } }"),
            "",
        );
        assert.equal(
            refused(
                `{ ebs-encryption: { key: "${KEY}", regions: [eu-west-1] }, backup-vault: { key: alias } }`.replace(
                    ", backup-vault: { key: alias }",
                    "",
                ),
            ),
            "",
        );
    });

    it("of a KMS key are those of the block: AWS uses a key in its own region only", () => {
        for (const block of ["ebs-encryption", "backup-vault"]) {
            assert.match(
                refused(`{ ${block}: { key: "${KEY}" } }`),
                new RegExp(
                    `^baseline\\.${block}\\.key: is in eu-west-1, and the block is in eu-central-1 and eu-west-1: AWS uses a key in its own region only\\. Write \`regions: \\[eu-west-1\\]\``,
                ),
            );
        }
        assert.match(
            refused(`{ ebs-encryption: { key: "${KEY.replace("eu-west-1", "eu-wst-1")}" } }`),
            /there is no region "eu-wst-1".*Did you mean "eu-west-1"\?/,
        );
    });

    it("are warned of where some accounts do not have them", () => {
        const units = "units: { A: { regions: [eu-west-1], accounts: { a: {} } }, B: { accounts: { b: {} } } }";
        const [found, ...others] = warnings("{ search-index: { aggregator: eu-central-1 } }", units);
        assert.deepEqual(others, []);
        assert.equal(
            found,
            "block search-index names eu-central-1 as its aggregator, and is not there in 1 account (a): no index would collect those of the account's other regions. Write another `aggregator` at their unit",
        );
    });

    it("of two blocks that collect indexes are one and the same in an account", () => {
        const two = (region: string): string =>
            refused(
                `{ one: { block: search-index, regions: [eu-west-1], aggregator: eu-west-1 }, two: { block: search-index, regions: [eu-central-1], aggregator: ${region} } }`,
                "units: { A: { accounts: { a: {} } } }",
            );
        assert.match(
            two("eu-central-1"),
            /^baseline\.two\.aggregator: names eu-central-1, and block one names eu-west-1 in the same account a \(.*organization\.yaml:\d+:\d+\): an account has one aggregator/,
        );
    });
});
