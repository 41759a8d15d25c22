import type { TreeChangedValue, TreeDocument, TreeDocumentNode } from "../../../../pages/data/treeDocument";

/** The `ref` of the node in whose part of the definition a place is, by the place as documents show it. */
export type ValueOwners = ReadonlyMap<string, string>;

/** A node with the document whose lists it names by index. */
export interface ComparedNode {
    readonly document: TreeDocument;
    readonly node: TreeDocumentNode;
    /** Absent: every value is the node's own. */
    readonly owners?: ValueOwners;
    /** The `ref` that the node above has now. */
    readonly parent?: string | undefined;
}

/** A value that differs, and the `ref` of the node above that it comes from. */
export interface NodeChange extends TreeChangedValue {
    /** Absent: the node has it of its own. */
    readonly inheritedFrom?: string;
}

/**
 * Everything that differs between a node before and now, but for its place in the tree, sorted by name. Of guardrails it compares those that
 * are attached to the node itself; of tags, settings and features' facts also what the node inherits, which says where that comes from.
 */
export function changedValues(before: ComparedNode, now: ComparedNode): NodeChange[] {
    const [was, is] = [valuesOf(before), valuesOf(now)];
    return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name) => {
        const [old, present] = [was.get(name) ?? [], is.get(name) ?? []];
        const [from, to] = [joined(old), joined(present)];
        if (from === to) return [];
        const inheritedFrom = ownerOf(old, present, now.node.ref);
        return [
            {
                name,
                ...(from !== undefined && { from }),
                ...(to !== undefined && { to }),
                ...(inheritedFrom !== undefined && { inheritedFrom }),
            },
        ];
    });
}

interface OwnedValue {
    readonly value: string;
    /** Absent: it is written nowhere, or nobody knows where. */
    readonly owner?: string;
}

/** Where everything comes from that differs, now or before. Undefined if that is not one other node. */
function ownerOf(old: readonly OwnedValue[], present: readonly OwnedValue[], ref: string): string | undefined {
    const without = (some: readonly OwnedValue[], others: readonly OwnedValue[]): readonly OwnedValue[] =>
        some.filter(({ value }) => !others.some((other) => other.value === value));
    const owners = new Set([...without(old, present), ...without(present, old)].map(({ owner }) => owner));
    // A default of the program is everybody's.
    if (owners.size > 1) owners.delete(undefined);
    const [owner] = owners;
    return owners.size === 1 && owner !== ref ? owner : undefined;
}

function valuesOf({ document, node, owners, parent }: ComparedNode): ReadonlyMap<string, readonly OwnedValue[]> {
    const { kind, key, name, id, state, stateNote, unitKind, tags, settings, guardrails, isAllowList, sections } = node;
    const facts = sections.flatMap((index) => document.sections[index] ?? []);
    const found = new Map<string, OwnedValue[]>();
    const add = (title: string, value: string | undefined, from?: string, above?: string): void => {
        if (value === undefined) return;
        const owner = from === undefined ? above : owners?.get(from);
        found.set(title, [...(found.get(title) ?? []), { value, ...(owner !== undefined && { owner }) }]);
    };
    // The key of a unit has those above it, which is no change of the unit if they change.
    add("key", lastKey(key));
    add("name", name);
    add("id", id);
    add("state", stateNote === undefined ? state : `${state}: ${stateNote}`);
    // An account has the kind of its unit.
    add("kind", unitKind, undefined, owners && kind === "account" ? parent : undefined);
    add("FullAWSAccess", isAllowList ? "detached" : undefined);
    for (const tag of tags) add(`tag ${tag.name}`, tag.value, tag.from);
    // The name is compared already, and the id.
    for (const setting of settings) {
        if (setting.name !== "name" && setting.name !== "id") add(setting.name, setting.value, setting.from);
    }
    for (const { policy } of guardrails) add(`guardrail ${policy}`, "attached");
    for (const section of facts) {
        for (const fact of section.facts) add(`${section.heading.toLowerCase()} ${fact.name}`, fact.value, fact.from);
    }
    // An account's access is among its facts. The management account has none.
    if (kind === "root") {
        for (const { who, permissionSet, until, from } of document.access[node.access ?? -1] ?? []) {
            add(`access ${who}`, until === undefined ? permissionSet : `${permissionSet} until ${until}`, from);
        }
    }
    return found;
}

/** Several values with one name are one text, in which their order does not matter. */
function joined(values: readonly OwnedValue[]): string | undefined {
    if (values.length === 0) return undefined;
    return values
        .map(({ value }) => value)
        .sort()
        .join(", ");
}

function lastKey(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1);
}
