import type { PolicyModel } from "../../../definition";
import { conditionsOf, statementsOf, textsOf, type RawStatement } from "../../../evaluator/policyDocument";
import { matcher, toPattern } from "../../../evaluator/matching/wildcards";

/** How much of a service a guardrail denies: all of it, to everybody and always, or some actions, resources, principals or regions. */
export type DeniedPart = "all" | "part";

/** What a guardrail's statements deny of a service; undefined if it denies nothing of it. */
export function deniedPart(policies: readonly Pick<PolicyModel, "content">[], service: string): DeniedPart | undefined {
    const found = policies
        .flatMap(({ content }) => statementsOf(content))
        .filter(({ Effect }) => Effect === "Deny")
        .map((statement) => deniedByStatement(statement, service));
    return found.includes("all") ? "all" : found.find((one) => one !== undefined);
}

function deniedByStatement(statement: RawStatement, service: string): DeniedPart | undefined {
    const isAlways = conditionsOf(statement).length === 0 && textsOf(statement.Resource).includes("*");
    const spared = statement.NotAction === undefined ? undefined : textsOf(statement.NotAction);
    if (spared) {
        if (spared.some((action) => namesService(action, service) && namesAll(action))) return undefined;
        const isWhole = !spared.some((action) => namesService(action, service));
        return isWhole && isAlways ? "all" : "part";
    }
    const actions = textsOf(statement.Action).filter((action) => namesService(action, service));
    if (actions.length === 0) return undefined;
    return isAlways && actions.some(namesAll) ? "all" : "part";
}

function namesService(action: string, service: string): boolean {
    const [prefix = ""] = action.toLowerCase().split(":");
    return matcher(toPattern(prefix))(service);
}

function namesAll(action: string): boolean {
    return /^(\*|[^:]*:\*)$/.test(action);
}
