import assert from "node:assert/strict";
import {
    acknowledge,
    addAccount,
    moveAccount,
    removeAccount,
    setOf,
    unset,
} from "../../../../operations/edit/accountEdits";
import { byKey, type Definition, Files } from "../../definition/definitionFixtures";
import { defaults, edit, type Edited, TEAMS } from "./editedDefinition";

describe("addAccount", () => {
    const add = (key: string, unit: string, properties: Record<string, string | Record<string, string>>): Edited =>
        edit(TEAMS, (draft, model) => addAccount(draft, model, { key, unit, properties }));

    it("writes the account beside those of the same team, in their style", () => {
        const { texts, changed, after } = add("shop-test", "Workloads/NonProduction", { tags: { Team: "shop" } });
        assert.deepEqual(changed, ["accounts/shop.yaml"]);
        const line = "    shop-test: { unit: Workloads/NonProduction, tags: { Team: shop } }";
        assert.equal(texts["accounts/shop.yaml"], `${TEAMS.byName["accounts/shop.yaml"] ?? ""}${line}\n`);
        assert.equal(byKey(after.accounts, "shop-test").tags.Team, "shop");
    });

    it("keeps sorted accounts sorted", () => {
        const { texts } = add("data-lab", "Workloads/NonProduction", { tags: { Team: "data" } });
        assert.match(texts["accounts/data.yaml"] ?? "", /data-dev:.*\n {4}data-lab:.*\n {4}data-prod:/);
    });

    it("goes by the key and the file's name if there are no tags", () => {
        assert.deepEqual(add("data-x", "Workloads/Production", {}).changed, ["accounts/data.yaml"]);
        assert.deepEqual(add("shop-x", "Workloads/Production", {}).changed, ["accounts/shop.yaml"]);
    });

    it("writes the account inside its unit if the others are there", () => {
        const { texts, changed } = add("grace", "Sandbox", { owner: "grace@example.com", expires: "2027-01-31" });
        assert.deepEqual(changed, ["organization.yaml"]);
        const text = texts["organization.yaml"] ?? "";
        const line = "            grace: { owner: grace@example.com, expires: 2027-01-31 }";
        assert.ok(text.includes(`${line}\n`), text);
        assert.match(text, /ada: \{\} # her own\n.*grace:.*\n {12}# Linus's\n {12}linus:/);
    });

    it("adds the list of accounts if the definition has none", () => {
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

    it("writes a long account on several lines, as the accounts beside it", () => {
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

    it("changes the unit if the account names it", () => {
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

    it("moves an account that is written inside its unit, with its comments", () => {
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

    it("moves it to another file", () => {
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

    it("refuses a move that would lose a comment", () => {
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

    it("are removed from every file, and with all of them the account", () => {
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
