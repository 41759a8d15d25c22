import { didYouMean, list } from "../../definition/wording";
import type { Action, Catalogue } from "./catalogue";
import { readOperator, type Condition } from "./conditions";
import { OPERATORS } from "./operators";
import type { Policy, Statement } from "./policy";
import { RCP_SERVICES } from "./rcpServices";

/** Something in a document that AWS takes, and that does not do what its writer meant. */
export interface Warning {
    /** From 0. */
    readonly statement: number;
    readonly sid?: string;
    readonly message: string;
}

/**
 * Looks for what AWS takes in silence: actions and condition keys that do not exist, keys that the actions do not have,
 * wildcards that are taken literally, sets compared as if they were single values.
 *
 * @param catalogue with the services that the document names, as `Catalogue.loadFor` loads them; what is not loaded is not judged
 */
export function lint(policy: Policy, catalogue: Catalogue): Warning[] {
    return policy.statements.flatMap((statement) => {
        const { index, sid } = statement;
        const place = `statement ${index + 1}${sid === undefined ? "" : ` (${sid})`}`;
        return [
            ...lintActions(statement, policy, catalogue),
            ...statement.conditions.flatMap((condition) => lintCondition(condition, statement, catalogue)),
        ].map((message) => ({ statement: index, ...(sid !== undefined && { sid }), message: `${place} ${message}` }));
    });
}

function lintActions({ actions }: Statement, { type }: Policy, catalogue: Catalogue): string[] {
    const element = actions.not ? "NotAction" : "Action";
    return actions.patterns.flatMap((pattern) => {
        const [service = ""] = pattern.split(":", 1);
        if (/[*?]/.test(service)) return [];
        if (!catalogue.isKnownService(service)) {
            return [
                `names ${pattern} in ${element}, and there is no service ${service}.${didYouMean(service, catalogue.services)}`,
            ];
        }
        if (type === "RESOURCE_CONTROL_POLICY" && !RCP_SERVICES.has(service.toLowerCase())) {
            return [
                `names ${pattern}: resource control policies do not reach the service ${service}, so it does nothing`,
            ];
        }
        if (!catalogue.isLoaded(service) || catalogue.expandActions(pattern).length > 0) return [];
        const names = catalogue.actionsOf(service).map(({ name }) => name);
        return [`names ${pattern} in ${element}, which matches no action.${didYouMean(pattern, names)}`];
    });
}

function lintCondition(condition: Condition, statement: Statement, catalogue: Catalogue): string[] {
    const { key, operator: name, values } = condition;
    const read = readOperator(name);
    const operator = read && OPERATORS.get(read.base);
    if (!read || !operator) return [];
    const messages: string[] = [];
    if (
        /^String(Not)?Equals/.test(read.base) &&
        values.some((value) => /[*?]/.test(value.replaceAll(/\$\{.*?\}/g, "")))
    ) {
        const like = read.base.replace(/Equals(IgnoreCase)?$/, "Like");
        messages.push(
            `compares ${key} by ${name}, which takes * and ? as they stand: use ${name.replace(read.base, like)}`,
        );
    }
    const found = catalogue.conditionKey(key);
    if (!found) {
        const [prefix = ""] = key.split(":", 1);
        const judged = prefix === "aws" || catalogue.isLoaded(prefix) || !prefix.includes(".");
        // Keys with a dot in front belong to identity providers, which anybody may run.
        if (judged && (prefix === "aws" || !catalogue.isKnownService(prefix) || catalogue.isLoaded(prefix))) {
            messages.push(`has the unknown condition key ${key}.${didYouMean(key, catalogue.conditionKeys())}`);
        }
        return messages;
    }
    const several = found.type.startsWith("ArrayOf");
    if (several && read.quantifier === undefined && read.base !== "Null") {
        messages.push(
            `compares ${key}, which may have several values, by ${name}: use ForAnyValue:${name} or ForAllValues:${name}`,
        );
    }
    if (!several && read.quantifier === "ForAllValues" && statement.effect === "Allow") {
        messages.push(
            `compares ${key}, which has one value, by ${name}: that is true as well when the key is missing. Use ${name.slice("ForAllValues:".length)}`,
        );
    }
    return [...messages, ...lintReach(condition, operator.negated, read.ifExists, statement, catalogue)];
}

/** A key that is in no request of some actions: the condition is then always false, or, where it is negated, always true. */
function lintReach(
    { key, operator }: Condition,
    negated: boolean,
    ifExists: boolean,
    { actions, effect, conditions }: Statement,
    catalogue: Catalogue,
): string[] {
    if (actions.not || operator.endsWith("Null")) return [];
    const reached = actions.patterns
        .filter((pattern) => !/[*?]/.test(pattern.split(":", 1)[0] ?? "") && !pattern.startsWith("*"))
        .flatMap((pattern) => catalogue.expandActions(pattern))
        .flatMap((name) => catalogue.action(name) ?? []);
    const without = reached.filter((action) => !catalogue.keyApplies(key, action));
    if (reached.length === 0 || without.length === 0) return [];
    const trueWithout = negated || ifExists;
    if (without.length === reached.length && actions.patterns.every((pattern) => !pattern.startsWith("*"))) {
        const always = trueWithout ? "always holds" : "never holds";
        return [`has a condition on ${key}, which no request for ${sample(reached)} carries: it ${always}`];
    }
    const guarded = conditions.some((one) => one.key.toLowerCase() === key.toLowerCase() && one.operator === "Null");
    if (effect !== "Deny" || !trueWithout || ifExists || guarded) return [];
    return [
        `denies ${sample(without)} whatever ${key} says, for no request for them carries it. Leave them out, or add a condition Null that asks for the key`,
    ];
}

function sample(actions: readonly Action[]): string {
    const names = actions.map(({ name }) => name);
    return names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more actions` : list(names);
}
