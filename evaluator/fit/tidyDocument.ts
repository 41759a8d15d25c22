import { matcher, OPAQUE, toPattern } from "../matching/wildcards";
import { asList, type RawStatement, type StatementDocument } from "../policyDocument";

/** More pairs of patterns than this are not compared. Statements in documents of AWS's size have far fewer. */
const MAX_COMPARED = 1_000_000;

/** The elements that contain patterns: one pattern, or a list of which any may match. */
const PATTERNS = ["Action", "NotAction", "Resource", "NotResource"];

/**
 * Removes what has no effect: an entry that a list has twice or that another entry with a wildcard covers, the brackets around a
 * single entry, and empty conditions and Sids. The meaning, the order and the other Sids stay.
 */
export function tidy(document: StatementDocument): StatementDocument {
    return { ...document, Statement: document.Statement.map(tidyStatement) };
}

/** Without the names of the statements, which mean nothing to AWS. */
export function withoutSids(document: StatementDocument): StatementDocument {
    return { ...document, Statement: document.Statement.map(withoutSid) };
}

export function withoutSid(statement: RawStatement): RawStatement {
    return Object.fromEntries(Object.entries(statement).filter(([element]) => element !== "Sid"));
}

function tidyStatement(statement: RawStatement): RawStatement {
    return Object.fromEntries(
        Object.entries(statement).flatMap(([element, value]): [string, unknown][] => {
            if (element === "Sid" && value === "") return [];
            if (element === "Condition") {
                const condition = tidyCondition(value);
                return condition === undefined ? [] : [[element, condition]];
            }
            if (!PATTERNS.includes(element)) return [[element, value]];
            return [[element, brief(uncovered(distinct(asList(value)), element.endsWith("Action")))]];
        }),
    );
}

/** Removes empty operators, and the condition if it has none left. */
function tidyCondition(condition: unknown): unknown {
    if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return condition;
    const operators = Object.entries(condition).flatMap(([operator, keys]: [string, unknown]): [string, unknown][] => {
        if (typeof keys !== "object" || keys === null || Array.isArray(keys)) return [[operator, keys]];
        const entries = Object.entries(keys).map(([key, value]): [string, unknown] => [
            key,
            brief(distinct(asList(value))),
        ]);
        return entries.length > 0 ? [[operator, Object.fromEntries(entries)]] : [];
    });
    return operators.length > 0 ? Object.fromEntries(operators) : undefined;
}

function distinct(values: readonly unknown[]): unknown[] {
    return [...new Set(values)];
}

/** Writes a list with one entry without brackets. An empty list means something else and stays. */
function brief(values: readonly unknown[]): unknown {
    return values.length === 1 ? values[0] : values;
}

/** Leaves out patterns that another pattern covers. Of two that cover each other, the first stays. */
function uncovered(values: readonly unknown[], isActions: boolean): unknown[] {
    const seen = new Set<string>();
    const distinctly = values.filter((value) => {
        if (typeof value !== "string") return true;
        const text = isActions ? value.toLowerCase() : value;
        if (seen.has(text)) return false;
        seen.add(text);
        return true;
    });
    const wide = distinctly.filter((value) => typeof value === "string" && /[*?]/.test(value)) as string[];
    if (wide.length * distinctly.length > MAX_COMPARED) return distinctly;
    const covers = wide.map((pattern) => ({
        pattern,
        test: (isActions ? actionsCoveredBy : resourcesCoveredBy)(pattern),
    }));
    const places = new Map(distinctly.map((value, index) => [value, index]));
    return distinctly.filter(
        (value, index) =>
            typeof value !== "string" ||
            !covers.some(({ pattern, test }) => {
                if (pattern === value || !test(value)) return false;
                const back = covers.find((one) => one.pattern === value);
                return (places.get(pattern) ?? 0) < index || !back?.test(pattern);
            }),
    );
}

function actionsCoveredBy(pattern: string): (covered: string) => boolean {
    const test = matcher(toPattern(pattern.toLowerCase()));
    // `?` is exactly one character, so it does not cover a `*`, which may be many.
    return (covered) => test(covered.toLowerCase().replaceAll("*", OPAQUE));
}

/** Whether all actions that one pattern matches are matched by the other. `*` stands for any characters, `?` for exactly one. */
export function coversAction(pattern: string, covered: string): boolean {
    return actionsCoveredBy(pattern)(covered);
}

function resourcesCoveredBy(pattern: string): (covered: string) => boolean {
    return (covered) => coversResource(pattern, covered);
}

/**
 * The same for resources, as far as it is certain without knowing how a service reads its ARNs: a pattern that matches everything,
 * or one with the same beginning whose wildcard comes after the fifth colon, in the resource itself.
 */
export function coversResource(pattern: string, covered: string): boolean {
    if (pattern === covered || pattern === "*") return true;
    const beginning = pattern.slice(0, -1);
    return (
        pattern.endsWith("*") &&
        !/[*?]/.test(beginning) &&
        beginning.split(":").length > 5 &&
        covered.startsWith(beginning)
    );
}
