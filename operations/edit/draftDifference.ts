import type { DefinitionModel } from "../../definition";
import { isPlaceKey } from "../../definition/modelPlaces";

/** The most pairs of lines that are compared one by one. With more, everything from the first to the last change is shown. */
const MAX_COMPARED = 4_000_000;

interface ChangedLine {
    readonly sign: "-" | "+";
    /** From 1: in the old text for a removed line, in the new one for an added line. */
    readonly number: number;
    readonly text: string;
}

/** The lines that an edit changes, as `- old line` and `+ new line`. */
export function lineChanges(before: string, after: string): string[] {
    return changedLines(before, after).map(({ sign, text }) => `${sign} ${text}`);
}

/** The lines that an edit removes and adds. */
export function changedLines(before: string, after: string): ChangedLine[] {
    const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
    let start = 0;
    while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
    let end = 0;
    const shorter = Math.min(old.length, now.length) - start;
    while (end < shorter && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
    const [from, to] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
    const removed = (index: number): ChangedLine => ({ sign: "-", number: start + index + 1, text: from[index] ?? "" });
    const added = (index: number): ChangedLine => ({ sign: "+", number: start + index + 1, text: to[index] ?? "" });
    if (from.length * to.length > MAX_COMPARED) {
        return [...from.map((_, index) => removed(index)), ...to.map((_, index) => added(index))];
    }
    // For each pair of positions: how many lines the rest of both texts have in common.
    const common = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
    const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
    for (let i = from.length - 1; i >= 0; i--) {
        for (let j = to.length - 1; j >= 0; j--) {
            const row = common[i];
            if (row) row[j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const changes: ChangedLine[] = [];
    for (let i = 0, j = 0; i < from.length || j < to.length;) {
        if (i < from.length && j < to.length && from[i] === to[j]) {
            i++;
            j++;
        } else if (j >= to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) changes.push(removed(i++));
        else changes.push(added(j++));
    }
    return changes;
}

/**
 * The names of the parts that differ between two models: `account shop-prod`, `unit Sandbox`, `policy regions`, `serviceAccess`, or
 * a feature's key. What a feature holds for one account belongs to that account.
 */
export function modelChanges(before: DefinitionModel, after: DefinitionModel): string[] {
    const [old, now] = [partsOf(before), partsOf(after)];
    return [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
}

function partsOf({ units, accounts, policies, features, ...rest }: DefinitionModel): Map<string, string> {
    const ofAccount = (key: string): unknown =>
        [...features.models].map(([feature, model]) => [feature, model.accounts?.get(key)]);
    const named = (what: string, parts: readonly { readonly key: string }[]): [string, string][] =>
        parts.map((part) => [`${what} ${part.key}`, meaningOf(part)]);
    return new Map([
        ...named(
            "account",
            accounts.map((account) => ({ ...account, features: ofAccount(account.key) })),
        ),
        ...named("unit", units),
        ...named("policy", policies),
        ...Object.entries(rest).map(([key, value]): [string, string] => [key, meaningOf(value)]),
        ...[...features.models].map(([feature, { accounts: _, ...model }]): [string, string] => [
            feature,
            meaningOf(model),
        ]),
    ]);
}

/** A part of a model as text, without its place in the file, because an edit above it moves its lines. */
function meaningOf(part: unknown): string {
    return JSON.stringify(part, (key, value: unknown) => {
        if (isPlaceKey(key, value)) return undefined;
        return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value;
    });
}
