import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseDocument } from "yaml";

/** A small change of a definition, as somebody would make it in a pull request. */
export interface DefinitionChange {
    /** What the pull request does, in a few words. */
    readonly about: string;
    /**
     * By file and by the path of a key, such as `units/Sandbox/kind`: its new value; null removes the key. A file that is absent here stays as
     * it is.
     */
    readonly edits?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** YAML of a file that is added to the definition's others. `<shop-dev>` stands for the id of that account. */
    readonly adds?: string;
    /**
     * The changes of one group can be made by one pull request, and do to the resources what they do one by one. `refused`: the program
     * refuses it. `alone`: the same, and others would hide it.
     */
    readonly group: ChangeGroup;
}

export type ChangeGroup = "refused" | "alone" | `together-${number}`;

/** The definition of the review's organisation, of which tests/upgrade has the state and the journal. */
export const BASE = path.resolve(__dirname, "../upgrade/0abeb8c");

/** Writes the base's definition with some changes into a folder. */
export function writeChanged(
    folder: string,
    changes: Readonly<Record<string, DefinitionChange>>,
    idOf: (account: string) => string,
): void {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.cpSync(path.join(BASE, "definition"), folder, { recursive: true });
    const withIds = (text: string): string => text.replaceAll(/<([a-z-]+)>/g, (_, account: string) => idOf(account));
    for (const [name, { edits = {}, adds }] of Object.entries(changes)) {
        for (const [file, values] of Object.entries(edits)) edit(path.join(folder, file), values);
        if (adds !== undefined) fs.writeFileSync(path.join(folder, `${name}.yaml`), withIds(adds));
    }
}

function edit(file: string, values: Readonly<Record<string, unknown>>): void {
    const document = parseDocument(fs.readFileSync(file, "utf8"));
    for (const [key, value] of Object.entries(values)) {
        const keys = key.split("/");
        assert.ok(value !== null || document.hasIn(keys), `${file} has no ${key}`);
        if (value === null) document.deleteIn(keys);
        else document.setIn(keys, value);
    }
    fs.writeFileSync(
        file,
        file.endsWith(".json") ? JSON.stringify(document.toJS()) : document.toString({ lineWidth: 0 }),
    );
}
