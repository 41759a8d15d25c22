import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { fromState } from "../../../../program/state";
import { AWS } from "../../components/mockedPulumi";
import { load } from "../../definition/definitionFixtures";
import { LET_IN } from "./support";

const ACCOUNT = "urn:pulumi:test::aws-organization::aws-organization:index:Organization$aws-organization:index:Account";
const IDS: Readonly<Record<string, string>> = { shop: "111122223333", "a@b": "444455556666" };

/** The review's warnings for accounts of a stack in which the given regions are enabled. */
function warnings(enabled: readonly string[], accounts: string): readonly string[] {
    const { accounts: existing, featureResources } = fromState(
        Object.fromEntries([
            ...Object.entries(IDS).map(([key, id]) => [
                `${ACCOUNT}$${AWS.account}::${key}`,
                { type: AWS.account, outputs: { id } },
            ]),
            ...enabled.map((name) => [`${ACCOUNT}$${AWS.region}::${name}`, { type: AWS.region, outputs: {} }]),
        ]) as Parameters<typeof fromState>[0],
    );
    const organization = load(
        `${LET_IN}defaults: { email: "{account}@example.com" }\nunits: { A: { accounts: { ${accounts} } } }`,
    );
    const { problems, warnings: found } = organization.features.review(
        { accounts: existing, resources: featureResources ?? new Map() },
        new Map(),
        organization,
    );
    assert.deepEqual(problems, []);
    return found.map(messageText);
}

describe("a region that the definition no longer names", () => {
    it("stays enabled, and the review says how to disable it", () => {
        const [warning = "", ...more] = warnings(
            ["me-south-1@shop", "ap-east-1@shop"],
            "shop: { enabledRegions: [ap-east-1] }",
        );
        assert.deepEqual(more, []);
        assert.match(
            warning,
            /^region me-south-1 stays enabled in account shop \(111122223333\)[^]*aws account disable-region --account-id 111122223333 --region-name me-south-1$/,
        );
    });

    it("causes one warning for all accounts, with one form of the command", () => {
        assert.deepEqual(
            warnings(
                ["me-south-1@shop", "ap-east-1@shop", "me-south-1@a@b"],
                'shop: {}, "a@b": { email: b@example.com }',
            ),
            [
                "region me-south-1 stays enabled in accounts shop (111122223333) and a@b (444455556666), because what is in it would keep costing money and could not be reached. To disable it in an account, when it is empty there:\n" +
                    "aws account disable-region --account-id <account id> --region-name me-south-1",
                "region ap-east-1 stays enabled in account shop (111122223333), because what is in it would keep costing money and could not be reached. To disable it when it is empty:\n" +
                    "aws account disable-region --account-id 111122223333 --region-name ap-east-1",
            ],
        );
    });

    it("causes no warning while it is named", () => {
        assert.deepEqual(warnings(["ap-east-1@shop"], "shop: { enabledRegions: [ap-east-1] }"), []);
    });

    it("causes no warning if its account leaves the definition", () => {
        assert.deepEqual(warnings(["ap-east-1@shop"], "other: {}"), []);
    });

    it("is found if the account's key contains the separator of region and key", () => {
        assert.match(
            warnings(["ap-east-1@a@b"], '"a@b": { email: ab@example.com }')[0] ?? "",
            /in account a@b \(444455556666\)/,
        );
    });
});
