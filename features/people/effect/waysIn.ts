import { evaluate, USUAL_CONTEXT } from "../../../evaluator/evaluation";
import { Hierarchies } from "../../../evaluator/situation";
import { accountNode } from "../../../tree";
import { heldByPersons, type AccessSide, type HeldByPerson } from "./accessSide";
import type { SetContent } from "./setContent";
import { setSituation, type AwsPolicyDocuments } from "./setSituation";

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
    const { situation, unknown } = setSituation(sets, [...sets.keys()], documents);
    const hierarchies = new Hierarchies(situation);
    const isAdministrator = (key: string): boolean => {
        if (unknown.has(key)) return sets.get(key)?.isBreakGlass === true;
        const hierarchy = { ...hierarchies.of(accountNode(key)), account: "000000000000" };
        return NEEDED.every(([action, resource]) => {
            const principal = "arn:aws:iam::000000000000:role/a-role-that-no-policy-names";
            const request = { action, resource, principal, region: "us-east-1", context: USUAL_CONTEXT };
            return evaluate(hierarchy, request).decision === "allowed";
        });
    };
    return new Set([...sets.keys()].filter(isAdministrator));
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
