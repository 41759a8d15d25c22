import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse } from "yaml";
import { byKey, Files, load, mistakes, refused, yaml } from "./definitionFixtures";

const SCP = "SERVICE_CONTROL_POLICY";

describe("definition: scalars count as they are written", () => {
    const keys: readonly [string, string, string][] = [
        ["007", "the number 7", '"7"'],
        ["1.10", "the number 1.1", '"1.1"'],
        ["012345678901", "the number 12345678901", '"12345678901"'],
        ["0x10", "the number 16", '"16"'],
        ["0o17", "the number 15", '"15"'],
        ["1e3", "the number 1000", '"1000"'],
        [".5", "the number 0.5", '"0.5"'],
        ["+5", "the number 5", '"5"'],
        ["12345678901234567890", "the number 12345678901234567000", '"12345678901234567000"'],
        [".inf", "the number Infinity", '"Infinity"'],
        ["True", "the boolean true", '"true"'],
        ["~", "nothing (null)", '"null"'],
    ];
    for (const [written, read, kept] of keys) {
        it(`refuses the key ${written}, and says how to keep what exists under it`, () => {
            refused(
                `units:\n  ▶${written}: {}\n`,
                `the key ${written} is read as ${read}. Put it in quotes: "${written}" for what is new. If the stack was made with this key before, ${kept} keeps what exists`,
            );
            assert.equal(byKey(load(`units: { "${written}": {} }`).units, written).name, written);
        });
    }

    it("accepts keys that are read as they are written", () => {
        for (const key of ["7", "-1", "12", "1.5", "true", "null", "yes", "12:30:45", "1_000", "2028-06-30", "0b1"]) {
            const written = key === "-1" ? "n-1" : key;
            assert.equal(byKey(load(`units: { ${written}: {} }`).units, written).key, written);
        }
    });

    const values: readonly [string, string][] = [
        [
            `accounts: { a: { unit: A, email: a@example.com, id: ▶012345678901 } }\nunits: { A: }`,
            '012345678901 is read as the number 12345678901: put it in quotes if a text is meant, "012345678901"',
        ],
        [`units: { A: { tags: { Cost: ▶1.10 } } }`, '"1.10"'],
        [`units: { A: { tags: { ▶Cost: 110 } } }`, 'put it in quotes, "110"'],
        [`units: { A: { tags: { ▶Prod: True } } }`, 'put it in quotes, "True"'],
        [`units: { A: { tags: { ▶Prod: ~ } } }`, '~ is read as no value. If it is a text, put it in quotes, "~"'],
        [`units: { A: { ▶fullAccess: no } }`, 'is the text "no", and must be true or false: write false'],
        [
            `policies: { p: { type: ${SCP}, document: { Statement: [{ Condition: { StringNotEquals: { aws:ResourceAccount: [▶012345678901] } } }] } } }`,
            '"012345678901"',
        ],
        [`policies: { p: { type: TAG_POLICY, document: { a: ▶1e3 } } }`, "is read as the number 1000"],
        [`policies: { p: { type: TAG_POLICY, document: { a: ▶12345678901234567890 } } }`, "12345678901234567000"],
        [`policies: { p: { type: TAG_POLICY, document: { a: ▶.nan } } }`, ".nan is not a number that can be used"],
    ];
    for (const [text, message] of values) {
        it(`refuses ${text.replace("▶", "")}`, () => void refused(text, message));
    }

    it("refuses a number in a JSON file that would be sent as another number", () => {
        for (const [number, sent] of [
            ["1.0", "1"],
            ["1e3", "1000"],
            ["12345678901234567890", "12345678901234567000"],
            ["-0", "0"],
        ] as const) {
            refused(
                {
                    "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }",
                    "p.json": `{"tags": {"a": ▶${number}}}`,
                },
                `${number} is read as the number ${sent}`,
            );
        }
        refused(
            { "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }", "p.json": '{"tags": {"a": 0▶12}}' },
            'is not valid JSON: "1" is not expected here',
        );
    });

    it("reads a plain scalar as exactly its characters, or refuses it with them", () => {
        const odd = fc.oneof(
            fc.stringMatching(/^[0-9+.xoe_-]{0,4}[0-9]$/),
            fc.constantFrom("yes", "No", "on", "OFF", "TRUE", "null", "Null", "1:2:3", "2001-01-01", "0.10", "1E5"),
        );
        fc.assert(
            fc.property(odd, (written) => {
                const found = mistakes(`units:\n  A:\n    tags: { K: ${written} }\n`);
                if (found.length === 0) {
                    const [unit] = load(`units:\n  A:\n    tags: { K: ${written} }\n`).units;
                    assert.equal(unit?.tags.K, written);
                    assert.equal(typeof parse(written), "string");
                } else {
                    assert.ok(JSON.stringify(found).includes(written), JSON.stringify(found));
                }
            }),
            { numRuns: 200 },
        );
    });

    it("refuses a duplicate key at any level, in YAML and in JSON, with both places", () => {
        refused(
            `policies:\n  p:\n    type: ${SCP}\n    document: { Version: "2012-10-17", ▶Version: "2012-10-17" }\n`,
            "the key Version is given a second time: keep one. The first is at organization.yaml:4:17",
        );
        for (const type of [SCP, "TAG_POLICY", "RESOURCE_CONTROL_POLICY", "BACKUP_POLICY"]) {
            const [mistake] = refused(
                {
                    "a.yaml": `policies: { p: { type: ${type}, file: p.json } }`,
                    "p.json": '{\n  "a": { "b": [ { "c": 1,\n    ▶"c": 2 } ] }\n}',
                },
                "the key c is given a second time: keep one. The first is at p.json:2:19",
            );
            assert.equal(mistake?.path, "policies.p.file.a.b[0].c");
        }
        // The same characters, written in two ways.
        refused(
            {
                "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }",
                "p.json": '{"a": 1, ▶"\\u0061": 2}',
            },
            "the key a is given a second time",
        );
    });

    it("reads scalars that YAML 1.1 reads differently as they are written, and refuses a directive for YAML 1.1", () => {
        assert.deepEqual(load("units: { A: { tags: { On: yes, Time: 12:30:45, Day: 2028-01-01 } } }").units[0]?.tags, {
            On: "yes",
            Time: "12:30:45",
            Day: "2028-01-01",
        });
        refused(
            "▶%YAML 1.1\n---\nunits: { A: }\n",
            "is written for YAML 1.1, in which 012 and yes mean something else",
        );
        refused(
            yaml`
                defaults: &d { roleName: R }
                units:
                  A:
                    ▶<<: *d
            `,
            "<< merges maps in YAML 1.1 only",
        );
    });

    it("reads texts in quotes, and with !!str, as they are", () => {
        const [unit] = load(`units: { A: { tags: { a: "007", b: '1.10', c: !!str 007, d: "null" } } }`).units;
        assert.deepEqual(unit?.tags, { a: "007", b: "1.10", c: "007", d: "null" });
    });

    it("sends the documents of JSON files as they are", () => {
        const text =
            '{ "tags": { "Owner": { "tag_key": { "@@assign": "Owner" } }, "é\\u00e9": { "tag_key": { "@@assign": "éé" } } } }';
        const model = load(
            new Files({ "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }", "p.json": `\uFEFF${text}` }),
        );
        assert.equal(model.policies[0]?.content, JSON.stringify(JSON.parse(text)));
    });
});
