import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { mock } from "node:test";
import type { Place } from "../../../definition";
import { mergeValues } from "../../../definition/reading/mergeFiles";
import { plainValue, type WrittenValue } from "../../../definition/reading/writtenValue";
import { byKey, Files, inFolder, load, loadDefinition, meaning, mistakesOf, refused, yaml } from "./definitionFixtures";

const WHOLE = yaml`
    defaults:
      email: aws+{account}@example.com
    units:
      Workloads:
        accounts: { shop: {}, data: {} }
      Sandbox: {}
`;

function entry(place: Place, value: unknown): { readonly key: Place; readonly value: WrittenValue } {
    return { key: place, value: { kind: "scalar", place, value } };
}

describe("definition: files", () => {
    it("reads one file", () => {
        const model = inFolder(WHOLE, (folder) => loadDefinition(path.join(folder, "organization.yaml")));
        assert.deepEqual(
            model.accounts.map(({ key }) => key),
            ["data", "shop"],
        );
    });

    it("reads a folder with its subfolders, *.yaml and *.yml, and nothing else", () => {
        const model = load(
            new Files({
                "a.yaml": "defaults: { email: 'aws+{account}@example.com' }",
                "b.yml": "units: { Workloads: { accounts: { shop: {} } } }",
                "teams/data/accounts.yaml": "accounts: { data: { unit: Workloads } }",
                "z.yaml": "units: { Sandbox: }",
                "notes.txt": "not: [yaml",
                "documents/policy.json": "{",
                "cloudformation/network.yaml": "Resources: {}",
            }),
        );
        assert.deepEqual(meaning(model), meaning(load(WHOLE)));
    });

    it("merges maps of many files at every level", () => {
        const model = load(
            new Files({
                "a.yaml": "units: { W: { tags: { A: one }, units: { P: { tags: { B: two } } } } }",
                "b.yaml": "units: { W: { tags: { C: three }, units: { P: { name: Prod }, Q: {} } } }",
            }),
        );
        assert.deepEqual(byKey(model.units, "W/P").tags, { A: "one", B: "two", C: "three" });
        assert.equal(byKey(model.units, "W/P").name, "Prod");
        assert.equal(model.units.length, 3);
    });

    it("reports a mistake about a map of many files where the map is first written", () => {
        refused(
            { "a.yaml": "units:\n  B: { name: x }\n  ▶A: {}\n", "b.yaml": "units: { A: { name: X } }" },
            "unit A has the name",
        );
    });

    it("reads a key without a value as an empty map", () => {
        const model = load(
            new Files({ "a.yaml": "units:\n  A:\n  B:\n", "b.yaml": "units: { A: { name: x }, B: {} }" }),
        );
        assert.equal(byKey(model.units, "A").name, "x");
    });

    it("reports a text given in two files, with both places", () => {
        const [mistake] = refused(
            {
                "a.yaml": "defaults:\n  email: a+{account}@example.com",
                "b.yaml": "defaults:\n  email: ▶b+{account}@example.com",
            },
            "is given a second time; the first is at a.yaml:2:10: keep one of them",
        );
        assert.equal(mistake?.path, "defaults.email");
    });

    it("reports a list given in two files, because file names would decide which counts", () => {
        refused(
            { "a.yaml": "guardrails: [deny-root-user]", "b.yaml": "guardrails: ▶[deny-purchases]" },
            "the first is at a.yaml:1:13",
        );
    });

    it("reports an account that two files have once, with both places", () => {
        const [mistake] = refused(
            {
                "a.yaml":
                    "units: { A: {} }\naccounts:\n  shop: { unit: A, email: a@example.com, tags: { Team: a, Owner: a } }",
                "b.yaml": "accounts:\n  ▶shop: { unit: A, tags: { Team: b }, name: b }",
            },
            "account shop is in two files: a.yaml:3:3 and b.yaml:2:3. Keep one of them, or give each of its keys in one file only: both have unit and tags.Team",
        );
        assert.equal(mistake?.path, "accounts.shop");
    });

    it("reports an account that two files have in the same unit once", () => {
        const [mistake] = refused(
            {
                "a.yaml": "units: { A: { units: { B: { accounts: { shop: { email: a@example.com, name: a } } } } } }",
                "b.yaml": "units: { A: { units: { B: { accounts: { ▶shop: { email: b@example.com, name: b } } } } } }",
            },
            "account shop is in two files: a.yaml:1:41 and b.yaml:1:41. Keep one of them, or give each of its keys in one file only: both have email and name",
        );
        assert.equal(mistake?.path, "units.A.units.B.accounts.shop");
    });

    it("merges an account of which two files have different keys", () => {
        const model = load(
            new Files({
                "a.yaml": "units: { A: {} }\naccounts: { shop: { unit: A, email: a@example.com } }",
                "b.yaml": "accounts: { shop: { tags: { Team: shop } } }",
            }),
        );
        assert.deepEqual(byKey(model.accounts, "shop").tags, { Team: "shop" });
    });

    it("reports an account that two files define inside their units", () => {
        refused(
            {
                "a.yaml": "units: { A: { accounts: { shop: { email: a@example.com } } } }",
                "b.yaml": "units: { B: { accounts: { ▶shop: { email: b@example.com } } } }",
            },
            "account shop is defined a second time; the first is in unit A at a.yaml:1:27",
        );
    });

    it("merges many files without a copy for each of them", () => {
        const files = 500;
        const trees = Array.from({ length: files }, (_, file): WrittenValue => {
            const place = { file: `${file}.yaml` };
            const value: WrittenValue = {
                kind: "map",
                place,
                entries: new Map([[`account-${file}`, entry(place, null)]]),
            };
            return { kind: "map", place, entries: new Map([["accounts", { key: place, value }]]) };
        });
        const written = mock.method(Map.prototype, "set");
        let merged: WrittenValue | undefined;
        try {
            merged = mergeValues(trees, []);
        } finally {
            written.mock.restore();
        }
        const calls = written.mock.callCount();
        assert.equal(merged && Object.keys((plainValue(merged) as { accounts: object }).accounts).length, files);
        assert.ok(calls < 10 * files, `${calls} entries were written for ${files} files`);
        // The merged tree has what each file says.
        assert.deepEqual(
            trees.map((tree) => Object.keys((plainValue(tree) as { accounts: object }).accounts).length),
            Array(files).fill(1),
        );
    });

    it("reports mistakes of YAML with their line", () => {
        const found = inFolder("defaults:\n  email: x\nunits: [A\n", (folder) => mistakesOf(folder, folder));
        assert.match(found[0]?.at ?? "", /^organization\.yaml:[34]:\d+$/);
        assert.match(found[0]?.message ?? "", /^is not valid YAML: /);
        refused("units: {}\n▶units: {}\n", "the key units is given a second time: keep one");
        refused("units:\n  A: {}\n▶\tB: {}\n", "is not valid YAML: Tabs are not allowed as indentation");
    });

    it("reports mistakes of YAML in every file at once", () => {
        const broken = new Files({ "a.yaml": "units: {", "b.yaml": "accounts: [", "c.yaml": "units: { A: {} }" });
        const files = inFolder(broken, (folder) => mistakesOf(folder, folder)).map(({ at }) => at.split(":")[0]);
        assert.deepEqual([...new Set(files)], ["a.yaml", "b.yaml"]);
    });

    it("reports a second document", () => {
        refused("units: {}\n▶---\nunits: {}\n", "begins a second YAML document (`---`): put it into a file of its own");
    });

    it("follows anchors", () => {
        const model = load(yaml`
            units:
              A: { tags: &common { Team: shop } }
              B: { tags: *common }
        `);
        assert.deepEqual(byKey(model.units, "B").tags, { Team: "shop" });
    });

    it("reports an alias without an anchor, and one that never ends", () => {
        refused(
            "units: { A: { tags: ▶*nothing } }",
            "*nothing is an alias, but nothing has that anchor: write &nothing before the value that it repeats",
        );
        refused(
            "units: &all\n  A:\n    units: ▶*all\n",
            "*all is used inside the value that it repeats, which would never end",
        );
    });

    it("reports the place of a mistake in what an anchor repeats", () => {
        refused("units:\n  A: &unit { ▶knd: sandbox }\n", 'unknown key "knd". Did you mean "kind"?');
    });

    it("refuses an empty definition", () => {
        for (const text of ["", "\n", "# only a remark\n", "---\n"]) {
            const [mistake, ...more] = inFolder(text, (folder) => mistakesOf(folder, folder));
            assert.match(
                mistake?.message ?? "",
                /^contains no definition\. .*organizations\/minimal/,
                JSON.stringify(text),
            );
            assert.equal(more.length, 0);
        }
    });

    it("ignores an empty file among others", () => {
        assert.equal(load(new Files({ "a.yaml": "# later\n", "b.yaml": "units: { A: {} }" })).units.length, 1);
    });

    it("refuses a folder without definitions, and a folder that does not exist, and says what to do", () => {
        const empty = inFolder(new Files({ "readme.txt": "" }), (folder) => mistakesOf(folder, path.dirname(folder)));
        assert.match(empty[0]?.message ?? "", /^has no \*\.yaml file/);
        const missing = mistakesOf("organizations/nowhere", ".");
        assert.equal(missing[0]?.at, "organizations/nowhere");
        assert.match(missing[0]?.message ?? "", /pulumi config set definition/);
    });

    it("reports files that cannot be read", () => {
        const found = inFolder("units: { A: {} }", (folder) => {
            fs.mkdirSync(path.join(folder, "folder.yaml"));
            fs.symlinkSync("nowhere", path.join(folder, "link.yaml"));
            return mistakesOf(folder, folder);
        });
        assert.deepEqual(
            found.map(({ at }) => at),
            ["folder.yaml", "link.yaml"],
        );
        assert.deepEqual(
            found.map(({ message }) => message),
            [
                "is a folder, but a file is needed here",
                "cannot be read: there is no such file, or a link that leads nowhere",
            ],
        );
    });

    it("refuses keys that differ only for YAML", () => {
        refused('units:\n  1: { name: a }\n  ▶"1": { name: b }\n', "the key 1 is given a second time");
    });

    it("refuses keys that JavaScript reserves, and accepts those that only look so", () => {
        refused("units:\n  ▶__proto__: {}\n", "cannot be used as a name");
        const model = load("units: { constructor: { tags: { toString: a, hasOwnProperty: b } } }");
        assert.deepEqual(byKey(model.units, "constructor").tags, { toString: "a", hasOwnProperty: "b" });
    });
});
