import { actionMatcher, readAction } from "../matching/actionPatterns";
import { asList, statementsOf } from "../policyDocument";

/**
 * Whether a document has a statement that denies an action to somebody, somewhere, for some resource. The action may be named, or
 * matched by a pattern or NotAction.
 *
 * @param document JSON text, or the value that JSON.parse returned for it. @param action such as `organizations:LeaveOrganization`.
 */
export function deniesAction(document: unknown, action: string): boolean {
    const name = readAction(action);
    return statementsOf(document).some(({ Effect, Action, NotAction }) => {
        const isMatched = actionMatcher(asList(Action ?? NotAction).map(String))(name);
        return Effect === "Deny" && (NotAction === undefined ? isMatched : !isMatched);
    });
}
