import { asList } from "../../guardrails/fit";
import type { OrganizationModel, PolicyModel } from "../model";
import { isRegionsPolicy } from "../regions";
import type { Report } from "../report";
import { list } from "../wording";
import { pathTo, targetsOf } from "./targets";

/**
 * `regions` can only narrow what is above: a service control policy allows nothing that another denies. A list that is not within
 * what every region-deny on the way from the root allows is told, for nothing could be done in the regions that are in one list only.
 */
export function checkRegionsWithin(model: OrganizationModel, report: Report): void {
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    for (const target of targetsOf(model)) {
        const own = target.guardrails
            .map((key) => policies.get(key))
            .find((policy) => policy && isRegionsPolicy(policy));
        const wanted = own && allowedRegions(own);
        if (!own || !wanted) continue;
        for (const level of pathTo(target)) {
            for (const key of level.guardrails) {
                const policy = policies.get(key);
                const allowed = policy && policy !== own ? allowedRegions(policy) : undefined;
                const denied = allowed ? wanted.filter((region) => !allowed.includes(region)) : [];
                if (!policy || !allowed || denied.length === 0) continue;
                const by = isRegionsPolicy(policy)
                    ? `the regions of ${level.what} do`
                    : `policy ${key} at ${level.what} does`;
                report.add(
                    own.path,
                    `${target.what} is to work in ${list(denied)}, which ${by} not allow: what is below can narrow, and never widen. ` +
                        `Allowed there: ${list(allowed)}. Take ${denied.length === 1 ? "it" : "them"} out here, or add ${denied.length === 1 ? "it" : "them"} there`,
                );
            }
        }
    }
}

/** The regions outside of which a policy denies all but some actions, as region-deny does; nothing for any other policy. */
export function allowedRegions({ type, content }: PolicyModel): readonly string[] | undefined {
    if (type !== "SERVICE_CONTROL_POLICY") return undefined;
    const { Statement } = JSON.parse(content) as { Statement?: unknown };
    for (const statement of asList(Statement)) {
        const { Effect, NotAction, Condition } = (statement ?? {}) as Record<string, unknown>;
        if (Effect !== "Deny" || NotAction === undefined) continue;
        const { StringNotEquals } = (Condition ?? {}) as Record<string, Record<string, unknown> | undefined>;
        const entry = Object.entries(StringNotEquals ?? {}).find(
            ([key]) => key.toLowerCase() === "aws:requestedregion",
        );
        if (entry) return asList(entry[1]).filter((region) => typeof region === "string");
    }
    return undefined;
}
