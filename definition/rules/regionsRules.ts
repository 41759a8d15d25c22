import { asList } from "../../evaluator/fit";
import type { OrganizationModel, PolicyModel } from "../model";
import { isRegionsPolicy } from "../policies/regionsPolicy";
import type { Report } from "../report";
import { listSome } from "../../limits";
import { pathTo, targetsOf } from "./targets";

/**
 * `regions` can only narrow what is above: a service control policy allows nothing that another denies. A list that is not within
 * what every region-deny on the way from the root allows is told, for nothing could be done in the regions that are in one list only.
 */
export function checkRegionsWithin(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, { policy, allowed: allowedRegions(policy) }]));
    for (const target of targetsOf(model)) {
        const own = target.guardrails
            .map((key) => policies.get(key))
            .find((one) => one?.allowed && isRegionsPolicy(one.policy));
        if (!own?.allowed) continue;
        const wanted = own.allowed;
        for (const level of pathTo(target)) {
            for (const key of level.guardrails) {
                const found = policies.get(key);
                if (!found?.allowed || found === own) continue;
                const { policy, allowed } = found;
                const denied = wanted.filter((region) => !allowed.includes(region));
                if (denied.length === 0) continue;
                const by = isRegionsPolicy(policy)
                    ? `the regions of ${level.what} do`
                    : `policy ${key} at ${level.what} does`;
                report.add(
                    own.policy.path,
                    () =>
                        `${target.what} is to work in ${listSome(denied)}, which ${by} not allow: what is below can narrow, and never widen. ` +
                        `Allowed there: ${listSome(allowed)}. Take ${denied.length === 1 ? "it" : "them"} out here, or add ${denied.length === 1 ? "it" : "them"} there`,
                );
            }
        }
    }
}

/** The condition operators that may spare roles beside. */
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
