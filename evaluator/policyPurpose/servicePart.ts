import { matcher, toPattern } from "../matching/wildcards";
import { conditionsOf, statementsOf, textsOf, type RawStatement } from "../policyDocument";

/** How much of a service a policy is about: every action on every resource and always, or some actions, resources, principals or regions. */
export type ServicePart = "all" | "part";

/**
 * How much of a service the statements with one effect are about, each for itself: two statements that together name every action count as
 * a part.
 *
 * @param document JSON text, or the value that JSON.parse returned for it.
 * @param service the prefix of its actions: `dynamodb`.
 * @returns undefined if no such statement is about the service.
 */
export function servicePart(document: unknown, effect: "Allow" | "Deny", service: string): ServicePart | undefined {
    const found = statementsOf(document)
        .filter(({ Effect }) => Effect === effect)
        .map((statement) => partOfStatement(statement, service));
    return found.includes("all") ? "all" : found.find((one) => one !== undefined);
}

function partOfStatement(statement: RawStatement, service: string): ServicePart | undefined {
    const isAlways = conditionsOf(statement).length === 0 && textsOf(statement.Resource).includes("*");
    if (statement.NotAction !== undefined) {
        const spared = textsOf(statement.NotAction).filter((action) => namesService(action, service));
        if (spared.some(namesAll)) return undefined;
        return spared.length === 0 && isAlways ? "all" : "part";
    }
    const actions = textsOf(statement.Action).filter((action) => namesService(action, service));
    if (actions.length === 0) return undefined;
    return isAlways && actions.some(namesAll) ? "all" : "part";
}

function namesService(action: string, service: string): boolean {
    const [prefix = ""] = action.toLowerCase().split(":");
    return prefix === service || (/[*?]/.test(prefix) && matcher(toPattern(prefix))(service));
}

function namesAll(action: string): boolean {
    return /^(\*|[^:]*:\*)$/.test(action);
}
