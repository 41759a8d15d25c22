import { awsPolicyDocument } from "../../../evaluator/awsPolicies";
import { placedStatements } from "../../../evaluator/policyDocument";
import type { GrantedSession, IdentityDirectory, IdentitySession } from "../../../definition/access";
import type { OrganizationModel } from "../../../definition/model";
import { formatPlace } from "../../../definition";
import { placeIn } from "../../../definition/modelPlaces";
import type { Path } from "../../../definition/problemReport";
import { setSession, type AwsPolicyDocuments, type PartPlace, type SetPart } from "../effect/setSession";
import { isInForce, MANAGEMENT_ACCOUNT } from "../matrix";
import type { AccessModel, PeopleModel, PermissionSetModel } from "../model";

/**
 * The people of a definition, for those who ask what somebody may do.
 *
 * @param day such as 2026-12-31.
 */
export function peopleIdentities(
    model: PeopleModel,
    spine: OrganizationModel,
    day: string,
    documents: AwsPolicyDocuments = awsPolicyDocument,
): IdentityDirectory {
    const placeOf = (path: Path): string => formatPlace(placeIn(spine, path, "the definition"));
    const sets = new Map(model.permissionSets.map((set) => [set.key, identitySession(set, model, documents, placeOf)]));
    const grants = new Map(
        model.grants.map(({ number, path, because }) => [
            number,
            { grantedAt: placeOf(path), ...(because !== undefined && { because }) },
        ]),
    );
    const granted = (access: readonly AccessModel[]): GrantedSession[] =>
        access
            .filter((one) => isInForce(one, day))
            .flatMap(({ who, permissionSet, grant, until }) => {
                const session = sets.get(permissionSet);
                const from = grants.get(grant);
                if (!session || !from) return [];
                const holder = { kind: who.kind === "user" ? ("person" as const) : ("group" as const), key: who.key };
                return [{ holder, session, ...from, ...(until !== undefined && { until }) }];
            });
    const known = new Map<string, readonly GrantedSession[]>();
    return {
        persons: model.users.map(({ key }) => key),
        groups: model.groups.map(({ key, members, isExternal }) => ({ key, members, isExternal })),
        permissionSets: [...sets.values()],
        sessionsIn: (account) => {
            const found =
                known.get(account) ??
                granted(
                    account === MANAGEMENT_ACCOUNT
                        ? model.managementAccess
                        : (model.accounts.get(account)?.access ?? []),
                );
            known.set(account, found);
            return found;
        },
    };
}

function identitySession(
    set: PermissionSetModel,
    { region }: PeopleModel,
    documents: AwsPolicyDocuments,
    placeOf: (path: Path) => string,
): IdentitySession {
    const { key, path } = set;
    const partPlace = (part: SetPart): PartPlace =>
        part === "inlinePolicy" ? inlinePlace(set, placeOf) : { place: placeOf(inSet(set, part)) };
    return { permissionSet: key, place: placeOf(path), path, ...setSession(set, documents, partPlace, region) };
}

/** The path of an element of a permission set; for one of the library, where the set is named. */
function inSet({ library, path }: PermissionSetModel, element: string): Path {
    return library === undefined ? [...path, element] : path;
}

function inlinePlace(
    { inlinePolicy = "", documentPath, path }: PermissionSetModel,
    placeOf: (path: Path) => string,
): PartPlace {
    if (!documentPath) return { place: placeOf(path) };
    const statementPlaces = placedStatements(inlinePolicy).map((one) => placeOf([...documentPath, ...one.path]));
    return { place: placeOf(documentPath), statementPlaces };
}
