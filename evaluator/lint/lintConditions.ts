import type { CatalogueAction, Catalogue, ConditionKey } from "../catalogue/actionCatalogue";
import { readOperator, type ConditionLine } from "../matching/conditionLine";
import { OPERATORS } from "../matching/conditionOperators";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { LintEffort } from "./lintEffort";
import { redundant, sample, valueAt, type LintFinding } from "./lintFinding";
import { lintValues } from "./lintConditionValues";

/** Conditions that do not compare what was meant, or that always or never hold. */
export function lintConditions(statement: PolicyStatement, effort: LintEffort): LintFinding[] {
    return [
        ...emptyConditions(statement),
        ...sameKeys(statement),
        ...withoutMfa(statement),
        ...statement.conditions.flatMap((one) => lintCondition(one, statement, effort)),
    ];
}

/** An empty condition always holds. */
function emptyConditions({ raw }: PolicyStatement): LintFinding[] {
    const condition = raw["Condition"] as Readonly<Record<string, object>> | undefined;
    if (condition === undefined) return [];
    const operators = Object.entries(condition);
    const so = "which always holds: give a key with its values, or leave it out";
    if (operators.length === 0) return [{ at: ["Condition"], message: `has an empty Condition, ${so}` }];
    return operators
        .filter(([, keys]) => Object.keys(keys).length === 0)
        .map(([name]) => ({ at: ["Condition", name], message: `has an empty condition ${name}, ${so}` }));
}

/** Requests signed with an access key do not carry this condition key, so a Deny with Bool does not apply to exactly those. */
function withoutMfa({ effect, conditions }: PolicyStatement): LintFinding[] {
    if (effect !== "Deny") return [];
    return conditions
        .filter(
            ({ operator, key, values }) =>
                operator === "Bool" && key.toLowerCase() === "aws:multifactorauthpresent" && values.includes("false"),
        )
        .map(({ operator, key }) => ({
            at: ["Condition", operator, key],
            message: `denies by Bool if ${key} is false, but requests with access keys do not carry that key: use BoolIfExists`,
        }));
}

/** The case of keys does not matter, so an operator with a key in two spellings has it twice. */
function sameKeys({ conditions }: PolicyStatement): LintFinding[] {
    const first = new Map<string, string>();
    return conditions.flatMap(({ operator, key }): LintFinding[] => {
        const id = `${operator} ${key.toLowerCase()}`;
        const before = first.get(id);
        if (before === undefined) first.set(id, key);
        return before === undefined
            ? []
            : [
                  {
                      at: ["Condition", operator, key],
                      message: `compares ${before} and ${key} by ${operator}, which are one key because case does not matter: put the values into one list`,
                  },
              ];
    });
}

function lintCondition(condition: ConditionLine, statement: PolicyStatement, effort: LintEffort): LintFinding[] {
    const { key, operator: name, values } = condition;
    const { catalogue } = effort;
    const read = readOperator(name);
    const operator = read && OPERATORS.get(read.base);
    if (!read || !operator) return [];
    const keyAt = ["Condition", name, key];
    const found: LintFinding[] = [];
    const add = (message: string, index?: number): number =>
        found.push({ at: index === undefined ? keyAt : valueAt(statement.raw, keyAt, index), message });
    const literal = values.findIndex((value) => /[*?]/.test(value.replaceAll(/\$\{.*?\}/g, "")));
    if (literal >= 0 && /^String(Not)?Equals/.test(read.base)) {
        const like = read.base.replace(/Equals(IgnoreCase)?$/, "Like");
        add(
            `compares ${key} by ${name}, which does not treat * and ? as wildcards: use ${name.replace(read.base, like)}`,
            literal,
        );
    }
    if (read.ifExists && read.quantifier === "ForAnyValue") {
        add(
            `compares ${key} by ${name}: AWS's pages disagree on the result when the key is missing. Use ForAnyValue:${read.base}, and a separate statement with a condition Null for a missing key`,
        );
    }
    for (const { index, by, isSame } of redundant(values, effort)) {
        if (isSame || operator.wildcards) {
            const why = isSame ? " a second time" : `, which ${by} covers already`;
            add(`compares ${key} by ${name} with ${JSON.stringify(values[index])}${why}: leave it out`, index);
        }
    }
    const known = catalogue.conditionKey(key);
    const mismatch = known && typeMismatch(known, name, read.base);
    if (mismatch !== undefined) add(mismatch);
    else for (const { index, message } of lintValues(condition, read.base, effort)) add(message, index);
    if (!known) {
        if (isKeyJudged(key, catalogue)) {
            add(`has the unknown condition key ${key}.${effort.hint(key, catalogue.conditionKeys())}`);
        }
        return found;
    }
    const several = known.type.startsWith("ArrayOf");
    if (several && read.quantifier === undefined && read.base !== "Null") {
        add(
            `compares ${key}, which may have several values, by ${name}: use ForAnyValue:${name} or ForAllValues:${name}`,
        );
    }
    if (!several && read.quantifier === "ForAllValues") {
        add(
            `compares ${key}, which has one value, by ${name}: that is also true when the key is missing. Use ${name.slice("ForAllValues:".length)}`,
        );
    }
    const reach = lintReach(condition, operator.negated || read.ifExists, statement, effort);
    if (reach !== undefined) add(reach);
    return found;
}

/**
 * Whether a key that is not found certainly does not exist. Keys whose prefix has a dot belong to identity providers, which anybody may
 * run.
 */
export function isKeyJudged(key: string, catalogue: Catalogue): boolean {
    const [prefix = ""] = key.split(":", 1);
    if (prefix.toLowerCase() === "aws" || catalogue.isLoaded(prefix)) return true;
    return !prefix.includes(".") && !catalogue.isKnownService(prefix);
}

/** What each family of operators compares, and the prefix of its operators' names. */
const FAMILIES: readonly (readonly [prefix: RegExp, family: string])[] = [
    [/^String/, "String"],
    [/^Arn/, "ARN"],
    [/^Numeric/, "Numeric"],
    [/^Date/, "Date"],
    [/^Bool/, "Bool"],
    [/^(Not)?IpAddress/, "IPAddress"],
    [/^Binary/, "Binary"],
];

/** The operators for each type of value. */
const OPERATOR_OF: Readonly<Record<string, readonly [what: string, operator: string]>> = {
    String: ["a text", "StringEquals or StringLike"],
    ARN: ["an ARN", "ArnLike"],
    Numeric: ["a number", "NumericEquals, NumericLessThan or the like"],
    Date: ["a date", "DateLessThan, DateGreaterThan or the like"],
    Bool: ["true or false", "Bool"],
    IPAddress: ["an address", "IpAddress or NotIpAddress"],
};

/** The message for an operator that is not for values of the key's type. */
function typeMismatch({ key, type, global }: ConditionKey, name: string, base: string): string | undefined {
    const family = FAMILIES.find(([prefix]) => prefix.test(base))?.[1];
    const own = type.replace(/^ArrayOf/, "");
    const right = OPERATOR_OF[own];
    if (family === undefined || right === undefined || family === own || family === "Binary") return undefined;
    // The value of a tag may be any text. String operators may compare ARNs too, and what a service calls a string may be an ARN.
    if (/tag\//i.test(key) && own === "String") return undefined;
    if (own === "ARN" && family === "String") return undefined;
    if (own === "String" && family === "ARN" && !global) return undefined;
    if (own === "Date" && family === "Numeric" && key.toLowerCase() === "aws:epochtime") return undefined;
    return `compares ${key}, which is ${right[0]}, by ${name}: use ${right[1]}`;
}

/**
 * A key that no request for some actions carries. The condition is then always false or, if it is negated, always true.
 *
 * @param holdsWithout whether the condition holds if the key is missing
 */
function lintReach(
    { key, operator }: ConditionLine,
    holdsWithout: boolean,
    statement: PolicyStatement,
    effort: LintEffort,
): string | undefined {
    const { actions, effect, conditions } = statement;
    if (actions.not || operator.endsWith("Null")) return undefined;
    const { catalogue } = effort;
    const patterns = actions.patterns.filter((pattern) => !/[*?]/.test(pattern.split(":", 1)[0] ?? ""));
    const named = effort.actionsOf(statement);
    const reached = patterns.flatMap((pattern) => named.get(pattern) ?? []);
    if (!effort.spend(reached.length * 1_000)) return undefined;
    const without = reached.filter((action) => !catalogue.keyApplies(key, action));
    if (reached.length === 0 || without.length === 0 || isInNoAction(key, reached, catalogue)) return undefined;
    const isWhole =
        patterns.length === actions.patterns.length &&
        patterns.every((pattern) => catalogue.isLoaded(pattern.split(":", 1)[0] ?? ""));
    if (without.length === reached.length && isWhole) {
        const always = holdsWithout ? "always holds" : "never holds";
        return `has a condition on ${key}, which no request for ${sample(reached)} carries: it ${always}`;
    }
    const guarded = conditions.some((one) => one.key.toLowerCase() === key.toLowerCase() && one.operator === "Null");
    if (effect !== "Deny" || !holdsWithout || operator.endsWith("IfExists") || guarded) return undefined;
    return `denies ${sample(without)} whatever ${key} is, because no request for them carries that key. Leave them out, or add a condition Null that requires the key`;
}

/** AWS lists some keys without saying which actions carry them, such as states:HTTPEndpoint. */
function isInNoAction(key: string, reached: readonly CatalogueAction[], catalogue: Catalogue): boolean {
    if (catalogue.conditionKey(key)?.global) return false;
    const [prefix = ""] = key.toLowerCase().split(":", 1);
    const services = new Set([prefix, ...reached.map(({ service }) => service)]);
    return ![...services].some((service) =>
        catalogue.actionsOf(service).some((action) => catalogue.keyApplies(key, action)),
    );
}
