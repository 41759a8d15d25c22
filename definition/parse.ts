import { z } from "zod";
import { REFUSED_POLICY_TYPES } from "../limits";
import type { Path, Report } from "./report";
import { definitionSchema, type DefinitionInput } from "./schema";
import { toValue, type Tree } from "./tree";
import { didYouMean, list } from "./wording";

/**
 * Checks the form of a definition: unknown keys, values of the wrong kind, keys that are missing.
 *
 * @returns the definition without what is wrong in it, so that the rest is checked in the same run; nothing where nothing is
 * left. What is wrong is in the report.
 */
export function parseTree(tree: Tree, report: Report): DefinitionInput | undefined {
    const value = toValue(tree);
    let parsed = definitionSchema.safeParse(value, { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) reportIssue(issue, report);
    // Taking out one key may leave its parent without one that it needs: then the parent goes too, and so on.
    while (!parsed.success && parsed.error.issues.every((issue) => prune(value, issue))) {
        parsed = definitionSchema.safeParse(value, { reportInput: true });
    }
    return parsed.data;
}

/** Takes out what an issue is about, or the list or map that it is missing in. Says whether there was anything to take out. */
function prune(value: unknown, issue: z.core.$ZodIssue): boolean {
    const containers: { container: Record<string, unknown>; key: string }[] = [];
    let at = value;
    for (const key of issue.path) {
        if (typeof at !== "object" || at === null) break;
        if (!Array.isArray(at) && Object.hasOwn(at, key)) {
            containers.push({ container: at as Record<string, unknown>, key: String(key) });
        }
        at = (at as Record<PropertyKey, unknown>)[key];
    }
    if (issue.code === "unrecognized_keys" && typeof at === "object" && at !== null) {
        for (const key of issue.keys) delete (at as Record<string, unknown>)[key];
        return true;
    }
    const last = containers.at(-1);
    if (last) delete last.container[last.key];
    // Another issue of the same run may have taken out what is around it.
    return last !== undefined || issue.path.length > 0;
}

function reportIssue(issue: z.core.$ZodIssue, report: Report): void {
    const path = issue.path.filter((key) => typeof key !== "symbol");
    if (issue.code === "unrecognized_keys") {
        const allowed = keysAt(definitionSchema, path);
        for (const key of issue.keys) {
            report.add(
                [...path, key],
                `unknown key ${JSON.stringify(key)}.${didYouMean(key, allowed)}\nAllowed here: ${list(allowed)}.`,
            );
        }
        return;
    }
    report.add(path, explain(issue));
}

/** What is wrong and what is allowed, for an issue of a schema of ours. */
export function explain(issue: z.core.$ZodIssue): string {
    switch (issue.code) {
        case "invalid_type": {
            if (issue.input === undefined) return `is missing: give ${expectation(issue.expected)}`;
            const hint =
                issue.expected === "string" && (typeof issue.input === "number" || typeof issue.input === "boolean")
                    ? `: put it in quotes, "${String(issue.input)}"`
                    : "";
            return `is ${kindOf(issue.input)}, and must be ${expectation(issue.expected)}${hint}`;
        }
        case "invalid_value": {
            const allowed = issue.values.map(String);
            const refused = typeof issue.input === "string" ? REFUSED_POLICY_TYPES[issue.input] : undefined;
            if (refused !== undefined) return `${refused}. Allowed: ${list(allowed)}.`;
            const hint = typeof issue.input === "string" ? didYouMean(issue.input, allowed) : "";
            return `${JSON.stringify(issue.input)} is not allowed.${hint} Allowed: ${list(allowed)}.`;
        }
        case "too_small":
            if (issue.origin === "array") {
                return issue.minimum === 1
                    ? "is an empty list: give at least 1 entry"
                    : `has fewer than ${issue.minimum} entries: give at least ${issue.minimum}`;
            }
            return issue.message;
        default:
            return issue.message;
    }
}

function kindOf(value: unknown): string {
    if (value === null) return "empty";
    if (Array.isArray(value)) return "a list";
    if (typeof value === "object") return "a map of keys";
    return `${typeof value === "string" ? "the text" : "the"} ${typeof value} ${JSON.stringify(value)}`.replace(
        "the text string",
        "the text",
    );
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
    string: "a text",
    number: "a number",
    boolean: "true or false",
    array: "a list such as [one, two]",
    object: "a map of keys",
    record: "a map of keys",
};

function expectation(expected: string): string {
    return EXPECTATIONS[expected] ?? expected;
}

/** The keys that the schema allows at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
    const at = path.reduce<z.core.$ZodType | undefined>((parent, key) => parent && child(parent, key), schema);
    const object = at && unwrap(at);
    return object instanceof z.ZodObject ? Object.keys(object.shape).sort() : [];
}

function child(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
    const parent = unwrap(schema);
    if (parent instanceof z.ZodObject) return parent.shape[key] as z.core.$ZodType | undefined;
    if (parent instanceof z.ZodRecord) return parent.valueType;
    if (parent instanceof z.ZodArray) return parent.element;
    return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
    if (schema instanceof z.ZodLazy) return unwrap(schema.unwrap());
    if (schema instanceof z.ZodPipe) return unwrap(schema.out);
    return schema;
}
