import { asList, conditionsOf, statementsOf, textsOf, type RawStatement } from "../policyDocument";
import { sparesRoles } from "./sparedRoles";

/**
 * The regions to which a service control policy limits all but some actions for all but some roles, as the library's region-deny
 * does. If several statements do so, the result combines them. Undefined for any other policy, and for one with more conditions, because
 * what it denies depends on more than the region.
 */
export function allowedRegions(policy: {
    readonly type: string;
    readonly content: string;
}): readonly string[] | undefined {
    if (policy.type !== "SERVICE_CONTROL_POLICY") return undefined;
    const [first, ...others] = statementsOf(policy.content).flatMap((statement) => {
        const regions = regionsOf(statement);
        return regions === undefined ? [] : [regions];
    });
    return first?.filter((region) => others.every((list) => list.includes(region)));
}

function regionsOf(statement: RawStatement): string[] | undefined {
    const { Effect, NotAction, Resource } = statement;
    // A Deny of a few actions says nothing about all the others.
    if (Effect !== "Deny" || NotAction === undefined || !asList(Resource).includes("*")) return undefined;
    const conditions = conditionsOf(statement);
    const ofRegions = conditions.find(
        ({ operator, key }) => operator === "StringNotEquals" && key.toLowerCase() === "aws:requestedregion",
    );
    const others = conditions.filter((one) => one !== ofRegions);
    return ofRegions && others.every(sparesRoles) ? textsOf(ofRegions.values) : undefined;
}
