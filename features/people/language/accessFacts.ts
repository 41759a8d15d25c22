import { formatPlace, type AccountModel } from "../../../definition";
import type { FactSection } from "../../../definition/feature";
import type { Origins } from "../../../definition/valueOrigins";
import { visible } from "../../../limits";
import { isInForce } from "../matrix";
import type { PeopleModel } from "../model";

/** Who has access to an account, each with the line of `access` that says so. */
export function accessFacts(
    { accounts, grants }: PeopleModel,
    { key }: Pick<AccountModel, "key">,
    origins: Pick<Origins, "written">,
    day: string,
): readonly FactSection[] {
    const facts = (accounts.get(key)?.access ?? []).map((access) => {
        const { who, permissionSet, grant, until } = access;
        const place = origins.written(grants[grant]?.path ?? ["access", grant]);
        const end = until === undefined ? "" : isInForce(access, day) ? ` until ${until}` : ` (ended on ${until})`;
        return {
            name: visible(who.key),
            value: `${visible(permissionSet)}${end}`,
            ...(place && { from: formatPlace(place) }),
        };
    });
    return [{ key: "access", heading: "ACCESS", facts }];
}
