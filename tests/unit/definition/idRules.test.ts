import assert from "node:assert/strict";
import { mistakes as mistakesIn } from "./definitionFixtures";

/** The messages of all mistakes, each with its path in front. */
function mistakes(definition: Readonly<Record<string, unknown>>): string[] {
    return mistakesIn(definition).map(({ path, message }) => `${path}: ${message}`);
}

const document = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] };
const good = {
    organization: { id: "o-12ab34cd56" },
    defaults: { email: "aws+{account}@example.com" },
    policies: { own: { type: "SERVICE_CONTROL_POLICY", document, id: "p-12ab34cd" } },
    units: { A: { id: "ou-ab12-34cd56ef", accounts: { one: { id: "012345678901" } } } },
};

describe("definition: ids of adopted resources", () => {
    it("accept AWS's forms", () => assert.deepEqual(mistakes(good), []));

    const bad: [string, object, RegExp][] = [
        [
            "of the organisation",
            { organization: { id: "12ab34cd56789" } },
            /^organization\.id: organisation id .* form that AWS refuses/,
        ],
        ["of a unit", { units: { A: { id: "r-ab12" } } }, /^units\.A\.id: unit id "r-ab12" has 6 characters/],
        [
            "of a policy",
            { policies: { own: { ...good.policies.own, id: "arn:aws:p-12ab34cd" } } },
            /^policies\.own\.id: policy id .* form/,
        ],
        [
            "of an account",
            { units: { A: { accounts: { one: { id: "12345678901" } } } } },
            /accounts\.one\.id: account id .* has 11 characters/,
        ],
        [
            "of two units",
            { units: { A: { id: "ou-ab12-34cd56ef" }, B: { id: "ou-ab12-34cd56ef" } } },
            /^units\.B\.id: unit B has the id ou-ab12-34cd56ef, as has unit A at /,
        ],
    ];
    for (const [name, change, message] of bad) {
        it(`refuse those ${name}`, () => {
            const [only, ...more] = mistakes({ ...good, ...change });
            assert.match(only ?? "", message);
            assert.deepEqual(more, []);
        });
    }
});

describe("definition: what AWS would refuse in a policy", () => {
    const policy = (change: object): string[] =>
        mistakes({ ...good, policies: { own: { ...good.policies.own, ...change } } });

    it("a document without statements", () => {
        assert.match(
            policy({ document: { Version: "2012-10-17", Statement: [] } })[0] ?? "",
            /there are no statements: give at least one/,
        );
    });

    it("the name of one of AWS's own policies", () => {
        assert.match(
            policy({ name: "FullAWSAccess" })[0] ?? "",
            /has the name FullAWSAccess, which is AWS's own: choose another/,
        );
    });

    it("an empty list of regions, in our own words", () => {
        const own = { guardrail: "region-deny", parameters: { regions: [] } };
        assert.deepEqual(mistakes({ ...good, policies: { own } }), [
            "policies.own.parameters.regions: is an empty list: give at least 1 entry (guardrail region-deny)",
        ]);
    });
});

describe("definition: a tag that AWS refuses", () => {
    it("is reported once, where it is written, and not for everything that inherits it", () => {
        const tags = { "Cost?": "1" };
        assert.deepEqual(
            mistakes({ ...good, defaults: { ...good.defaults, tags } }).map((mistake) => mistake.split(":")[0]),
            ['defaults.tags."Cost?"'],
        );
    });
});
