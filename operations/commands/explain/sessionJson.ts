import type { GrantedSession } from "../../../definition/access";
import type { IdentityVerdict, SessionEvaluation } from "../../../evaluator/identity";
import { evaluationJson } from "./evaluationJson";
import type { ExplainedSession } from "./explainedSessions";

/** The answer of one permission set to one action, in the JSON format of `org explain --json`. */
export function sessionJson({ session, grants, answers }: ExplainedSession, action: string): object {
    const answer = answers.find((one) => one.action === action);
    return {
        permissionSet: session.permissionSet,
        from: session.place,
        access: grants.map(grantJson),
        ...(answer && evaluatedJson(answer.evaluation)),
    };
}

/** A grant, as `org explain --json` has it. */
export function grantJson({ holder, grantedAt, because, until }: GrantedSession): object {
    return {
        who: holder.key,
        kind: holder.kind,
        from: grantedAt,
        ...(because !== undefined && { because }),
        ...(until !== undefined && { until }),
    };
}

function evaluatedJson(evaluation: SessionEvaluation): object {
    const { decision, deniedBy, identity, boundary, organization, dependsOnRole } = evaluation;
    return {
        decision,
        deniedBy,
        dependsOnRole,
        identityPolicies: verdictJson(identity),
        ...(boundary && { boundary: verdictJson(boundary) }),
        organization: evaluationJson(organization),
    };
}

function verdictJson({ says, by, considered, unknown }: IdentityVerdict): object {
    const placed = <T extends { readonly place?: string }>({ place, ...rest }: T): object => ({
        ...rest,
        ...(place !== undefined && { from: place }),
    });
    return {
        says,
        by: by.map(({ raw, ...one }) => ({ ...placed(one), content: raw })),
        considered: considered.map(({ raw, ...one }) => ({ ...placed(one), content: raw })),
        unknown: unknown.map(placed),
    };
}
