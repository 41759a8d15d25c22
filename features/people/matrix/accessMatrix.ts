import type { OrganizationModel } from "../../../definition/model";
import type { AccessModel, GrantModel, PeopleModel } from "../model";
import { MANAGEMENT_ACCOUNT, type AccessKind, type AccessLine } from "./accessLine";

/** Who may do what where on a day. */
export interface AccessMatrix {
    /** Such as 2026-12-31. */
    readonly day: string;
    /** The management account first, then by account, in the order of the definition's grants. */
    readonly lines: readonly AccessLine[];
    /** The grants whose last day is before `day`. They give nothing. */
    readonly ended: readonly GrantModel[];
}

/** @param day such as 2026-12-31. */
export function accessMatrix(model: PeopleModel, spine: OrganizationModel, day: string): AccessMatrix {
    const holders = holdersOf(model);
    const grants = new Map(model.grants.map((grant) => [grant.number, grant]));
    const units = new Map(spine.accounts.map(({ key, unit }) => [key, unit]));
    const lines = (account: string, access: readonly AccessModel[]): AccessLine[] => {
        const unit = units.get(account);
        return access
            .filter((one) => isInForce(one, day))
            .flatMap((one) => {
                const because = grants.get(one.grant)?.because;
                return (holders.get(principalId(one.who)) ?? []).map((holder): AccessLine => ({
                    ...holder,
                    permissionSet: one.permissionSet,
                    account,
                    ...(unit !== undefined && { unit }),
                    ...(one.until !== undefined && { until: one.until }),
                    ...(because !== undefined && { because }),
                    grant: one.grant,
                    path: grants.get(one.grant)?.path ?? ["access", one.grant],
                }));
            });
    };
    return {
        day,
        lines: [
            ...lines(MANAGEMENT_ACCOUNT, model.managementAccess),
            ...[...model.accounts].flatMap(([account, { access }]) => lines(account, access)),
        ],
        ended: model.grants.filter((grant) => !isInForce(grant, day)),
    };
}

/** Whether access is still given on a day. Days are compared as texts: 2026-09-30 is before 2026-12-31. */
export function isInForce({ until }: { readonly until?: string }, day: string): boolean {
    return until === undefined || day <= until;
}

interface Holder {
    readonly who: string;
    readonly kind: AccessKind;
    readonly through?: string;
}

/** Who has what is given to a user or group, by `principalId`. */
function holdersOf({ users, groups }: PeopleModel): ReadonlyMap<string, readonly Holder[]> {
    const persons = users.map(({ key }): [string, Holder[]] => [`user ${key}`, [{ who: key, kind: "person" }]]);
    const members = groups.map(({ key, isExternal, members }): [string, Holder[]] => {
        const known = members.map((who): Holder => ({ who, kind: "person", through: key }));
        const itself: Holder[] = isExternal
            ? [{ who: key, kind: "external group" }]
            : known.length === 0
              ? [{ who: key, kind: "empty group" }]
              : [];
        return [`group ${key}`, [...itself, ...known]];
    });
    return new Map([...persons, ...members]);
}

function principalId({ kind, key }: AccessModel["who"]): string {
    return `${kind} ${key}`;
}
