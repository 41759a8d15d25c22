import { evaluateSession, type SessionEvaluation, type SessionPolicies } from "../../evaluator/identity";
import type { Catalogue, Hierarchy } from "../../evaluator/evaluation";
import { usualContext, type Question } from "./accessQuestion";

/** Asks the evaluator for a session in an account. The rest of the request is as `ask` has it. */
export function askSession(
    hierarchy: Hierarchy,
    session: SessionPolicies,
    { action, region, resource, context }: Omit<Question, "who" | "from">,
    catalogue: Catalogue,
): SessionEvaluation {
    return evaluateSession(
        session,
        hierarchy,
        {
            action,
            ...(region !== undefined && { region }),
            ...(resource !== undefined && { resource }),
            context: usualContext(context),
        },
        { catalogue },
    );
}

/** What binds the management account: no service and no resource control policy. */
export function managementHierarchy(account: string): Hierarchy {
    return { levels: [], account, management: true };
}
