import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import {
    DefinitionError,
    formatPath,
    formatPlace,
    loadDefinition as loadWith,
    type DefinitionModel,
    type OrganizationModel,
} from "../../../definition";
import { FEATURES } from "../../../features";

/** A definition as tests write it: one YAML text, several files by name, or a value that is written as YAML. */
export type Definition = string | Files | Readonly<Record<string, unknown>>;

export class Files {
    constructor(readonly byName: Readonly<Record<string, string>>) {}
}

export interface Mistake {
    readonly at: string;
    readonly path: string;
    readonly message: string;
}

/** Writes files into a temporary folder, which is removed afterwards. */
export function inFolder<T>(definition: Definition, use: (folder: string) => T): T {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "definition-"));
    try {
        const files =
            definition instanceof Files
                ? definition.byName
                : { "organization.yaml": typeof definition === "string" ? definition : stringify(definition) };
        for (const [name, text] of Object.entries(files)) {
            const file = path.join(folder, name);
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, text);
        }
        return use(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

/** Loads a definition with every feature, as the program and the org command do. */
export function loadDefinition(location: string): DefinitionModel {
    return loadWith(location, FEATURES);
}

export function load(definition: Definition): DefinitionModel {
    return inFolder(definition, loadDefinition);
}

/** The mistakes found on loading, with files relative to the definition's folder. Any error except a DefinitionError is thrown. */
export function mistakes(definition: Definition): Mistake[] {
    return inFolder(definition, (folder) => mistakesOf(folder, folder));
}

export function mistakesOf(location: string, folder: string): Mistake[] {
    try {
        loadDefinition(location);
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        assert.ok(error.problems.length > 0, "a refusal says why");
        return error.problems.map((problem) => ({
            at: formatPlace({ ...problem.place, file: path.relative(folder, problem.place.file) }),
            path: formatPath(problem.path),
            message: problem.message.replaceAll(`${folder}/`, ""),
        }));
    }
    return [];
}

/**
 * Asserts that a definition is refused with exactly these messages, at the places marked with `▶` in its text. A place with two mistakes
 * has two marks.
 */
export function refused(
    definition: string | Readonly<Record<string, string>>,
    ...expected: readonly (string | RegExp)[]
): Mistake[] {
    const places: string[] = [];
    const files = typeof definition === "string" ? { "organization.yaml": definition } : definition;
    const clean = Object.entries(files).map(([file, text]) => {
        const lines = text.split("\n").map((line, index) => {
            let rest = line;
            for (let at = rest.indexOf("▶"); at >= 0; at = rest.indexOf("▶")) {
                places.push(`${file}:${index + 1}:${at + 1}`);
                rest = rest.slice(0, at) + rest.slice(at + 1);
            }
            return rest;
        });
        return [file, lines.join("\n")];
    });
    const found = mistakes(new Files(Object.fromEntries(clean) as Record<string, string>));
    const all = JSON.stringify(found, undefined, 1);
    assert.deepEqual(
        found.map(({ at }) => at),
        places,
        all,
    );
    assert.equal(found.length, expected.length, all);
    for (const [index, { message }] of found.entries()) {
        const wanted = expected[index] ?? "";
        if (typeof wanted === "string")
            assert.ok(message.includes(wanted), `expected ${JSON.stringify(wanted)} in\n${all}`);
        else assert.match(message, wanted);
    }
    return found;
}

/** A YAML text without the indentation that it has in a test. */
export function yaml(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
    const text = String.raw({ raw: strings }, ...values).replace(/^\n/, "");
    const indent = /^ */.exec(text)?.[0] ?? "";
    return text
        .split("\n")
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
        .join("\n");
}

/** The model without the places of its parts and with sorted units. It is the same for two ways of writing one organisation. */
export function meaning(model: OrganizationModel): unknown {
    const strip = <T extends { readonly key: string; readonly place: unknown; readonly path: unknown }>(
        parts: readonly T[],
    ): unknown[] =>
        [...parts]
            .sort((one, two) => (one.key < two.key ? -1 : 1))
            .map((part) => ({ ...part, place: undefined, path: undefined }));
    return {
        ...model,
        policies: strip(model.policies),
        units: strip(model.units),
        accounts: strip(model.accounts),
    };
}

/** The unit, account or policy of a model that has the key. */
export function byKey<T extends { readonly key: string }>(parts: readonly T[], key: string): T {
    const found = parts.find((part) => part.key === key);
    assert.ok(found, `nothing has the key ${key}`);
    return found;
}

/** A definition of a unit with one account, to which a test adds what it is about. */
export function withAccount(account: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return { units: { Unit: { accounts: { shop: { email: "aws+shop@example.com", ...account } } } } };
}
