import { BlockList, isIP } from "node:net";
import type { RequestContext } from "../request/requestContext";
import { some, type ThreeValued } from "./threeValuedLogic";
import { readTemplate, resolve, type TextTemplate } from "./policyVariables";
import { fromPattern, matcher, matches } from "./wildcards";

/** Whether one value of the request meets one of the values that a policy names. */
export type ValueComparison = (value: string, context: RequestContext) => ThreeValued;

export interface ConditionOperator {
    /** It holds when no value matches, and therefore also when the key is not in the request. */
    readonly negated: boolean;
    /** What is wrong with a policy's value, and what to write instead. */
    mistake(value: string): string | undefined;
    compile(templates: readonly (string | TextTemplate)[]): ValueComparison;
    /** It reads `*` and `?` in the policy's values as wildcards. */
    readonly wildcards: boolean;
    /** It replaces policy variables in the policy's values, as the operators for strings and ARNs do. */
    readonly variables: boolean;
}

type Family = Omit<ConditionOperator, "negated">;

const never = (): undefined => undefined;

/** Compiles values without variables once, and resolves values with variables for each request. */
function comparing(
    templates: readonly (string | TextTemplate)[],
    constants: (values: readonly string[]) => (value: string) => boolean,
    one: (pattern: string, value: string) => boolean,
): ValueComparison {
    const fixed = templates.filter((template) => typeof template === "string");
    const variable = templates.filter((template) => typeof template !== "string");
    const test = constants(fixed);
    if (variable.length === 0) return test;
    return (value, context) =>
        test(value) ||
        some(variable, (template) => {
            const { pattern, unknown } = resolve(template, context);
            if (pattern === undefined || !one(pattern, value)) return false;
            return unknown.length === 0 ? true : undefined;
        });
}

function strings(wildcards: boolean, normal: (text: string) => string): Family {
    return {
        wildcards,
        variables: true,
        mistake: never,
        compile: (templates) =>
            comparing(
                templates,
                (values) => {
                    const exact = new Set(values.filter((one) => !wildcards || fromPattern(one) === one).map(normal));
                    const patterns = values.filter((one) => wildcards && fromPattern(one) !== one).map(matcher);
                    if (patterns.length === 0) return (value) => exact.has(normal(value));
                    return (value) => exact.has(value) || patterns.some((test) => test(value));
                },
                // A variable that is not known stands as MANY, so this is a pattern even without wildcards.
                (pattern, value) => matches(normal(pattern), normal(value)),
            ),
    };
}

/** The six parts of an ARN. The last may contain colons. */
function arnParts(arn: string): string[] | undefined {
    const parts = arn.split(":");
    return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function arnMatcher(pattern: string): (value: string) => boolean {
    const tests = arnParts(pattern)?.map(matcher);
    if (!tests) return () => false;
    return (value) => arnParts(value)?.every((part, index) => tests[index]?.(part)) ?? false;
}

/** Each of the six parts is compared separately: a `*` does not match colons, except in the last part. */
const ARN: Family = {
    wildcards: true,
    variables: true,
    mistake: (value) =>
        value.startsWith("${") || arnParts(value)
            ? undefined
            : "use an ARN of six parts such as arn:aws:iam::*:role/Admin",
    compile: (templates) =>
        comparing(
            templates,
            (values) => {
                const tests = values.map(arnMatcher);
                return (value) => tests.some((test) => test(value));
            },
            (pattern, value) => arnMatcher(pattern)(value),
        ),
};

/** Operators on values that have to be read first: numbers, dates, booleans, binaries. A value that cannot be read matches nothing. */
function typed<T>(
    read: (text: string) => T | undefined,
    holds: (actual: T, wanted: T) => boolean,
    advice: string,
): Family {
    return {
        wildcards: false,
        variables: false,
        mistake: (value) => (read(value) === undefined ? advice : undefined),
        compile: (templates) => {
            const wanted = templates.flatMap((one) => (typeof one === "string" ? (read(one) ?? []) : [])) as T[];
            return (value) => {
                const actual = read(value);
                return actual !== undefined && wanted.some((one) => holds(actual, one));
            };
        },
    };
}

const ORDERS: readonly [string, (actual: number, wanted: number) => boolean][] = [
    ["LessThan", (actual, wanted) => actual < wanted],
    ["LessThanEquals", (actual, wanted) => actual <= wanted],
    ["GreaterThan", (actual, wanted) => actual > wanted],
    ["GreaterThanEquals", (actual, wanted) => actual >= wanted],
];
const equal = <T>(actual: T, wanted: T): boolean => actual === wanted;

function readNumber(text: string): number | undefined {
    return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date as W3C writes it (2026-11-24T08:00:00Z; without a zone it is UTC), or in seconds since 1970; in milliseconds. */
function readDate(text: string): number | undefined {
    if (/^\d+$/.test(text) && text.length > 4) return Number(text) * 1000;
    const found = DATE.exec(text);
    if (!found) return undefined;
    const zoned = found[1] !== undefined && found[4] === undefined ? `${text}Z` : text;
    const time = Date.parse(zoned);
    return Number.isNaN(time) ? undefined : time;
}

function readBoolean(text: string): boolean | undefined {
    const lower = text.toLowerCase();
    return lower === "true" ? true : lower === "false" ? false : undefined;
}

function readBinary(text: string): string | undefined {
    return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text.replace(/=+$/, "") : undefined;
}

function cidr(text: string): { address: string; family: "ipv4" | "ipv6"; bits: number } | undefined {
    const [address = "", mask, ...more] = text.split("/");
    const version = isIP(address);
    if (version === 0 || more.length > 0) return undefined;
    const longest = version === 4 ? 32 : 128;
    if (mask !== undefined && !/^\d{1,3}$/.test(mask)) return undefined;
    const bits = mask === undefined ? longest : Number(mask);
    return bits <= longest ? { address, family: version === 4 ? "ipv4" : "ipv6", bits } : undefined;
}

const IP: Family = {
    wildcards: false,
    variables: false,
    mistake: (value) => (cidr(value) ? undefined : "use an address or range such as 203.0.113.0/24 or 2001:db8::/32"),
    compile: (templates) => {
        const ranges = new BlockList();
        for (const template of templates) {
            const range = typeof template === "string" ? cidr(template) : undefined;
            if (range) ranges.addSubnet(range.address, range.bits, range.family);
        }
        return (value) => {
            const version = isIP(value);
            return version !== 0 && ranges.check(value, version === 4 ? "ipv4" : "ipv6");
        };
    },
};

const NUMBER = "use a number such as 300";
const WHEN = "use a date such as 2026-11-24T08:00:00Z";
const lower = (text: string): string => text.toLowerCase();
const same = (text: string): string => text;

/** Names of families that have a negated twin, as `StringEquals` has `StringNotEquals`. */
const TWINS: readonly [string, string, Family][] = [
    ["StringEquals", "StringNotEquals", strings(false, same)],
    ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", strings(false, lower)],
    ["StringLike", "StringNotLike", strings(true, same)],
    ["ArnEquals", "ArnNotEquals", ARN],
    ["ArnLike", "ArnNotLike", ARN],
    ["NumericEquals", "NumericNotEquals", typed(readNumber, equal, NUMBER)],
    ["DateEquals", "DateNotEquals", typed(readDate, equal, WHEN)],
    ["IpAddress", "NotIpAddress", IP],
];

/**
 * All of IAM's condition operators by name, without IfExists, ForAllValues and ForAnyValue. ArnEquals and ArnLike are the same. `Null`,
 * which asks whether a key is missing, is handled where conditions are compiled.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map<string, ConditionOperator>([
    ...TWINS.flatMap(([name, twin, family]): [string, ConditionOperator][] => [
        [name, { ...family, negated: false }],
        [twin, { ...family, negated: true }],
    ]),
    ...ORDERS.flatMap(([order, holds]): [string, ConditionOperator][] => [
        [`Numeric${order}`, { ...typed(readNumber, holds, NUMBER), negated: false }],
        [`Date${order}`, { ...typed(readDate, holds, WHEN), negated: false }],
    ]),
    ["Bool", { ...typed(readBoolean, equal, "use true or false"), negated: false }],
    ["BinaryEquals", { ...typed(readBinary, equal, "use base64"), negated: false }],
    ["Null", { ...typed(readBoolean, equal, "use true or false"), negated: false }],
]);

/** Reads a policy's value for an operator. */
export function readValue(operator: ConditionOperator, value: string, variables: boolean): string | TextTemplate {
    return readTemplate(value, { variables: variables && operator.variables, wildcards: operator.wildcards });
}
