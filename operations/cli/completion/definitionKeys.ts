import { isMap, isScalar, parseDocument, type Node, type YAMLMap } from "yaml";
import { definitionFiles, readDefinitionFile } from "../../../definition/reading/definitionFiles";
import { readStackSettings } from "../stackSettings";

/**
 * The keys of a stack's definition as they are written, for completion: quickly, without inheritance and rules, and also while
 * the definition has mistakes. Where there is no definition there are none.
 */
export function accountsOf(stack: string): string[] {
    return sorted(
        roots(stack).flatMap((root) => [
            ...keysOf(at(root, "accounts")),
            ...unitsBelow(at(root, "units"), "").flatMap(({ unit }) => keysOf(at(unit, "accounts"))),
        ]),
    );
}

/** The units, by the keys that lead to them. */
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

/** An alias is not followed: it may have no end. */
function entriesOf(node: Node | null): [string, Node | null][] {
    if (!isMap(node)) return [];
    return (node as YAMLMap<Node, Node | null>).items.flatMap(({ key, value }) =>
        isScalar(key) ? [[key.source ?? String(key.value), value] as [string, Node | null]] : [],
    );
}

function sorted(keys: readonly string[]): string[] {
    return [...new Set(keys)].sort();
}
