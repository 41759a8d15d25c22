import assert from "node:assert/strict";
import { valuesOf } from "../../../../../features/costs/model";
import { refused, yaml } from "../../../definition/definitionFixtures";
import { costsIn, EMAILS, valuesByAccount } from "./costsFixture";

const UNITS = `${EMAILS}units:
  Infra: { accounts: { net: { tags: { Team: platform } } }, units: { Logs: { accounts: { logs: {} } } } }
  Work: { accounts: { shop: { tags: { Team: shop } }, data: { tags: { Team: data } }, odd: {} } }
`;
const dimension = (text: string): string => `${UNITS}costs: { dimensions: { team: { tag: Team }, d: ${text} } }\n`;

describe("the value of an account", () => {
    it("is its tag's, or the default", () => {
        const model = costsIn(`${UNITS}costs: { dimensions: { team: { tag: Team } } }`);
        assert.deepEqual(valuesByAccount(model, "team"), {
            data: "data",
            logs: "unassigned",
            net: "platform",
            odd: "unassigned",
            shop: "shop",
        });
        const [team] = model.dimensions;
        assert.deepEqual(team?.values, []);
        assert.deepEqual(team && valuesOf(team, model), ["data", "platform", "shop"]);
    });

    it("comes from accounts, before units, before tags and dimensions, before its tag, before the default", () => {
        const model = costsIn(
            dimension(`{
    tag: Team,
    default: rest,
    values: {
      a: { accounts: [shop, net], units: [Work/Nothing] },
      b: { units: [Infra], tags: { Team: [shop, data] } },
      c: { units: [Infra/Logs], dimensions: { team: [platform] } },
      platform: }
  }`).replace("  Work: {", "  Work: { units: { Nothing: },"),
        );
        assert.deepEqual(valuesByAccount(model, "d"), { data: "b", logs: "c", net: "a", odd: "rest", shop: "a" });
        assert.deepEqual(model.dimensions[1]?.values, ["a", "b", "c", "platform"]);
    });

    it("is unassigned, which AWS does not know, with default: false", () => {
        const model = costsIn(dimension("{ tag: Team, default: false, values: [shop, data, platform] }"));
        assert.deepEqual(valuesByAccount(model, "d"), {
            data: "data",
            logs: "unassigned",
            net: "platform",
            odd: "unassigned",
            shop: "shop",
        });
        assert.deepEqual(
            model.dimensions.map(({ isDefaultInAws }) => isDefaultInAws),
            [true, false],
        );
        refused(
            dimension("{ tag: Team, default: false, values: [shop, data, platform, unassigned] }").replace(
                " d: {",
                " ▶d: {",
            ),
            '"unassigned" is the value of what has no other in dimension d',
        );
        refused(
            dimension(
                "{ tag: Team, default: false, values: [shop, data, platform], split: [{ from: platform, to: [▶unassigned] }] }",
            ),
            '"unassigned" is no value of dimension d.',
        );
        refused(dimension("{ tag: Team, ▶default: true }"), "must be a value such as unassigned, or false");
    });

    it("follows dimensions that follow dimensions, in any order", () => {
        const model = costsIn(`${UNITS}costs:
  dimensions:
    last: { values: { x: { dimensions: { middle: [m] } } }, default: none }
    middle: { values: { m: { dimensions: { team: [shop] } } }, default: none }
    team: { tag: Team }
`);
        assert.deepEqual(valuesByAccount(model, "last"), {
            data: "none",
            logs: "none",
            net: "none",
            odd: "none",
            shop: "x",
        });
    });

    it("is one: two values of the same rank are refused, with both", () => {
        refused(
            dimension("{ default: x, values: { a: { accounts: [shop] }, b: { accounts: [▶shop] } } }"),
            'gives account "shop" the value "b", and it has "a" already: it has one value of dimension d, so keep one',
        );
        refused(
            dimension("{ default: x, values: { a: { units: [Work] }, b: { units: [▶Work, ▶Work] } } }"),
            'gives unit "Work" the value "b", and it has "a" already',
            'names unit "Work" a second time: keep one',
        );
        refused(
            dimension(
                "{ default: x, values: { a: { tags: { Team: [shop, data] } }, ▶b: { dimensions: { team: [shop, data] } } } }",
            ),
            'accounts data and shop belong to both "a" and "b" by their tags and dimensions',
        );
    });

    it("is in the closed list, and there is one", () => {
        refused(
            yaml`
                ${EMAILS.trim()}
                units:
                  W: { tags: { ▶Team: shopp }, accounts: { a: {}, b: {}, c: { tags: { ▶Team: ops } }, d: { tags: { Team: shop } } } }
                costs: { dimensions: { team: { tag: Team, values: [shop, data], default: none } } }
            `,
            'the tag Team of accounts a and b is "shopp", which is no value of dimension team. Did you mean "shop"? It has shop, data and none',
            'the tag Team of account c is "ops", which is no value of dimension team',
        );
        refused(
            `${UNITS}costs: { dimensions: { ▶team: { tag: Team, values: [shop, data, platform] } } }`,
            "accounts logs and odd have no value of dimension team, which has a closed list: give them the tag Team, or give the dimension a default, such as default: unassigned",
        );
        refused(
            dimension("{ values: { a: { units: [Work] } } }").replace(" d: {", " ▶d: {"),
            "accounts logs and net have no value of dimension d, which has a closed list: name them in one of its values",
        );
    });

    it("is one that AWS allows as a value of a cost category", () => {
        refused(
            UNITS.replace("Team: shop", "▶Team: shop/eu").replace("Team: data", `▶Team: ${"d".repeat(51)}`) +
                "costs: { dimensions: { team: { tag: Team } } }",
            'becomes the value of dimension team of account shop: value of a cost category "shop/eu" has a form that AWS refuses',
            "has 51 characters: AWS allows 1 to 50",
        );
    });
});

describe("a dimension", () => {
    it("names what exists", () => {
        refused(
            dimension(
                "{ default: x, values: { a: { accounts: [▶shp], units: [▶Wrk, ▶/], dimensions: { ▶tem: [x], e: [▶on] }, tags: { ▶aws:x: [y] } } } }, e: { values: [one], default: two }",
            ),
            'there is no account "shp". Did you mean "shop"?',
            'there is no unit "Wrk". Did you mean "Work"?',
            "the root is no unit",
            'there is no dimension "tem". Did you mean "team"?',
            '"on" is no value of dimension e. Did you mean "one"? It has one and two.',
            "tag key",
        );
    });

    it("depends on no circle", () => {
        refused(
            `${UNITS}costs: { dimensions: {
  a: { default: x, ▶values: { one: { dimensions: { b: [two] } } } },
  b: { default: x, values: { two: { dimensions: { c: [three] } } } },
  c: { default: x, values: { three: { dimensions: { a: [one] } } } } } }`,
            "the dimensions depend on each other in a circle: a -> b -> c -> a",
        );
        refused(
            dimension("{ default: x, values: { a: { dimensions: { ▶d: [a] } } } }"),
            "d is the dimension itself, whose values are not known yet: name another dimension, or say with accounts",
        );
    });

    it("takes over a cost category that no other dimension takes over", () => {
        const id = "arn:aws:ce::111122223333:costcategory/1a2b";
        refused(
            `${UNITS}costs: { dimensions: { team: { tag: Team, id: "${id}" }, squad: { tag: Team, ▶id: "${id}" } } }`,
            "is that of dimension team already: a cost category is one dimension's",
        );
    });

    it("has a key, a name and values that AWS and reports allow", () => {
        refused(
            `${UNITS}costs: { dimensions: {
  ▶service: { tag: X }, ▶my team: { tag: X }, same: { tag: X, name: Team }, other: { tag: X, ▶name: Team }, lower: { tag: X, name: team },
  long: { tag: X, ▶name: ${"n".repeat(51)} }, ▶empty: {}, none: { tag: X, ▶values: [] }, res: { values: [a], default: b, ▶resources: true },
  twice: { values: [a, ▶a, ▶b/c, ▶""], default: x }, id: { tag: X, ▶id: arn:aws:ce::1:x }, ▶def: { tag: X, values: [unassigned] } } }`,
            '"service" has a meaning of its own in budgets and reports: choose another key',
            '"my team" is no key of a dimension: use letters, digits and hyphens',
            'dimension same has the name "Team" in AWS already',
            "cost category name",
            "says nothing of which account has which value: give it a `tag`, or `values`",
            "has no values: name them, or leave it out",
            "is about a resource's own tag, and the dimension has no `tag`",
            'names the value "a" a second time: keep one',
            'value of a cost category "b/c" has a form that AWS refuses',
            'value of a cost category "" has 0 characters',
            "is not the ARN of a cost category",
            '"unassigned" is the value of what has no other in dimension def: say so with default: unassigned',
        );
    });

    it("is one of at most fifty, with at most five hundred rules", () => {
        const many = Array.from({ length: 51 }, (_, index) => `d${index}: { tag: T${index} }`).join(", ");
        refused(`costs: { ▶dimensions: { ${many} } }`, "has 51 dimensions: AWS allows 50 cost categories");
        const values = Array.from({ length: 500 }, (_, index) => `v${index}`).join(", ");
        refused(
            `costs: { dimensions: { ▶d: { tag: T, values: [${values}, v] } } }`,
            "has 501 values: AWS allows 500 rules for a cost category. Group",
        );
        refused(
            `costs: { dimensions: { ▶d: { tag: T, resources: true, values: [${values}] } } }`,
            "has 500 values: AWS allows 500 rules for a cost category, and each value needs two with `resources: true`",
        );
        costsIn(`costs: { dimensions: { d: { tag: T, values: [${values}] } } }`);
    });
});

describe("a split", () => {
    const splits = (text: string) =>
        `costs: { dimensions: { d: { values: [shared, tools, shop, data], default: rest, ${text} } } }`;

    it("is paid by all other values, in proportion to what they cost", () => {
        const { dimensions } = costsIn(
            splits("split: [{ from: shared }, { from: tools, by: { shop: 60, data: 40 } }]"),
        );
        assert.deepEqual(dimensions[0]?.splits, [
            { from: "shared", to: ["shop", "data"], by: "proportional" },
            { from: "tools", to: ["shop", "data"], by: { shop: 60, data: 40 } },
        ]);
    });

    it("divides each value once, among values that are not divided", () => {
        refused(
            splits(
                "split: [{ from: shared, to: [▶tools, ▶shared, shop, ▶shop, ▶shp] }, { from: tools, to: [data] }, { ▶from: shared, to: [data] }, { ▶from: nobody, ▶to: [] }]",
            ),
            '"tools" is split too, and AWS lets no value pay that is itself split',
            '"shared" would pay for itself, and its costs are to be divided among other values: name some of shop and data',
            'names "shop" a second time: keep one',
            '"shp" is no value of dimension d. Did you mean "shop"?',
            'splits "shared" a second time: keep one',
            '"nobody" is no value of dimension d',
            "is an empty list: name the values that pay",
        );
    });

    it("has shares that sum to the whole, of those that pay", () => {
        refused(
            splits(
                "split: [{ from: shared, ▶by: { shop: 60, data: 30 } }, { from: tools, to: [shop], ▶▶by: { data: 100 } }]",
            ),
            "the shares sum to 90 percent, and must sum to 100",
            "has no share of shop",
            "has shares of data, which to does not name",
        );
        refused(
            splits("split: [{ from: shared, by: { ▶shop: -20, ▶data: 120 } }]"),
            "-20 is no share of the costs: give a number of percent",
            "120 is no share of the costs",
        );
        refused(splits("split: [{ from: shared, by: { ▶shop: 200 } }]"), "200 is no share of the costs");
        refused(splits("split: [{ from: shared, by: { ▶shop: 60% } }]"), "must be a number of percent, such as 60");
        refused(splits("split: [{ from: shared, ▶by: { shop: 0.6, data: 0.4 } }]"), "write 60 for 60 percent, not 0.6");
    });

    it("is between values, not of the dimension or of one value alone", () => {
        refused(splits("split: [{ ▶from: d, to: [shop] }]"), '"d" is the dimension, and a split is between its values');
        refused(
            "costs: { dimensions: { d: { values: [a], default: x, split: [{ from: a, to: [▶a] }] } } }",
            "remove the split, because the dimension has no value that could pay",
        );
    });

    it("needs values that are known, and somebody who pays", () => {
        refused(
            "costs: { dimensions: { d: { tag: T, ▶split: [{ from: a }] } } }",
            "needs values that are known: give the dimension `values`",
        );
        refused(
            "costs: { dimensions: { d: { values: [a], default: x, split: [▶{ from: a }] } } }",
            'has nobody to pay for "a": the dimension has no other value',
        );
        const values = Array.from({ length: 11 }, (_, index) => `v${index}`);
        refused(
            `costs: { dimensions: { d: { values: [a, ${values.join(", ")}], default: x, ▶split: [${values.map((from) => `{ from: ${from} }`).join(", ")}] } } }`,
            "has 11 splits: AWS allows 10 for a cost category",
        );
    });
});
