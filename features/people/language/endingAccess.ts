import type { EndingAccess } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { reportOf } from "../../../definition/modelPlaces";
import type { GrantModel, PeopleModel } from "../model";

/** The lines of `access` with a last day, in the order of the definition. Those that have ended and are still written are among them. */
export function endingAccess(model: PeopleModel, organization: OrganizationModel): readonly EndingAccess[] {
    const report = reportOf(organization);
    const accounts = accountsByGrant(model);
    return model.grants.flatMap(
        ({ number, who, permissionSets, until, because, managementAccount, path }: GrantModel): EndingAccess[] =>
            until === undefined
                ? []
                : [
                      {
                          who: who.map(({ key }) => key),
                          permissionSets,
                          accounts: accounts.get(number) ?? [],
                          isInManagementAccount: managementAccount,
                          until,
                          ...(because !== undefined && { because }),
                          ...(report && { place: report.placeOf(path) }),
                      },
                  ],
    );
}

/** The keys of the accounts that each line means, by its number. */
function accountsByGrant({ accounts }: PeopleModel): ReadonlyMap<number, readonly string[]> {
    const found = new Map<number, Set<string>>();
    for (const [key, { access }] of accounts) {
        for (const { grant } of access) {
            const keys = found.get(grant) ?? new Set();
            found.set(grant, keys.add(key));
        }
    }
    return new Map([...found].map(([grant, keys]) => [grant, [...keys]]));
}
