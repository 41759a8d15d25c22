import { managementHierarchy, OTHER_PLACEHOLDER_ID, PLACEHOLDER_ID } from "../../../definition/access";
import { USUAL_CONTEXT, type ContextValues } from "../../../evaluator/evaluation";
import { evaluateSession, type SessionEvaluation, type SessionPolicies } from "../../../evaluator/identity";
import { ADMINISTRATOR_MEANS, IDENTITY_CENTER_MEANS, type AdministratorMeans } from "../../../limits";

/** What a session may do in an account that no policy of the organisation binds. */
export function askedOfSession(
    session: SessionPolicies,
    action: string,
    resource?: string,
    context: ContextValues = {},
): SessionEvaluation {
    return evaluateSession(session, managementHierarchy(PLACEHOLDER_ID), {
        action,
        ...(resource !== undefined && { resource }),
        region: "us-east-1",
        context: { ...USUAL_CONTEXT, ...context },
    });
}

/** The means with which a session makes itself an administrator of its account: the first action on any resource, the others on some. */
export function meansOf(session: SessionPolicies): readonly AdministratorMeans[] {
    return ADMINISTRATOR_MEANS.means.filter((means) => isGiven(session, means));
}

function isGiven(session: SessionPolicies, means: AdministratorMeans): boolean {
    const [, ...others] = means.actions;
    return (
        firstOfMeans(session, means).decision === "allowed" &&
        others.every((action) => askedOfSession(session, action).decision !== "denied")
    );
}

/** Whether the first action of a means is allowed, and by what. */
export function firstOfMeans(
    session: SessionPolicies,
    { actions: [iam], on, service }: AdministratorMeans,
): SessionEvaluation {
    const context: ContextValues = service === undefined ? {} : { "iam:PassedToService": service };
    return askedOfSession(session, iam, `arn:aws:iam::${PLACEHOLDER_ID}:${on}/one-that-no-policy-names`, context);
}

/** Whether somebody with a session in the management account reaches all others: by Identity Center, or by the roles that AWS has made there. */
export function reachesOthers(session: SessionPolicies): boolean {
    const role = `arn:aws:iam::${OTHER_PLACEHOLDER_ID}:role/OrganizationAccountAccessRole`;
    return (
        askedOfSession(session, "sts:AssumeRole", role).decision === "allowed" ||
        IDENTITY_CENTER_MEANS.some((action) => askedOfSession(session, action).decision === "allowed")
    );
}
