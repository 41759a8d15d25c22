import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import type { AccountModel } from "../../../../definition";
import { CommandError } from "../../../../operations/cli/commandError";
import { addAccount, moveAccount, removeAccount, setOf, unset } from "../../../../operations/edit/accountEdits";
import { modelChanges } from "../../../../operations/edit/draftDifference";
import { byKey, Files, inFolder, loadDefinition } from "../../definition/definitionFixtures";
import { edit, type Edited } from "./editedDefinition";

describe("edits of any definition", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
    const tags = fc.dictionary(fc.constantFrom("Team", "Env"), fc.constantFrom("a", "12", "yes", "x: y", "@a"), {
        maxKeys: 2,
    });
    /** Definitions in different styles, with accounts inside their units and in a list of their own. */
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
    /** YAML whose maps are written in braces below a depth. */
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
    /** Every line and every comment of the old text must still be there, except those about the account. */
    const keepsComments = ({ texts }: Edited, definition: Files, without = 0): void => {
        const count = (all: Readonly<Record<string, string>>): number =>
            Object.values(all)
                .join("\n")
                .split(/# (?:about|at)/).length;
        assert.ok(count(texts) >= count(definition.byName) - without);
    };

    it("change exactly what is intended, and can be undone", () => {
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
                // A line that becomes too long is split, and stays so.
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

    /** Undefined if the edit is refused because it would lose a comment. */
    function attempt(run: () => Edited): Edited | undefined {
        try {
            return run();
        } catch (error) {
            if (error instanceof CommandError && error.message.includes("a comment would be lost")) return undefined;
            throw error;
        }
    }
});
