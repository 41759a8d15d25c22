import { asList } from "../../evaluator/fit";
import type { PolicyModel } from "../model";

/** The condition operators that may spare roles too. */
const SPARING = ["ArnNotLike", "ArnNotEquals", "StringNotLike", "StringNotEquals"];

/**
 * The regions outside of which a policy denies all but some actions to all but some roles, as region-deny does; nothing for any other
 * policy, one with more conditions among them.
 */
export function allowedRegions({ type, content }: PolicyModel): readonly string[] | undefined {
    if (type !== "SERVICE_CONTROL_POLICY") return undefined;
    const { Statement } = JSON.parse(content) as { Statement?: unknown };
    for (const statement of asList(Statement)) {
        const { Effect, NotAction, Resource, Condition } = (statement ?? {}) as Record<string, unknown>;
        if (Effect !== "Deny" || NotAction === undefined || !asList(Resource).includes("*")) continue;
        const conditions = Object.entries((Condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(
            ([operator, keys]) =>
                Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), value })),
        );
        const regions = conditions.find(
            ({ key, operator }) => key === "aws:requestedregion" && operator === "StringNotEquals",
        );
        const others = conditions.filter((one) => one !== regions);
        if (!regions || !others.every(({ key, operator }) => key === "aws:principalarn" && SPARING.includes(operator)))
            continue;
        return asList(regions.value).filter((region) => typeof region === "string");
    }
    return undefined;
}
