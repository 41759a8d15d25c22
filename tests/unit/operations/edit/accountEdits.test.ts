import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { DefinitionError, type AccountModel, type DefinitionModel } from "../../../../definition";
import { CommandError } from "../../../../operations/cli/commandError";
import {
    acknowledge,
    addAccount,
    moveAccount,
    removeAccount,
    setOf,
    unset,
} from "../../../../operations/edit/accountEdits";
import { modelChanges } from "../../../../operations/edit/draftDifference";
import { DefinitionDraft } from "../../../../operations/edit/definitionDraft";
import { byKey, type Definition, Files, inFolder, loadDefinition, yaml } from "../../definition/definitionFixtures";
import { FEATURES } from "../../../../features";

interface Edited {
    readonly before: DefinitionModel;
    readonly after: DefinitionModel;
    /** The texts by the names of the files. */
    readonly texts: Readonly<Record<string, string>>;
    readonly changed: readonly string[];
}

/** Edits a definition, writes it, and reads it again. */
function edit(definition: Definition, change: (draft: DefinitionDraft, model: DefinitionModel) => void): Edited {
    return inFolder(definition, (folder) => {
        const before = loadDefinition(folder);
        const draft = new DefinitionDraft(folder, FEATURES);
        change(draft, before);
        const changed = draft.changed.map((file) => path.relative(folder, file));
        draft.write();
        const texts = Object.fromEntries(
            draft.files.map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
        );
        assert.deepEqual(
            fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tmp")),
            [],
        );
        return { before, after: loadDefinition(folder), texts, changed };
    });
}

const defaults = 'defaults: { email: "aws+{account}@example.com" }\n';

const TEAMS = new Files({
    "accounts/data.yaml": yaml`
        accounts:
            data-dev: { unit: Workloads/NonProduction, tags: { Team: data } }
            data-prod: { unit: Workloads/Production, tags: { Team: data } }
    `,
    "accounts/shop.yaml": yaml`
        # The shop's.
        accounts:
            shop-prod: { unit: Workloads/Production, tags: { Team: shop } } # sells
            shop-dev: { unit: Workloads/NonProduction, tags: { Team: shop } }
    `,
    "organization.yaml": `${defaults}${yaml`
        units:
            Workloads:
                units:
                    Production:
                    NonProduction: {}
            Sandbox:
                accounts:
                    ada: {} # her own
                    # Linus's
                    linus: { tags: { Team: data } }
            Suspended: # waiting
    `}`,
});
describe("addAccount", () => {
    const add = (key: string, unit: string, properties: Record<string, string | Record<string, string>>): Edited =>
        edit(TEAMS, (draft, model) => addAccount(draft, model, { key, unit, properties }));

    it("writes beside the accounts of the same team, in their style", () => {
        const { texts, changed, after } = add("shop-test", "Workloads/NonProduction", { tags: { Team: "shop" } });
        assert.deepEqual(changed, ["accounts/shop.yaml"]);
        const line = "    shop-test: { unit: Workloads/NonProduction, tags: { Team: shop } }";
        assert.equal(texts["accounts/shop.yaml"], `${TEAMS.byName["accounts/shop.yaml"] ?? ""}${line}\n`);
        assert.equal(byKey(after.accounts, "shop-test").tags.Team, "shop");
    });

    it("keeps the order where there is one", () => {
        const { texts } = add("data-lab", "Workloads/NonProduction", { tags: { Team: "data" } });
        assert.match(texts["accounts/data.yaml"] ?? "", /data-dev:.*\n {4}data-lab:.*\n {4}data-prod:/);
    });

    it("goes by the name of the key and the file where there are no tags", () => {
        assert.deepEqual(add("data-x", "Workloads/Production", {}).changed, ["accounts/data.yaml"]);
        assert.deepEqual(add("shop-x", "Workloads/Production", {}).changed, ["accounts/shop.yaml"]);
    });

    it("writes inside the unit where its accounts are", () => {
        const { texts, changed } = add("grace", "Sandbox", { owner: "grace@example.com", expires: "2027-01-31" });
        assert.deepEqual(changed, ["organization.yaml"]);
        const text = texts["organization.yaml"] ?? "";
        const line = "            grace: { owner: grace@example.com, expires: 2027-01-31 }";
        assert.ok(text.includes(`${line}\n`), text);
        assert.match(text, /ada: \{\} # her own\n.*grace:.*\n {12}# Linus's\n {12}linus:/);
    });

    it("begins the list where a definition has none", () => {
        for (const unit of [
            "Suspended:",
            "Suspended: {}",
            "Suspended: { tags: {} }",
            "Suspended:\n    tags: {}",
            "Suspended:\n    accounts: {}",
        ]) {
            const { after } = edit(`${defaults}units:\n  ${unit.replaceAll("\n", "\n  ")}\n`, (draft, model) =>
                addAccount(draft, model, { key: "shop", unit: "Suspended", properties: { name: "Shop" } }),
            );
            assert.equal(byKey(after.accounts, "shop").name, "Shop");
            assert.equal(byKey(after.accounts, "shop").unit, "Suspended");
        }
    });

    it("writes a long one on several lines, as those beside it that have lines", () => {
        const tags = Object.fromEntries(["One", "Two", "Three"].map((tag) => [tag, "a rather long value of a tag"]));
        const long = add("shop-long", "Workloads/Production", { tags: { Team: "shop", ...tags } });
        assert.match(
            long.texts["accounts/shop.yaml"] ?? "",
            /\n {4}shop-long:\n {8}unit: Workloads\/Production\n {8}tags:\n {12}Team: shop\n/,
        );
        const lines = edit(
            `${defaults}units:\n  A:\n    accounts:\n      one:\n        tags: { a: b }\n`,
            (draft, model) => addAccount(draft, model, { key: "two", unit: "A", properties: { name: "Two" } }),
        );
        assert.match(lines.texts["organization.yaml"] ?? "", /\n {6}two:\n {8}name: Two\n$/);
    });
});

describe("moveAccount", () => {
    const move = (key: string, unit: string, definition: Definition = TEAMS): Edited =>
        edit(definition, (draft, model) => void moveAccount(draft, model, byKey(model.accounts, key), unit));

    it("changes the unit where the account names it", () => {
        const { texts, changed, after } = move("shop-prod", "Suspended");
        assert.deepEqual(changed, ["accounts/shop.yaml"]);
        assert.equal(
            texts["accounts/shop.yaml"],
            TEAMS.byName["accounts/shop.yaml"]?.replace(
                "shop-prod: { unit: Workloads/Production,",
                "shop-prod: { unit: Suspended,",
            ),
        );
        assert.equal(byKey(after.accounts, "shop-prod").unit, "Suspended");
    });

    it("takes the account with its comments where it stands inside of its unit", () => {
        const { texts, after } = move("linus", "Suspended");
        assert.equal(byKey(after.accounts, "linus").unit, "Suspended");
        const text = texts["organization.yaml"] ?? "";
        assert.ok(
            text.endsWith(
                "            ada: {} # her own\n    Suspended: # waiting\n        accounts:\n            # Linus's\n            linus: { tags: { Team: data } }\n",
            ),
            text,
        );
    });

    it("takes it to another file", () => {
        const files = new Files({
            "a.yaml": `${defaults}units:\n  A:\n    accounts:\n      # one\n      one:\n        tags:\n          Team: x # y\n      two: {}\n`,
            "b.yaml": "units:\r\n    B:\r\n        accounts:\r\n            three:\r\n",
        });
        const { texts, after } = move("one", "B", files);
        assert.equal(byKey(after.accounts, "one").unit, "B");
        assert.equal(texts["a.yaml"], `${defaults}units:\n  A:\n    accounts:\n      two: {}\n`);
        assert.equal(
            texts["b.yaml"],
            "units:\r\n    B:\r\n        accounts:\r\n            three:\r\n            # one\r\n            one:\r\n              tags:\r\n                Team: x # y\r\n",
        );
    });

    it("refuses what would lose a comment", () => {
        const text = `${defaults}units:\n  A:\n    accounts:\n      one:\n        name: One # sic\n  B: { accounts: { two: {} } }\n`;
        assert.throws(() => move("one", "B", text), /a comment would be lost there/);
    });
});

describe("an account's keys", () => {
    it("are found in the file that has them", () => {
        const files = new Files({
            "a.yaml": `${defaults}units: { A: {} }\naccounts: { shop: { unit: A } }\n`,
            "b.yaml": "accounts:\n  shop:\n    acknowledge:\n      loses: [one]\n    state: active\n",
        });
        const { texts } = edit(files, (draft, model) => {
            const shop = byKey(model.accounts, "shop");
            setOf(draft, shop, "state", "closing");
            acknowledge(draft, shop, { closing: "111111111111", loses: ["one", "two"] });
            moveAccount(draft, model, shop, "A");
        });
        assert.equal(texts["a.yaml"], files.byName["a.yaml"]);
        assert.equal(
            texts["b.yaml"],
            'accounts:\n  shop:\n    acknowledge:\n      loses: [one, two]\n      closing: "111111111111"\n    state: closing\n',
        );
    });

    it("are taken away wherever they are, and the account with all of them", () => {
        const files = new Files({
            "a.yaml": `${defaults}units: { A: {} }\naccounts: { shop: { unit: A }, b: { unit: A } }\n`,
            "b.yaml": "accounts:\n  shop:\n    state: quarantined\n",
        });
        const unquarantined = edit(files, (draft, model) => unset(draft, byKey(model.accounts, "shop"), "state"));
        assert.equal(unquarantined.texts["b.yaml"], "accounts:\n  shop: {}\n");
        assert.equal(byKey(unquarantined.after.accounts, "shop").state, "active");
        const removed = edit(files, (draft, model) => removeAccount(draft, byKey(model.accounts, "shop")));
        assert.deepEqual(
            removed.after.accounts.map(({ key }) => key),
            ["b"],
        );
    });
});

describe("Draft", () => {
    const text = `${defaults}units:\n  A:\n    accounts:\n      one: &it { tags: { a: b } }\n      two: *it\n`;

    it("refuses an edit that would change more than is meant", () => {
        inFolder(text, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "state", "quarantined");
            assert.throws(
                () => draft.check(model, (part) => ["account one", "policy quarantine", "policyTypes"].includes(part)),
                (error) => error instanceof CommandError && error.message.includes("would change account two too"),
            );
            assert.equal(fs.readFileSync(path.join(folder, "organization.yaml"), "utf8"), text);
        });
    });

    it("takes nothing for changed that only stands on another line afterwards", () => {
        const assertion = "assertions:\n  it: { cannot: [s3:GetObject], in: [E], because: it is so }\n";
        const definition = `${defaults}guardrails: [deny-everything]\nunits:\n  A:\n    accounts:\n      one:\n        name: One\n  E: {}\n${assertion}`;
        inFolder(definition, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "owner", "ada");
            assert.match(draft.text(draft.files[0] ?? ""), /name: One\n +owner: ada\n/);
            assert.deepEqual(modelChanges(model, draft.model()), ["account one"]);
        });
    });

    it("tells the mistakes that an edit would make, at their places in the edited text", () => {
        inFolder(text, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "state", "closed");
            assert.throws(
                () => draft.check(model, () => true),
                (error) => error instanceof DefinitionError && error.message.includes('"closed" is not allowed'),
            );
        });
    });

    it("does not overwrite what has been changed meanwhile", () => {
        inFolder(text, (folder) => {
            const file = path.join(folder, "organization.yaml");
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(loadDefinition(folder).accounts, "one"), "state", "active");
            fs.writeFileSync(file, `${text}# mine\n`);
            assert.throws(() => draft.write(), /has been changed meanwhile/);
            assert.equal(fs.readFileSync(file, "utf8"), `${text}# mine\n`);
        });
    });

    it("says what changes, line by line", () => {
        inFolder(TEAMS, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            moveAccount(draft, model, byKey(model.accounts, "linus"), "Suspended");
            assert.deepEqual(draft.describe()[0]?.split("\n").slice(1), [
                "     +     Suspended: # waiting",
                "     +         accounts:",
                "     -     Suspended: # waiting",
            ]);
        });
    });
});

describe("edits of any definition", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
    const tags = fc.dictionary(fc.constantFrom("Team", "Env"), fc.constantFrom("a", "12", "yes", "x: y", "@a"), {
        maxKeys: 2,
    });
    /** A definition in a style of writing, with accounts inside of their units and apart. */
    const definitions = fc
        .record({
            units: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
            accounts: fc.array(fc.record({ tags, unit: fc.nat(), apart: fc.boolean() }), {
                minLength: 1,
                maxLength: 8,
            }),
            indent: fc.constantFrom(1, 2, 4),
            depth: fc.constantFrom(1, 2, 3, 4, 5, 9),
            crlf: fc.boolean(),
            comments: fc.boolean(),
            pick: fc.nat(),
            to: fc.nat(),
        })
        .map(({ units, accounts, indent, depth, crlf, comments, ...rest }) => {
            const unitOf = (index: number): string => units[index % units.length] ?? "";
            const all = accounts.map((account, index) => ({
                ...account,
                key: `acc-${index}`,
                unit: unitOf(account.unit),
            }));
            const inside = Object.fromEntries(
                units.map((unit) => {
                    const own = all.filter((one) => !one.apart && one.unit === unit);
                    return [
                        unit,
                        own.length > 0
                            ? { accounts: Object.fromEntries(own.map((one) => [one.key, { tags: one.tags }])) }
                            : {},
                    ];
                }),
            );
            const apart = Object.fromEntries(
                all.filter((one) => one.apart).map((one) => [one.key, { unit: one.unit, tags: one.tags }]),
            );
            const write = (value: unknown): string => {
                const lines = layOut(value, depth, indent).split("\n");
                const commented = comments
                    ? lines.flatMap((line) =>
                          /^ *[\w-]+:/.test(line) && !line.includes("#")
                              ? [`${/^ */.exec(line)?.[0] ?? ""}# about`, `${line} # at`]
                              : [line],
                      )
                    : lines;
                return commented.join(crlf ? "\r\n" : "\n");
            };
            return {
                definition: new Files({
                    "a.yaml": write({ defaults: { email: "aws+{account}@example.com" }, units: inside }),
                    "b.yaml": write({ accounts: apart }),
                }),
                units,
                ...rest,
            };
        });
    /** YAML whose maps are in braces from a depth on. */
    const layOut = (value: unknown, depth: number, indent: number): string => {
        const lines = (map: Record<string, unknown>, level: number): string[] =>
            Object.entries(map).flatMap(([key, one]) => {
                const isMap = typeof one === "object" && one !== null;
                const lead = " ".repeat(indent * level) + key;
                if (isMap && Object.keys(one).length > 0 && level + 1 < depth) {
                    return [`${lead}:`, ...lines(one as Record<string, unknown>, level + 1)];
                }
                const rendered = stringify([one], { collectionStyle: "flow", lineWidth: 0 }).trim();
                return [`${lead}: ${rendered.slice(2, -2)}`];
            });
        return `${lines(value as Record<string, unknown>, 0).join("\n")}\n`;
    };
    const onlyChanges = ({ before, after }: Edited, key: string): AccountModel | undefined => {
        for (const part of modelChanges(before, after)) {
            assert.ok([`account ${key}`, "policy quarantine", "policyTypes"].includes(part), part);
        }
        return after.accounts.find((account) => account.key === key);
    };
    /** Every line of the old text, and every comment, is still there, but those that speak of the account. */
    const keepsComments = ({ texts }: Edited, definition: Files, without = 0): void => {
        const count = (all: Readonly<Record<string, string>>): number =>
            Object.values(all)
                .join("\n")
                .split(/# (?:about|at)/).length;
        assert.ok(count(texts) >= count(definition.byName) - without);
    };

    it("change exactly what is meant, and can be undone", () => {
        fc.assert(
            fc.property(definitions, ({ definition, units, pick, to }) => {
                const key = `acc-${pick % inFolder(definition, (folder) => loadDefinition(folder).accounts.length)}`;
                const set = edit(definition, (draft, model) =>
                    setOf(draft, byKey(model.accounts, key), "state", "quarantined"),
                );
                const { state, guardrails, ...rest } = onlyChanges(set, key) ?? assert.fail();
                assert.equal(state, "quarantined");
                assert.deepEqual(guardrails, ["quarantine"]);
                assert.deepEqual(rest.tags, byKey(set.before.accounts, key).tags);
                keepsComments(set, definition);

                const undone = edit(new Files(set.texts), (draft, model) =>
                    unset(draft, byKey(model.accounts, key), "state"),
                );
                assert.deepEqual(modelChanges(set.before, undone.after), []);
                // A line that becomes too long is laid out on several, and stays so.
                const isLong = Object.values(definition.byName).some((text) => /^.{95,}$/m.test(text));
                if (!isLong) assert.deepEqual(undone.texts, definition.byName);

                const unit = units[to % units.length] ?? "";
                const move = (): Edited =>
                    edit(
                        definition,
                        (draft, model) => void moveAccount(draft, model, byKey(model.accounts, key), unit),
                    );
                const moved = attempt(move);
                if (moved) {
                    assert.equal(onlyChanges(moved, key)?.unit, unit);
                    keepsComments(moved, definition);
                }
                const add = edit(definition, (draft, model) =>
                    addAccount(draft, model, { key: "new", unit, properties: { tags: { Team: "12" }, owner: "x: y" } }),
                );
                const account = onlyChanges(add, "new") ?? assert.fail();
                assert.equal(account.unit, unit);
                assert.deepEqual(account.tags, { Team: "12", Owner: "x: y" });
                keepsComments(add, definition);

                const removed = edit(new Files(add.texts), (draft, model) =>
                    removeAccount(draft, byKey(model.accounts, "new")),
                );
                assert.deepEqual(modelChanges(add.before, removed.after), []);
                keepsComments(removed, definition);
            }),
            { numRuns: 150 },
        );
    });

    /** Nothing where the edit refuses to lose a comment: then it has said so. */
    function attempt(run: () => Edited): Edited | undefined {
        try {
            return run();
        } catch (error) {
            if (error instanceof CommandError && error.message.includes("a comment would be lost")) return undefined;
            throw error;
        }
    }
});
