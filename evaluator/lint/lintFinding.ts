import type { CatalogueAction } from "../catalogue/actionCatalogue";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { LintEffort } from "./lintEffort";
import { list } from "../../limits/messageText";
import { OPAQUE, matches, toPattern } from "../matching/wildcards";

/** Something that lint has found in a statement. */
export interface LintFinding {
    /** The keys that lead to it in the statement: `["Action", 2]`. */
    readonly at: readonly (string | number)[];
    /** The predicate of a sentence whose subject is the statement. */
    readonly message: string;
}

/** The keys that lead to a value of an element, which may be one text or a list. */
export function valueAt(raw: PolicyStatement["raw"], keys: readonly string[], index: number): (string | number)[] {
    let value: unknown = raw;
    for (const key of keys) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
    return Array.isArray(value) ? [...keys, index] : [...keys];
}

/** The first few of some actions. */
export function sample(actions: readonly CatalogueAction[]): string {
    return list(
        actions.map(({ name }) => name),
        3,
    );
}

/** Whether a pattern matches everything that another one matches. The values of variables are not known. */
export function covers(wide: string, narrow: string): boolean {
    if (!/[*?]/.test(wide) || wide.includes("${")) return wide === narrow;
    return matches(toPattern(wide), narrow.replace(/\$\{[^}]*\}|[*?]/g, OPAQUE));
}

interface Redundant {
    readonly index: number;
    readonly by: string;
    readonly isSame: boolean;
}

/** Each value of a list that another value covers, with that other value. Of two equal values, it is the second. */
export function redundant(
    values: readonly string[],
    effort: LintEffort,
    normal: (value: string) => string = (value) => value,
): Redundant[] {
    const plain = values.map(normal);
    const wide = plain.flatMap((value, index) => (/[*?]/.test(value) ? [index] : []));
    const first = new Map<string, number>();
    return plain.flatMap((value, index): Redundant[] => {
        const before = first.get(value);
        if (before !== undefined) return [{ index, by: values[before] ?? "", isSame: true }];
        first.set(value, index);
        if (effort.isSpent) return [];
        const by = wide.find((other) => {
            const pattern = plain[other] ?? "";
            return pattern !== value && effort.spend(pattern.length * value.length) && covers(pattern, value);
        });
        return by === undefined ? [] : [{ index, by: values[by] ?? "", isSame: false }];
    });
}
