import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { renamedUnits } from "../../../../program/identity";
import { review } from "../../../../program/review";
import { load } from "../../definition/definitionFixtures";
import { HEAD, stateOf } from "./stateFixture";

const BEFORE = `
regions: [eu-central-1, eu-west-1]
units:
  Sandbox: { kind: sandbox, regions: [eu-central-1], accounts: { play: {}, test: {} } }
  Workloads:
    kind: workloads
    units:
      Production: { guardrails: [tight], accounts: { shop: {} } }
      Staging: { accounts: { shop-staging: {} } }
  Empty: { guardrails: [tight] }
  Bare: {}
`;
const STATE = stateOf(BEFORE);

/** The definition as before, with replacements. Each has to be found. */
function changed(...replacements: readonly (readonly [string, string])[]): OrganizationModel {
    let text = BEFORE;
    for (const [from, to] of replacements) {
        assert.ok(text.includes(from), from);
        text = text.replaceAll(from, to);
    }
    return load(HEAD + text);
}

const CASES: readonly [string, OrganizationModel, readonly RegExp[]][] = [
    ["everything as before", changed(), []],
    [
        "a unit with accounts",
        changed(["Sandbox:", "Playground:"]),
        [
            /^units\.Playground unit Playground is new, unit Sandbox \(ou-Sandbox\) is no longer in the definition, and accounts play and test are now in Playground: this looks like Sandbox under another key\. [^]*Keep the key Sandbox\. To rename the unit in AWS, write in units\.Sandbox\nname: "Playground"\nIf you want a new unit, make the change in two steps/,
        ],
    ],
    [
        "a unit, with another name too",
        changed(["Sandbox: { ", 'Playground: { name: "Play: all", ']),
        [/Keep the key Sandbox\. To rename the unit in AWS, write in units\.Sandbox\nname: "Play: all"\n/],
    ],
    [
        "a unit, with its name in AWS kept",
        changed(["Sandbox: { ", "Playground: { name: Sandbox, "]),
        [
            /^units\.Playground .*Keep the key Sandbox\. Its name in AWS stays Sandbox\.\nIf you want a new unit, make the change in three steps: first put Sandbox back without its accounts, give Playground another `name`, and apply that; then remove Sandbox, and apply that; then correct the name$/,
        ],
    ],
    [
        "a unit that only differs in capitals, with another key for a new one",
        changed(["Sandbox:", "SANDBOX:"]),
        [
            /Keep the key Sandbox\. [^]*If you want a new unit, give it a key and a name that differ from Sandbox in more than upper and lower case, and make the change in two steps: first put Sandbox back without its accounts, and apply that; then remove it$/,
        ],
    ],
    [
        "a unit with units below it, once",
        changed(["Workloads:", "Work:"]),
        [/^units\.Work unit Work is new, unit Workloads .*accounts shop and shop-staging .*Keep the key Workloads\./],
    ],
    [
        "a unit below another",
        changed(["Production:", "Prod:"]),
        [
            /^units\.Workloads\.units\.Prod unit Workloads\/Prod is new, unit Workloads\/Production \(ou-Workloads\/Production\) .*account shop is now in Workloads\/Prod: .*Keep the key Production\. .* in units\.Workloads\.units\.Production\nname: "Prod"/s,
        ],
    ],
    [
        "a unit and one below it",
        changed(["Workloads:", "Work:"], ["Production:", "Prod:"]),
        [/^units\.Work /, /^units\.Work\.units\.Prod .*Keep the key Production\./],
    ],
    [
        "two units",
        changed(["Sandbox:", "Playground:"], ["Staging:", "Stage:"]),
        [/^units\.Playground /, /^units\.Workloads\.units\.Stage /],
    ],
    [
        "a unit with a new account beside the others",
        changed(["Sandbox:", "Playground:"], ["test: {}", "test: {}, a: {}, b: {}, c: {}"]),
        [/accounts play and test are now in Playground/],
    ],
    ["a unit with an id, which is judged by the id", changed(["Sandbox: { ", "P: { id: ou-abcd-11111111, "]), []],
    [
        "a unit that stays, beside a new one that gets its accounts",
        changed(["accounts: { play: {}, test: {} } }", "}\n  New: { accounts: { play: {}, test: {} } }"]),
        [],
    ],
    [
        "a unit that is divided into new ones",
        changed([
            "  Sandbox: { kind: sandbox, regions: [eu-central-1], accounts: { play: {}, test: {} } }",
            "  One: { accounts: { play: {} } }\n  Two: { accounts: { test: {} } }",
        ]),
        [],
    ],
    [
        "a unit that is left out, with its accounts in others that were there",
        changed(
            ["  Sandbox: { kind: sandbox, regions: [eu-central-1], accounts: { play: {}, test: {} } }\n", ""],
            ["Bare: {}", "Bare: { accounts: { play: {}, test: {} } }\n  New: {}"],
        ),
        [],
    ],
    ["units without accounts", changed(["Empty:", "Void:"], ["Bare:", "Plain:"]), []],
];

describe("program: a unit of the state under another key", () => {
    const found = (model: OrganizationModel, state = STATE): string[] =>
        renamedUnits(model, state).problems.map(({ path, message }) => `${formatPath(path)} ${message}`);

    for (const [what, model, expected] of CASES) {
        it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
            const told = found(model);
            assert.equal(told.length, expected.length, told.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(told[index] ?? "", message);
        });
    }

    it("names `unit` of the accounts where they are written apart from their unit", () => {
        const before = "units: { Sandbox: {} }\naccounts: { play: { unit: Sandbox } }";
        const [told, ...more] = found(load(HEAD + before.replaceAll("Sandbox", "Playground")), stateOf(before));
        assert.deepEqual(more, []);
        assert.match(told ?? "", /Keep the key Sandbox, also in `unit` of its accounts\. To rename/);
    });

    it("accepts a unit with the same key that moves into a new unit, or out of one that is removed", () => {
        const [outside, inside] = [
            "Prod: { accounts: { shop: {} } }",
            "Work: { units: { Prod: { accounts: { shop: {} } } } }",
        ];
        for (const [before, after] of [
            [outside, inside],
            [inside, outside],
        ]) {
            assert.deepEqual(found(load(`${HEAD}units: { ${after} }`), stateOf(`units: { ${before} }`)), []);
        }
    });

    it("accepts a unit that the state has lost, above one that it still has", () => {
        const units = new Map([...STATE.units].filter(([key]) => key !== "Workloads"));
        assert.deepEqual(renamedUnits(changed(), { ...STATE, units }), { problems: [], warnings: [] });
    });

    it("names a few of many accounts", () => {
        const accounts = Array.from({ length: 12 }, (_, index) => `a${index}: {}`).join(", ");
        const before = `units: { Sandbox: { accounts: { ${accounts} } }, Other: {} }`;
        const after = before
            .replace("Sandbox", "Playground")
            .replace(", a11: {} }", " }")
            .replace("Other: {}", "Other: { accounts: { a11: {} } }");
        assert.match(
            found(load(HEAD + after), stateOf(before))[0] ?? "",
            /accounts a0, a1, a10, a2, a3 and 6 more are now in/,
        );
    });

    it("is refused by the review in one message: no account is said to lose what is attached under another key", () => {
        const { problems } = review(changed(["Sandbox:", "Playground:"]), STATE, "organizations/dev");
        assert.deepEqual(
            problems.map(({ path }) => formatPath(path)),
            ["units.Playground"],
        );
    });

    it("is a warning where no account moves, and content says that it is the same unit", () => {
        const told = (...replacements: readonly (readonly [string, string])[]): readonly string[] =>
            renamedUnits(changed(...replacements), STATE).warnings.map(messageText);
        const [warning, ...more] = told(["Empty:", "Void:"], ["Bare:", "Plain:"]);
        assert.deepEqual(more, []);
        assert.match(
            warning ?? "",
            /organization\.yaml:13:3: unit Void is new, and unit Empty \(ou-Empty\), which had the same content, is deleted\. If it is Empty under another name, keep the key Empty and write in units\.Empty\nname: "Void"$/,
        );
        // The same document under another key is the same content.
        assert.equal(told(["Empty: { guardrails: [tight] }", "Void: { guardrails: [same] }"]).length, 1);
        assert.deepEqual(told(["Empty: { guardrails: [tight] }", "Void: { guardrails: [other] }"]), []);
        // Two that could be meant: neither is.
        assert.deepEqual(
            told(["Empty: { guardrails: [tight] }", "A: { guardrails: [tight] }\n  B: { guardrails: [tight] }"]),
            [],
        );
        const nested = "units: { A: { units: { B: {}, C: {} } } }";
        assert.equal(renamedUnits(load(HEAD + nested.replace("A:", "N:")), stateOf(nested)).warnings.length, 1);
    });
});
