import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { check, format, getFileInfo, resolveConfig } from "prettier";
import { stringify } from "yaml";
import { DefinitionError, type DefinitionModel } from "../../../../definition";
import { CommandError } from "../../../../operations/cli/commandError";
import {
    acknowledge,
    addAccount,
    moveAccount,
    removeAccount,
    setOf,
    unset,
} from "../../../../operations/edit/accountEdits";
import { DefinitionDraft } from "../../../../operations/edit/definitionDraft";
import { byKey, Files, inFolder, loadDefinition } from "../../definition/definitionFixtures";
import { FEATURES } from "../../../../features";

const CHECKOUT = path.resolve(__dirname, "../../../..");
const EMAIL = "aws+{account}@example.com";

/** The options with which `make lint` runs prettier. */
async function options(): Promise<{ parser: "yaml" }> {
    return { ...(await resolveConfig(path.join(CHECKOUT, "organizations/dev/organization.yaml"))), parser: "yaml" };
}

/** The files of a definition after an edit, by name. Undefined if org refuses the edit. */
function edited(
    texts: Readonly<Record<string, string>>,
    change: (draft: DefinitionDraft, model: DefinitionModel) => void,
): Record<string, string> | undefined {
    return inFolder(new Files(texts), (folder) => {
        const model = loadDefinition(folder);
        const draft = new DefinitionDraft(folder, FEATURES);
        try {
            change(draft, model);
        } catch (error) {
            if (error instanceof CommandError && /comment/.test(error.message)) return undefined;
            throw error;
        }
        draft.write();
        try {
            loadDefinition(folder);
        } catch (error) {
            // An acknowledgement alone is a mistake in the definition, but this test is about its layout.
            if (!(error instanceof DefinitionError)) throw error;
            const shape = error.problems.filter(({ message }) => /is empty|must be|unknown key|YAML/.test(message));
            assert.deepEqual(shape, []);
        }
        return Object.fromEntries(
            Object.keys(texts).map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
        );
    });
}

async function isFormatted(texts: Readonly<Record<string, string>>, what: string): Promise<void> {
    for (const text of Object.values(texts)) {
        if (await check(text, await options())) continue;
        assert.equal(`${what}\n${text}`, `${what}\n${await format(text, await options())}`);
    }
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const word = fc.constantFrom("a", "12", "x: y", "yes", "platform and operations of the whole company", "@a");
const entry = fc.record(
    {
        tags: fc.dictionary(fc.constantFrom("Team", "Env", "CostCenter", "Application"), word, { maxKeys: 4 }),
        name: fc.constantFrom("Shop", "An account with a name that has many words in it"),
        guardrails: fc.subarray(["deny-root-user", "deny-iam-users", "require-imdsv2", "deny-purchases"]),
    },
    { requiredKeys: [] },
);
const definitions = fc
    .record({
        units: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
        accounts: fc.array(fc.record({ entry, unit: fc.nat(), apart: fc.boolean() }), { minLength: 1, maxLength: 5 }),
        flow: fc.constantFrom(1, 2, 3, 4, 5, 9),
        comments: fc.constantFrom("none", "above", "behind"),
        only: fc.boolean(),
        pick: fc.nat(),
        to: fc.nat(),
    })
    .map(({ units, accounts, flow, comments, only, ...rest }) => {
        const all = accounts.map((one, index) => ({
            ...one,
            key: `account-${index}`,
            unit: units[one.unit % units.length] ?? "",
        }));
        const inside = units.map((unit) => {
            const own = all.filter((one) => !one.apart && one.unit === unit);
            const accountsOf = Object.fromEntries(own.map((one) => [one.key, one.entry]));
            return [unit, own.length > 0 ? { kind: "sandbox", accounts: accountsOf } : {}];
        });
        const apart = all.filter((one) => one.apart).map((one) => [one.key, { unit: one.unit, ...one.entry }]);
        const write = (value: object): string => {
            const lines = layOut(value, flow).split("\n");
            return lines
                .flatMap((line) => {
                    const indent = /^ */.exec(line)?.[0] ?? "";
                    if (comments === "above" && /^ +account/.test(line)) return [`${indent}# about`, line];
                    return comments === "behind" && /^ +account/.test(line) ? [`${line} # behind`] : [line];
                })
                .join("\n");
        };
        const head = { defaults: { email: EMAIL } };
        const files = only
            ? { "a.yaml": write({ ...head, units: Object.fromEntries(inside) as object }) }
            : { "a.yaml": write({ ...head, units: Object.fromEntries(inside) as object, guardrails: [] }) };
        return {
            texts: {
                ...files,
                ...(apart.length > 0 && { "b.yaml": write({ accounts: Object.fromEntries(apart) as object }) }),
            },
            units,
            ...rest,
        };
    });

/** YAML whose maps are written in braces below a depth. */
function layOut(value: object, depth: number): string {
    const lines = (map: object, level: number): string[] =>
        Object.entries(map).flatMap(([key, one]: [string, unknown]) => {
            const lead = " ".repeat(4 * level) + key;
            const isMap = typeof one === "object" && one !== null && !Array.isArray(one);
            if (isMap && Object.keys(one).length > 0 && level + 1 < depth)
                return [`${lead}:`, ...lines(one, level + 1)];
            return [`${lead}: ${stringify([one], { collectionStyle: "flow", lineWidth: 0 }).trim().slice(2, -2)}`];
        });
    return `${lines(value, 0).join("\n")}\n`;
}

const LOSES = ["backup", "deny-closing-account", "deny-root-user", "protect-access-role", "require-encryption"];
const ID = "111122223333";

/** The edits of all commands, by name: edits of an account, and new accounts in a unit. */
function editsOf(key: string, unit: string): [string, (draft: DefinitionDraft, model: DefinitionModel) => void][] {
    return [
        ["state", (draft, model) => setOf(draft, byKey(model.accounts, key), "state", "quarantined")],
        [
            "acknowledge",
            (draft, model) =>
                acknowledge(draft, byKey(model.accounts, key), {
                    closing: ID,
                    loses: [...LOSES, "deny-leaving-organization"],
                }),
        ],
        [
            "leave",
            (draft, model) => {
                setOf(draft, byKey(model.accounts, key), "state", "leaving");
                acknowledge(draft, byKey(model.accounts, key), { leaving: ID, loses: LOSES });
            },
        ],
        ["unset", (draft, model) => unset(draft, byKey(model.accounts, key), "tags")],
        ["remove", (draft, model) => removeAccount(draft, byKey(model.accounts, key))],
        [
            "close",
            (draft, model) => {
                const at = moveAccount(draft, model, byKey(model.accounts, key), unit);
                setOf(draft, at, "state", "closing");
                acknowledge(draft, at, { closing: ID, loses: LOSES });
                setOf(draft, at, "email", `aws+${key}@example.com`);
            },
        ],
        [
            "add",
            (draft, model) =>
                addAccount(draft, model, {
                    key: "another",
                    unit,
                    properties: { owner: "ada@example.com", tags: { Team: "a", Note: "x: y" } },
                }),
        ],
        ["add bare", (draft, model) => addAccount(draft, model, { key: "bare", unit, properties: {} })],
    ];
}

/** Removes the account that an edit has written. */
function removalAfter(edit: string, key: string): (draft: DefinitionDraft, model: DefinitionModel) => void {
    const written = edit === "add" ? "another" : edit === "add bare" ? "bare" : key;
    return (draft, model) => removeAccount(draft, byKey(model.accounts, written));
}

describe("what org writes into a definition that prettier has formatted", () => {
    it("is formatted as prettier does, and leaves nothing empty", () =>
        fc.assert(
            fc.asyncProperty(definitions, async ({ texts, units, pick, to }) => {
                const before = Object.fromEntries(
                    await Promise.all(
                        Object.entries(texts).map(async ([file, text]) => [file, await format(text, await options())]),
                    ),
                ) as Record<string, string>;
                const accounts = inFolder(new Files(before), (folder) => loadDefinition(folder).accounts);
                const key = accounts[pick % accounts.length]?.key ?? "";
                const unit = units[to % units.length] ?? "";
                for (const [what, change] of editsOf(key, unit)) {
                    const after = edited(before, change);
                    if (!after) continue;
                    await isFormatted(after, what);
                    assert.doesNotMatch(Object.values(after).join("\n"), /^( *)accounts:\n(?!\1 )/m, what);
                    // Edits again, because a second command may edit what the first has written.
                    const removed = what === "remove" ? undefined : edited(after, removalAfter(what, key));
                    if (removed) await isFormatted(removed, `${what}, and removed`);
                }
            }),
            { numRuns: Number(process.env.RUNS ?? 20) },
        )).timeout(60_000);
});

describe("the check that a pull request has to pass (`make lint`)", () => {
    const files: [file: string, checked: boolean][] = [
        ["organizations/dev/organization.yaml", true],
        ["organizations/dev/accounts/shop.yaml", true],
        ["organizations/minimal/organization.yaml", true],
        ["organizations/prod/organization.yaml", false],
        ["organizations/acme/policies/regions.json", false],
        ["Pulumi.yaml", true],
        ["Pulumi.prod.yaml", false],
        ["policies/config/prod.json", true],
        ["records/2026-11-26-hand-over-shop.yaml", false],
        ["operations/main.ts", true],
    ];
    for (const [file, checked] of files) {
        it(`${checked ? "asks for prettier's format of" : "accepts as it is"} ${file}`, async () => {
            const ignorePath = path.join(CHECKOUT, ".prettierignore");
            const { ignored } = await getFileInfo(path.join(CHECKOUT, file), { ignorePath });
            assert.equal(ignored, !checked);
        });
    }
});
