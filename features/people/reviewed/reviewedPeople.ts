import type { ExistingState, ResourceChange, ReviewedChange } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";
import type { AwsPolicyDocuments } from "../effect/setSession";
import type { PeopleModel } from "../model";
import { isOfFormerAccounts, isOfNewAccounts, reviewedAccounts } from "./accountAccessWords";
import { changedAccess, type ChangedAccess } from "./changedAccess";
import { changedPrincipals } from "./changedPrincipals";
import { peopleSituation } from "./peopleSituation";
import { reviewedPrincipal } from "./reviewedPrincipals";
import { reviewedSet } from "./reviewedSets";

const TYPES: ReadonlySet<string> = new Set(Object.values(PEOPLE_RESOURCES));

/**
 * What a run changes of people and their access: one change for each person, group and permission set, and one for accounts that come or go
 * together.
 */
export function reviewedPeople(
    model: PeopleModel,
    all: readonly ResourceChange[],
    state: ExistingState,
    spine: OrganizationModel,
    documents: AwsPolicyDocuments,
): readonly ReviewedChange[] {
    const changes = all.filter(({ type }) => TYPES.has(type));
    if (changes.length === 0) return [];
    const situation = peopleSituation(model, all, state, spine, documents);
    const of = (type: string): ResourceChange[] => changes.filter((change) => change.type === type);
    const sets = of(PEOPLE_RESOURCES.permissionSet);
    const replaced = new Set(sets.filter(({ operation }) => operation === "replace").map(({ name }) => name));
    const ofPrincipals: ChangedAccess[] = [];
    const ofSets: ChangedAccess[] = [];
    const ofNew: ChangedAccess[] = [];
    const ofFormer: ChangedAccess[] = [];
    for (const access of changedAccess(of(PEOPLE_RESOURCES.access), situation)) {
        const isSame = access.gains.length + access.loses.length === 0;
        if (isSame && replaced.has(access.permissionSet)) ofSets.push(access);
        else if (isOfNewAccounts(access, situation)) ofNew.push(access);
        else if (isOfFormerAccounts(access, situation)) ofFormer.push(access);
        else ofPrincipals.push(access);
    }
    return [
        ...changedPrincipals(changes, ofPrincipals, situation).map((one) => reviewedPrincipal(one, situation)),
        ...reviewedAccounts(ofNew, "gains", situation),
        ...reviewedAccounts(ofFormer, "loses", situation),
        ...sets.map((change) =>
            reviewedSet(
                change,
                ofSets.filter(({ permissionSet }) => permissionSet === change.name),
                situation,
            ),
        ),
    ];
}
