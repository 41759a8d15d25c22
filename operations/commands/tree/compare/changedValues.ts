import type { TreeChangedValue, TreeDocument, TreeDocumentNode } from "../../../../pages/data/treeDocument";

/** A node with the document whose lists it names by index. */
export interface ComparedNode {
    readonly document: TreeDocument;
    readonly node: TreeDocumentNode;
}

/**
 * Everything that differs between a node before and now, but for its place in the tree, sorted by name. Of guardrails it compares those that
 * are attached to the node itself; of tags, settings and features' facts also what accounts inherit.
 */
export function changedValues(before: ComparedNode, now: ComparedNode): TreeChangedValue[] {
    const [was, is] = [valuesOf(before), valuesOf(now)];
    return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name) => {
        const [from, to] = [was.get(name), is.get(name)];
        if (from === to) return [];
        return [{ name, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
    });
}

function valuesOf({ document, node }: ComparedNode): ReadonlyMap<string, string> {
    const { kind, key, name, id, state, stateNote, unitKind, tags, settings, guardrails, isAllowList, sections } = node;
    const facts = sections.flatMap((index) => document.sections[index] ?? []);
    return joined([
        // The key of a unit has those above it, which is no change of the unit if they change.
        ["key", lastKey(key)],
        ["name", name],
        ["id", id],
        ["state", stateNote === undefined ? state : `${state}: ${stateNote}`],
        ["kind", unitKind],
        ["FullAWSAccess", isAllowList ? "detached" : undefined],
        ...tags.map((tag) => [`tag ${tag.name}`, tag.value] as const),
        // The name is compared already, and the id.
        ...settings
            .filter((setting) => setting.name !== "name" && setting.name !== "id")
            .map((setting) => [setting.name, setting.value] as const),
        ...guardrails.map(({ policy }) => [`guardrail ${policy}`, "attached"] as const),
        ...facts.flatMap((section) =>
            section.facts.map((fact) => [`${section.heading.toLowerCase()} ${fact.name}`, fact.value] as const),
        ),
        // An account's access is among its facts. The management account has none.
        ...(kind === "root" ? accessOf(document, node) : []),
    ]);
}

function accessOf(document: TreeDocument, { access }: TreeDocumentNode): (readonly [string, string])[] {
    return (document.access[access ?? -1] ?? []).map(({ who, permissionSet, until }) => [
        `access ${who}`,
        until === undefined ? permissionSet : `${permissionSet} until ${until}`,
    ]);
}

/** Several values with one name are one text, in which their order does not matter. */
function joined(values: readonly (readonly [name: string, value: string | undefined])[]): ReadonlyMap<string, string> {
    const found = new Map<string, string[]>();
    for (const [name, value] of values) {
        if (value !== undefined) found.set(name, [...(found.get(name) ?? []), value]);
    }
    return new Map([...found].map(([name, all]) => [name, all.sort().join(", ")]));
}

function lastKey(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1);
}
