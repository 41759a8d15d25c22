import { z } from "zod";
import { didYouMean, list, quoted, REFUSED_POLICY_TYPES, formatCount } from "../../limits";
import type { Path, Report } from "../problemReport";
import type { FeaturesWithSchema } from "./featureKeys";
import { definitionSchema, type DefinitionInput } from ".";
import { isMisspelt, whatIsMissing } from "./missingKey";
import { plainValue, type WrittenValue } from "../reading/writtenValue";

type Issue = z.core.$ZodIssue;

/** The most unknown keys in one map that are reported one by one. */
const MAX_UNKNOWN = 1_000;

/**
 * Checks the form of a definition: unknown keys, values of the wrong kind, missing keys. Mistakes go to the report.
 *
 * @returns the definition without the parts that are wrong, so that the rest is checked in the same run; undefined if nothing is left.
 */
export function checkForm(
    tree: WrittenValue,
    features: FeaturesWithSchema,
    report: Report,
): DefinitionInput | undefined {
    const value = plainValue(tree);
    const schema = definitionSchema(features);
    let parsed = schema.safeParse(value, { reportInput: true });
    const issues = parsed.error?.issues.flatMap(ofKind) ?? [];
    const unknownKeys = new Map(
        issues.flatMap((issue) =>
            issue.code === "unrecognized_keys" ? [[JSON.stringify(issue.path), issue.keys.slice(0, MAX_UNKNOWN)]] : [],
        ),
    );
    for (const issue of issues) {
        const isConsequence =
            issue.code === "invalid_type" &&
            issue.input === undefined &&
            isMisspelt(pathOf(issue), unknownKeys.get(JSON.stringify(issue.path.slice(0, -1))) ?? []);
        if (!isConsequence) reportIssue(issue, schema, report);
    }
    // Removing a key may leave its parent without a key that the parent requires. Then the parent is removed too, and so on.
    while (!parsed.success && parsed.error.issues.flatMap(ofKind).every((issue) => prune(value, issue))) {
        parsed = schema.safeParse(value, { reportInput: true });
    }
    return parsed.data;
}

/**
 * The issues of a value that may have several forms, taken from the form that matches the kind of the value: for a map, those of the map.
 */
export function ofKind(issue: Issue): Issue[] {
    if (issue.code !== "invalid_union") return [issue];
    const [matching, ...others] = issue.errors.filter((issues) =>
        issues.every(({ path, code }) => path.length > 0 || (code !== "invalid_type" && code !== "invalid_value")),
    );
    if (!matching || others.length > 0) return [issue];
    return matching.flatMap((one) => ofKind({ ...one, path: [...issue.path, ...one.path] }));
}

/**
 * Removes the value that an issue is about, or the list or map in which something is missing. Returns whether there was anything to remove.
 */
function prune(value: unknown, issue: Issue): boolean {
    const containers: { container: Record<string, unknown>; key: string }[] = [];
    let at = value;
    for (const key of issue.path) {
        if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) {
            at = undefined;
            break;
        }
        if (!Array.isArray(at)) containers.push({ container: at as Record<string, unknown>, key: String(key) });
        at = (at as Record<PropertyKey, unknown>)[key];
    }
    if (issue.code === "unrecognized_keys" && typeof at === "object" && at !== null) {
        for (const key of issue.keys) delete (at as Record<string, unknown>)[key];
        return true;
    }
    const last = containers.at(-1);
    if (last) delete last.container[last.key];
    // An earlier issue of the same run may have removed what contains this value.
    return last !== undefined || issue.path.length > 0;
}

function reportIssue(issue: Issue, schema: z.core.$ZodType, report: Report): void {
    const path = pathOf(issue);
    if (issue.code === "unrecognized_keys") {
        const allowed = keysAt(schema, path);
        const unknown = issue.keys.filter((one) => !report.hasMistakeAt([...path, one]));
        if (unknown.length > MAX_UNKNOWN) report.add(path, `has ${formatCount(unknown.length)} unknown keys`);
        for (const key of unknown.slice(0, MAX_UNKNOWN)) {
            report.add(
                [...path, key],
                () => `unknown key ${quoted(key)}.${didYouMean(key, allowed)}\nAllowed here: ${list(allowed)}.`,
            );
        }
        return;
    }
    // Skip a value that could not be read: that mistake is the cause of this one.
    if (report.hasMistakeAt(path)) return;
    report.add(path, () => {
        const isMissing = issue.code === "invalid_type" && issue.input === undefined;
        return (
            (isMissing ? whatIsMissing(path, report) : undefined) ??
            explain(issue, report.writtenAt(path), keysAt(schema, path))
        );
    });
}

function pathOf(issue: Issue): Path {
    return issue.path.filter((key) => typeof key !== "symbol");
}

/** How the message of a schema begins; Zod's own messages begin otherwise. */
const OWN_MESSAGE = "must be ";

/**
 * Says what is wrong and what is allowed, for an issue of one of our schemas.
 *
 * @param written the characters that the value was read from.
 * @param keys what is allowed in the value, if it is a map.
 */
export function explain(issue: Issue, written?: string, keys: readonly string[] = []): string {
    switch (issue.code) {
        case "invalid_type": {
            // A schema may say more than the kind of value: "must be an amount, such as 500".
            if (issue.message.startsWith(OWN_MESSAGE)) return `is ${kindOf(issue.input)}, and ${issue.message}`;
            if (issue.input === undefined) {
                const allowed = keys.length === 0 ? "" : `. Allowed in it: ${list(keys)}`;
                return `is missing: give ${expectation(issue.expected)}${allowed}`;
            }
            return `is ${kindOf(issue.input)}, and must be ${expectation(issue.expected)}${advice(issue, written)}`;
        }
        case "invalid_value": {
            const allowed = issue.values.map(String);
            const { input } = issue;
            if (typeof input === "string" && Object.hasOwn(REFUSED_POLICY_TYPES, input)) {
                return `${REFUSED_POLICY_TYPES[input]}. Allowed: ${list(allowed)}.`;
            }
            const hint = typeof input === "string" ? didYouMean(input, allowed) : "";
            if (input === undefined) return `is missing. Allowed: ${list(allowed)}.`;
            return `${quoted(input)} is not allowed.${hint} Allowed: ${list(allowed)}.`;
        }
        case "too_small":
            if (issue.origin === "array") {
                return issue.minimum === 1
                    ? "is an empty list: give at least 1 entry"
                    : `has fewer than ${issue.minimum} entries: give at least ${issue.minimum}`;
            }
            return hasOwnWords(issue) ? issue.message : sizeMistake(issue, "at least", issue.minimum);
        case "too_big":
            return hasOwnWords(issue) ? issue.message : sizeMistake(issue, "at most", issue.maximum);
        case "invalid_union":
            return `is ${kindOf(issue.input)}, and ${issue.message === "Invalid input" ? `must be ${alternatives(issue.errors)}` : issue.message}${textAdvice(issue, written)}`;
        default:
            return issue.message;
    }
}

/** Whether the schema says what is wrong. Zod's own words are about its types. */
function hasOwnWords({ message }: Issue): boolean {
    return !/^(Too (big|small)|Invalid)\b/.test(message);
}

/** What a number, a text or a list that is too small or too large must be. */
function sizeMistake(
    { origin, inclusive, input }: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
    most: "at most" | "at least",
    bound: number | bigint,
): string {
    const size = formatCount(Number(bound));
    if (origin === "string") {
        const length = formatCount(String(input).length);
        return input === "" ? "is an empty text" : `has ${length} characters, and must have ${most} ${size}`;
    }
    if (origin === "array") {
        return `has ${formatCount(Array.isArray(input) ? input.length : 0)} entries: give ${most} ${size}`;
    }
    const other = most === "at most" ? "less than" : "more than";
    return `is ${String(input)}, and must be ${inclusive === false ? other : most} ${bound}`;
}

/** What to write where a text is required and YAML has read something else, or the other way round. */
function advice({ expected, input }: z.core.$ZodIssueInvalidType, written?: string): string {
    if (expected === "string") {
        if (typeof input === "number" || typeof input === "boolean") {
            return `: put it in quotes, ${quoted(written ?? String(input))}`;
        }
        if (input === null && written)
            return `: ${written} is read as no value. If it is a text, put it in quotes, "${written}"`;
    }
    if (expected === "boolean" && typeof input === "string") {
        if (/^(yes|on|true|y)$/i.test(input)) return ": write true";
        if (/^(no|off|false|n)$/i.test(input)) return ": write false";
    }
    if (/^(number|int)$/.test(expected) && typeof input === "string" && /^-?\d+(\.\d+)?$/.test(input)) {
        return `: write it without quotes, ${String(Number(input))}`;
    }
    return "";
}

/** The same where a text is one of several forms. */
function textAdvice({ errors, input }: z.core.$ZodIssueInvalidUnion, written?: string): string {
    const isText = errors.some(([issue]) => issue?.code === "invalid_type" && issue.expected === "string");
    if (!isText || (typeof input !== "number" && typeof input !== "boolean")) return "";
    return `. If a text is meant, put it in quotes, ${quoted(written ?? String(input))}`;
}

function alternatives(errors: readonly (readonly Issue[])[]): string {
    const kinds = errors.flatMap(([issue]) => (issue?.code === "invalid_type" ? [expectation(issue.expected)] : []));
    return kinds.length > 0 ? [...new Set(kinds)].join(", or ") : "of another form";
}

function kindOf(value: unknown): string {
    if (value === undefined) return "missing";
    if (value === null) return "empty";
    if (Array.isArray(value)) return "a list";
    if (typeof value === "object") return "a map of keys";
    return typeof value === "string" ? `the text ${quoted(value)}` : `the ${typeof value} ${quoted(value)}`;
}

const EXPECTATIONS = new Map([
    ["string", "a text"],
    ["number", "a number"],
    ["int", "a whole number"],
    ["boolean", "true or false"],
    ["null", "null"],
    ["array", "a list such as [one, two]"],
    ["object", "a map of keys"],
    ["record", "a map of keys"],
]);

function expectation(expected: string): string {
    return EXPECTATIONS.get(expected) ?? expected;
}

/** The keys that a schema allows in the map at a path, sorted. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
    const at = path.reduce<z.core.$ZodType | undefined>((parent, key) => parent && child(parent, key), schema);
    const object = at && unwrap(at);
    return object instanceof z.ZodObject ? Object.keys(object.shape).sort() : [];
}

function child(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
    const parent = unwrap(schema);
    if (parent instanceof z.ZodObject) {
        // Blocks of the baseline have any name, beside those that are known.
        return Object.hasOwn(parent.shape, key) ? (parent.shape[key] as z.core.$ZodType) : parent.def.catchall;
    }
    if (parent instanceof z.ZodRecord) return parent.valueType;
    if (parent instanceof z.ZodArray) return parent.element;
    return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
    if (schema instanceof z.ZodLazy) return unwrap(schema.unwrap());
    if (schema instanceof z.ZodPipe) return unwrap(schema.out);
    if (schema instanceof z.ZodUnion) {
        // If one form of a union is a map, the keys are those of the map; else the forms with something inside decide.
        const forms = schema.options.map(unwrap);
        return (
            forms.find((one) => one instanceof z.ZodObject) ??
            forms.find((one) => one instanceof z.ZodRecord || one instanceof z.ZodArray) ??
            schema
        );
    }
    return schema;
}
