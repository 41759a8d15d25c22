import { distance } from "fastest-levenshtein";
import { isJsonMap } from "../../policyDocument";
import {
    ALLOWED_FOR_CHILDREN,
    CHILD_OPERATORS,
    VALUE_OPERATORS,
    type InheritanceOperator,
} from "../inheritanceOperators";
import type { SettingGrammar, SettingValue } from "./settingGrammar";

/** A mistake in the document of a management policy. */
export interface GrammarProblem {
    /** The keys that lead to it. */
    readonly path: readonly string[];
    readonly message: string;
    /** A word that is not allowed, from which a suggestion is made. */
    readonly word?: string;
    readonly allowed?: readonly string[];
}

/** Compares a document with its grammar, and finds every mistake. */
export function checkGrammar(
    document: unknown,
    grammar: SettingGrammar,
    path: readonly string[] = [],
): GrammarProblem[] {
    if (grammar.kind === "anything") return [];
    if (!isJsonMap(document)) {
        return [
            problem(
                path,
                grammar.kind === "setting"
                    ? `is a value without an operator: write {"@@assign": ${JSON.stringify(document)}}`
                    : `is ${JSON.stringify(document)}, and must be an object with ${expected(grammar)}`,
            ),
        ];
    }
    const problems = Object.entries(document).flatMap(([key, value]) => {
        const at = [...path, key];
        if (key === ALLOWED_FOR_CHILDREN) return checkAllowed(value, at);
        if (key.startsWith("@@")) return checkOperator(key, value, grammar, at);
        if (grammar.kind === "setting") {
            return [problem(at, `is not an operator, and a value must be set by one: ${VALUE_OPERATORS.join(", ")}`)];
        }
        const child = childOf(grammar, key);
        if (child) return checkGrammar(value, child, at);
        return [{ path: at, message: "is not known here.", word: key, allowed: Object.keys((grammar as Keyed).keys) }];
    });
    if (grammar.kind === "map") {
        for (const key of grammar.required ?? []) {
            if (!Object.keys(document).some((given) => sameKey(given, key))) {
                problems.push(problem(path, `lacks ${key}, which AWS requires`));
            }
        }
    }
    if (grammar.kind === "setting" && Object.keys(document).length === 0) {
        problems.push(problem(path, `has no value: give it, {"@@assign": ...}`));
    }
    return problems;
}

type Keyed = Extract<SettingGrammar, { kind: "map" }>;

const problem = (path: readonly string[], message: string): GrammarProblem => ({ path, message });

const sameKey = (one: string, two: string): boolean => one.toLowerCase() === two.toLowerCase();

/** Whether a key is a typing mistake of a known one. A wider test would report keys that AWS has added since. */
const isNearly = (key: string, known: string): boolean =>
    !sameKey(key, known) && distance(key.toLowerCase(), known) <= 2;

/** The grammar of a key's value; undefined for a key that is a mistake. */
function childOf(
    grammar: Exclude<SettingGrammar, { kind: "setting" | "anything" }>,
    key: string,
): SettingGrammar | undefined {
    if (grammar.kind === "named") return grammar.of;
    const known = Object.keys(grammar.keys).find((one) => sameKey(one, key));
    if (known !== undefined) return grammar.keys[known];
    return grammar.open && !Object.keys(grammar.keys).some((one) => isNearly(key, one))
        ? { kind: "anything" }
        : undefined;
}

function checkAllowed(value: unknown, path: readonly string[]): GrammarProblem[] {
    const operators: readonly string[] = CHILD_OPERATORS;
    if (!Array.isArray(value) || value.length === 0) {
        return [problem(path, `must be a list of ${operators.join(", ")}, such as ["@@none"]`)];
    }
    const wrong = value.filter((one) => !operators.includes(one as string));
    if (wrong.length > 0) {
        return wrong.map((one) => ({
            path,
            message: `has ${JSON.stringify(one)}, which is not an operator.`,
            word: String(one),
            allowed: operators,
        }));
    }
    const alone = value.find((one) => one === "@@all" || one === "@@none") as string | undefined;
    return alone !== undefined && value.length > 1
        ? [problem(path, `has ${alone} next to others: keep one of them`)]
        : [];
}

function checkOperator(
    operator: string,
    value: unknown,
    grammar: SettingGrammar,
    path: readonly string[],
): GrammarProblem[] {
    if (!VALUE_OPERATORS.includes(operator as InheritanceOperator)) {
        const allowed = [...VALUE_OPERATORS, ALLOWED_FOR_CHILDREN];
        return [{ path, message: "is not an operator.", word: operator, allowed }];
    }
    if (grammar.kind !== "setting") {
        return [problem(path, `sets a value, but this place has keys: put it below ${expected(grammar)}`)];
    }
    const isList = grammar.value.kind === "texts" || grammar.value.kind === "some" || grammar.value.kind === "any";
    if (operator !== "@@assign" && (!isList || grammar.assignOnly)) {
        return [problem(path, "works on lists only, but this is a single value: use @@assign")];
    }
    return checkValue(value, grammar.value, path);
}

function checkValue(value: unknown, expectation: SettingValue, path: readonly string[]): GrammarProblem[] {
    const wrong = (what: string): GrammarProblem[] => [
        problem(path, `is ${JSON.stringify(value)}, and must be ${what}`),
    ];
    const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    switch (expectation.kind) {
        case "any":
            return [];
        case "text":
            return isScalar ? [] : wrong("a text");
        case "number":
            return (typeof value === "number" || typeof value === "string") && /^-?\d+$/.test(String(value))
                ? []
                : wrong("a whole number");
        case "boolean":
            return /^(true|false)$/i.test(String(value)) && isScalar ? [] : wrong("true or false");
        case "texts":
            return Array.isArray(value) && value.every((one) => typeof one === "string")
                ? []
                : wrong("a list of texts");
        case "one":
            return expectation.of.includes(value as string)
                ? []
                : [
                      {
                          path,
                          message: `is ${JSON.stringify(value)}, which AWS does not know.`,
                          word: String(value),
                          allowed: expectation.of,
                      },
                  ];
        case "some":
            if (!Array.isArray(value)) return wrong(`a list of ${expectation.of.join(" and ")}`);
            return value
                .filter((one) => !expectation.of.includes(one as string))
                .map((one) => ({
                    path,
                    message: `has ${JSON.stringify(one)}, which AWS does not know.`,
                    word: String(one),
                    allowed: expectation.of,
                }));
    }
}

function expected(grammar: SettingGrammar): string {
    if (grammar.kind !== "map") return "a name of your choice";
    const keys = Object.keys(grammar.keys);
    return keys.length === 1 ? `the key ${keys[0]}` : `the keys ${keys.join(", ")}`;
}
