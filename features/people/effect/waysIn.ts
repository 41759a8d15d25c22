import { managementHierarchy, PLACEHOLDER_ID } from "../../../definition/access";
import { USUAL_CONTEXT } from "../../../evaluator/evaluation";
import { evaluateSession } from "../../../evaluator/identity";
import { heldByPersons, type AccessSide, type HeldByPerson } from "./accessSide";
import type { SetContent } from "./setContent";
import { setSession, type AwsPolicyDocuments } from "./setSession";

/**
 * Whoever may do this can give himself everything else, and can let others in again. A permission set that allows less is no way in for an
 * emergency: nobody could repair a broken role with it.
 */
const NEEDED: readonly (readonly [action: string, resource: string])[] = [
    ["iam:CreateRole", "arn:aws:iam::000000000000:role/a-role-that-no-policy-names"],
    ["iam:AttachRolePolicy", "arn:aws:iam::000000000000:role/a-role-that-no-policy-names"],
    ["iam:PutRolePolicy", "arn:aws:iam::000000000000:role/a-role-that-no-policy-names"],
    ["iam:UpdateAssumeRolePolicy", "arn:aws:iam::000000000000:role/a-role-that-no-policy-names"],
    ["sts:AssumeRole", "arn:aws:iam::000000000000:role/a-role-that-no-policy-names"],
];

/**
 * The keys of the permission sets that administer an account, by what their policies and boundaries say. A set with a policy that is not
 * known here is none of them, unless the definition says that it is for emergencies.
 */
export function administratorSets(
    sets: ReadonlyMap<string, SetContent>,
    documents: AwsPolicyDocuments,
): ReadonlySet<string> {
    return new Set([...sets].filter(([, set]) => isAdministrator(set, documents)).map(([key]) => key));
}

function isAdministrator(set: SetContent, documents: AwsPolicyDocuments): boolean {
    const session = setSession(set, documents);
    const account = managementHierarchy(PLACEHOLDER_ID);
    const evaluations = NEEDED.map(([action, resource]) =>
        evaluateSession(session, account, { action, resource, region: "us-east-1", context: USUAL_CONTEXT }),
    );
    if (evaluations.every(({ decision }) => decision === "allowed")) return true;
    const isUnknown = evaluations.some(({ identity, boundary }) =>
        [identity, ...(boundary ? [boundary] : [])].some(({ unknown }) => unknown.length > 0),
    );
    return isUnknown && set.isBreakGlass && evaluations.every(({ decision }) => decision !== "denied");
}

/** Who administers an account: a person, or a group of another directory, with a permission set. By account. */
export function waysIn(
    side: AccessSide,
    administrators: ReadonlySet<string>,
): ReadonlyMap<string, readonly HeldByPerson[]> {
    const found = new Map<string, HeldByPerson[]>();
    for (const held of heldByPersons(side).values()) {
        if (!administrators.has(held.permissionSet)) continue;
        found.set(held.account, [...(found.get(held.account) ?? []), held]);
    }
    return found;
}
