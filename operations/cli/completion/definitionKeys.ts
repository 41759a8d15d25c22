import { isMap, isScalar, parseDocument, type Node, type YAMLMap } from "yaml";
import { definitionFiles, readDefinitionFile } from "../../../definition/reading/definitionFiles";
import { readStackSettings } from "../stackSettings";

/**
 * The keys of the accounts in a stack's definition, for completion. To be quick, and to work while the definition has mistakes, it
 * reads the files without inheritance and rules. Without a definition there are no keys.
 */
export function accountsOf(stack: string): string[] {
    return sorted(
        roots(stack).flatMap((root) => [
            ...keysOf(at(root, "accounts")),
            ...unitsBelow(at(root, "units"), "").flatMap(({ unit }) => keysOf(at(unit, "accounts"))),
        ]),
    );
}

/** The keys of the units, each with the keys above it, as in `Workloads/Production`. */
export function unitsOf(stack: string): string[] {
    return sorted(roots(stack).flatMap((root) => unitsBelow(at(root, "units"), "").map(({ key }) => key)));
}

export function policiesOf(stack: string): string[] {
    return sorted(roots(stack).flatMap((root) => keysOf(at(root, "policies"))));
}

function roots(stack: string): (Node | null)[] {
    try {
        const { definition } = readStackSettings(stack);
        return definitionFiles(definition, []).map((file) => {
            const text = readDefinitionFile(file, definition, []) ?? "";
            return parseDocument(text, { prettyErrors: false, logLevel: "silent", uniqueKeys: false }).contents;
        });
    } catch {
        return [];
    }
}

function unitsBelow(units: Node | null, above: string): { key: string; unit: Node | null }[] {
    return entriesOf(units).flatMap(([name, unit]) => {
        const key = above + name;
        return [{ key, unit }, ...unitsBelow(at(unit, "units"), `${key}/`)];
    });
}

function at(node: Node | null, key: string): Node | null {
    return entriesOf(node).find(([name]) => name === key)?.[1] ?? null;
}

function keysOf(node: Node | null): string[] {
    return entriesOf(node).map(([key]) => key);
}

/** The entries of a map. Aliases are not followed, because they may form a circle. */
function entriesOf(node: Node | null): [string, Node | null][] {
    if (!isMap(node)) return [];
    return (node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }) =>
        isScalar(key) ? [[key.source ?? String(key.value), value] as [string, Node | null]] : [],
    );
}

function sorted(keys: readonly string[]): string[] {
    return [...new Set(keys)].sort();
}
