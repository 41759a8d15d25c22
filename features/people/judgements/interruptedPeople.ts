import type { ExistingState, Findings } from "../../../definition/feature";
import { listSome } from "../../../limits";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import { plannedAccess } from "../plan/assignments";
import { membershipKey } from "../plan/membershipKey";
import type { JudgedChange } from "./judgedChange";

/**
 * Refuses a run after one that was killed while it gave something that the definition no longer has: AWS may have it, and as the state does
 * not know it, nothing would ever take it away.
 */
export function interruptedPeople(
    { model, day, problem }: JudgedChange,
    { interruptedCreations = [] }: ExistingState,
): Findings {
    if (interruptedCreations.length === 0) return { problems: [], warnings: [] };
    const { groups, users, permissionSets } = model;
    const planned = new Map<string, ReadonlySet<string>>([
        [PEOPLE_RESOURCES.group, new Set(groups.map(({ key }) => key))],
        [PEOPLE_RESOURCES.user, new Set(users.map(({ key }) => key))],
        [
            PEOPLE_RESOURCES.membership,
            new Set(groups.flatMap(({ key, members }) => members.map((member) => membershipKey(member, key)))),
        ],
        [PEOPLE_RESOURCES.permissionSet, new Set(permissionSets.map(({ key }) => key))],
        [PEOPLE_RESOURCES.access, new Set(plannedAccess(model, day).map(({ key }) => key))],
    ]);
    const lost = interruptedCreations.filter(({ type, name }) => planned.get(type)?.has(name) === false);
    if (lost.length === 0) return { problems: [], warnings: [] };
    const names = listSome(lost.map(({ name }) => name));
    return {
        problems: [
            problem(
                ["people"],
                `a run was killed while it made ${names}, and the definition no longer has ${lost.length === 1 ? "it" : "them"}. AWS may have ${lost.length === 1 ? "it" : "them"}, and the stack does not know: nothing would take away what people got. ` +
                    "Run `./org recover`, which puts into the state what AWS has; then this run deletes it",
            ),
        ],
        warnings: [],
    };
}
