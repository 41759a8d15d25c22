import assert from "node:assert/strict";
import { parse } from "yaml";
import { CommandError } from "../../../../operations/cli/commandError";
import { entryAt, insert, remove, set, type YamlEntry } from "../../../../operations/edit/yamlEdits";
import { yaml } from "../../definition/definitionFixtures";

const entry = (line: string): YamlEntry => ({ lines: [line], inline: line });
const SHOP = ["accounts", "shop"];

describe("set of a YAML text", () => {
    const cases: [what: string, before: string, after: string][] = [
        ["empty braces", "accounts:\n    shop: {}\n", "accounts:\n    shop: { state: closing }\n"],
        ["empty braces with a space", "accounts: { shop: { } }\n", "accounts: { shop: { state: closing } }\n"],
        [
            "braces",
            "accounts:\n  shop: { name: Shop } # ours\n",
            "accounts:\n  shop: { name: Shop, state: closing } # ours\n",
        ],
        [
            "braces with a comma at the end",
            "accounts: { shop: { a: b, } }\n",
            "accounts: { shop: { a: b, state: closing, } }\n",
        ],
        [
            "braces over several lines",
            "accounts:\n    shop: {\n        name: Shop, # the name\n        tags: {}\n    }\n",
            "accounts:\n    shop: {\n        name: Shop, # the name\n        tags: {},\n        state: closing\n    }\n",
        ],
        [
            "nothing behind the key",
            "accounts:\n    shop: # ours\n    other:\n",
            "accounts:\n    shop: # ours\n        state: closing\n    other:\n",
        ],
        [
            "nothing behind the key, in braces",
            "accounts: { shop, other: }\n",
            "accounts: { shop: { state: closing }, other: }\n",
        ],
        [
            "nothing but a colon, in braces",
            "accounts: { shop: , b: {} }\n",
            "accounts: { shop: { state: closing }, b: {} }\n",
        ],
        ["null", "accounts:\n    shop: null\n", "accounts:\n    shop:\n        state: closing\n"],
        [
            "lines, with comments before and after",
            "accounts:\n  # about the shop\n  shop:\n    name: Shop # its name\n    # the last word\n\n  # another\n  other: {}\n",
            "accounts:\n  # about the shop\n  shop:\n    name: Shop # its name\n    state: closing\n    # the last word\n\n  # another\n  other: {}\n",
        ],
        [
            "lines that end with a text of several",
            "accounts:\n  shop:\n    name: |\n      Shop\n      and more\n  other: {}\n",
            "accounts:\n  shop:\n    name: |\n      Shop\n      and more\n    state: closing\n  other: {}\n",
        ],
        [
            "lines that end with deeper ones",
            "accounts:\n  shop:\n    tags:\n      Team: shop\n      List:\n      - a\n      - b # c\nunits: {}\n",
            "accounts:\n  shop:\n    tags:\n      Team: shop\n      List:\n      - a\n      - b # c\n    state: closing\nunits: {}\n",
        ],
        [
            "no newline at the end",
            "accounts:\n  shop:\n    name: Shop",
            "accounts:\n  shop:\n    name: Shop\n    state: closing",
        ],
        [
            "CRLF",
            "accounts:\r\n  shop:\r\n    name: Shop\r\n",
            "accounts:\r\n  shop:\r\n    name: Shop\r\n    state: closing\r\n",
        ],
        ["CRLF, nothing behind the key", "accounts:\r\n  shop:\r\n", "accounts:\r\n  shop:\r\n    state: closing\r\n"],
        ["a byte order mark", "\uFEFFaccounts:\n    shop: {}\n", "\uFEFFaccounts:\n    shop: { state: closing }\n"],
        [
            "the key there already",
            "accounts:\n  shop:\n    state: active # for now\n    x: y\n",
            "accounts:\n  shop:\n    state: closing # for now\n    x: y\n",
        ],
        [
            "the key there, in quotes",
            "accounts: { 'shop': { \"state\": 'active' } }\n",
            "accounts: { 'shop': { \"state\": closing } }\n",
        ],
        [
            "the key there with nothing",
            "accounts:\n  shop:\n    state:\n    x: y\n",
            "accounts:\n  shop:\n    state: closing\n    x: y\n",
        ],
        [
            "the key there, its value below",
            "accounts:\n  shop:\n    state:\n      active\n    x: y\n",
            "accounts:\n  shop:\n    state: closing\n    x: y\n",
        ],
        ["an anchor", "accounts:\n  shop: &it { a: b }\n", "accounts:\n  shop: &it { a: b, state: closing }\n"],
    ];
    for (const [what, before, after] of cases) {
        it(`keeps everything else: ${what}`, () => {
            const edited = set(before, SHOP, "state", "closing");
            assert.equal(edited, after);
            const value = parse(before) as { accounts: { shop: object | null } };
            value.accounts.shop = { ...value.accounts.shop, state: "closing" };
            assert.deepEqual(parse(edited), value);
        });
    }

    it("replaces a block list by a list in brackets", () => {
        const before = "accounts:\n  shop:\n    loses:\n      - one\n      - two\n    x: y\n";
        assert.equal(
            set(before, SHOP, "loses", ["one", "three"]),
            "accounts:\n  shop:\n    loses: [one, three]\n    x: y\n",
        );
    });

    it("quotes texts that YAML would read as something else", () => {
        const texts = [
            "123456789012",
            "true",
            "null",
            "",
            "a: b",
            "a, b",
            "[a]",
            "#1",
            "2027-01-31",
            "*x",
            "it's",
            'a "b"',
            " a",
            "-",
            "@a",
            "x\ny",
        ];
        for (const text of texts) {
            for (const before of ["accounts:\n  shop: {}\n", "accounts:\n  shop:\n    a: b\n"]) {
                const { accounts } = parse(set(before, SHOP, "name", text)) as {
                    accounts: { shop: { name: unknown } };
                };
                assert.equal(accounts.shop.name, text);
            }
        }
        assert.match(set("accounts:\n  shop: {}\n", SHOP, "id", "123456789012"), /id: "123456789012"/);
        assert.match(set("accounts:\n  shop: {}\n", SHOP, "expires", "2027-01-31"), /expires: 2027-01-31 /);
    });

    it("refuses what cannot be edited safely", () => {
        for (const [text, why] of [
            ["base: &it { a: b }\naccounts:\n  shop: *it\n", "*it"],
            ["accounts:\n  shop: text\n", "not a map"],
            ["accounts:\n  shop:\n    state: # why\n      active\n", "a comment"],
            ["accounts:\n  ? shop\n  :\n", "its key does not begin its line"],
        ] as const) {
            assert.throws(
                () => set(text, SHOP, "state", "closing"),
                (error) =>
                    error instanceof CommandError && error.message.includes(why) && error.message.includes("by hand"),
                text,
            );
        }
    });
});

describe("remove of a YAML text", () => {
    const cases: [what: string, before: string, after: string][] = [
        ["from braces, alone", "accounts: { shop: { a: b } }\n", "accounts: {}\n"],
        ["from braces, first", "accounts: { shop: {}, b: {} }\n", "accounts: { b: {} }\n"],
        ["from braces, last", "accounts: { a: {}, shop: {} }\n", "accounts: { a: {} }\n"],
        ["from braces, in between", "accounts: { a: {}, shop: {}, b: {} }\n", "accounts: { a: {}, b: {} }\n"],
        ["from lines, alone", "accounts:\n  shop: {}\n", "accounts:\n"],
        [
            "from lines, with its comments",
            "accounts:\n  # all\n\n  # the shop\n  # of ours\n  shop:\n    a: b # c\n    # inside\n\n  # the other\n  b: {}\n",
            "accounts:\n  # all\n\n  # the other\n  b: {}\n",
        ],
        [
            "from lines, last",
            "accounts:\n  a: {}\n\n  shop:\n    a: |\n      text\n\nunits: {}\n",
            "accounts:\n  a: {}\n\nunits: {}\n",
        ],
        ["from CRLF lines", "accounts:\r\n  a: {}\r\n  shop: {}\r\n  b: {}\r\n", "accounts:\r\n  a: {}\r\n  b: {}\r\n"],
        ["at the end without a newline", "accounts:\n  a: {}\n  shop: {}", "accounts:\n  a: {}\n"],
    ];
    for (const [what, before, after] of cases) {
        it(what, () => {
            assert.equal(remove(before, SHOP), after);
        });
    }

    it("undoes what set has done", () => {
        for (const before of [
            "accounts:\n  shop: {}\n",
            "accounts:\n  shop:\n  b:\n",
            "accounts:\n  shop: { a: b } # c\n",
            "accounts:\r\n  shop:\r\n    a: b # c\r\n    # d\r\n  b: {}\r\n",
        ]) {
            assert.equal(remove(set(before, SHOP, "state", "closing"), [...SHOP, "state"]), before);
        }
    });
});

describe("insert into a YAML text", () => {
    it("inserts at the end, or before another entry and its comments", () => {
        const text = yaml`
            accounts:
              # the first
              a: {} # a
              # the second
              c: {}
              # the end
            units: {}
        `;
        assert.equal(
            insert(text, ["accounts"], entry("b: {}"), { before: "c" }),
            text.replace("  # the second\n", "  b: {}\n  # the second\n"),
        );
        assert.equal(insert(text, ["accounts"], entry("d: {}")), text.replace("  c: {}\n", "  c: {}\n  d: {}\n"));
    });

    it("fills empty values", () => {
        const options = { container: true };
        const at = ["units", "A", "accounts"];
        const into = (text: string): string => insert(text, at, entry("x: {}"), options);
        assert.equal(
            into("units:\n  A:\n    accounts: {} # none yet\n"),
            "units:\n  A:\n    accounts: # none yet\n      x: {}\n",
        );
        assert.equal(into("units:\n  A:\n    accounts:\n  B:\n"), "units:\n  A:\n    accounts:\n      x: {}\n  B:\n");
        assert.equal(into("units: { A: { accounts: {} } }\n"), "units: { A: { accounts: { x: {} } } }\n");
        assert.equal(into("units: { A: { accounts: } }\n"), "units: { A: { accounts: { x: {} } } }\n");
        assert.equal(into("units: { A: { accounts: { b: {} } } }\n"), "units: { A: { accounts: { b: {}, x: {} } } }\n");
    });
});

describe("entryAt of a YAML text", () => {
    it("returns an account with its comments, and on one line if that loses none", () => {
        const text =
            "accounts:\n    # ours\n    shop:\n        tags:\n            Team: shop # us\n    b:\n        tags: { Team: b }\n    c:\n";
        assert.deepEqual(entryAt(text, SHOP), { lines: ["# ours", "shop:", "    tags:", "        Team: shop # us"] });
        assert.deepEqual(entryAt(text, ["accounts", "b"]), {
            lines: ["b:", "    tags: { Team: b }"],
            inline: "b: { tags: { Team: b } }",
        });
        assert.deepEqual(entryAt("a: { shop: { x: [1, 2] }, c }\n", ["a", "shop"]), {
            lines: ["shop: { x: [1, 2] }"],
            inline: "shop: { x: [1, 2] }",
        });
    });
});
