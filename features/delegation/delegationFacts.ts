import { formatPlace, type AccountModel } from "../../definition";
import type { FactSection } from "../../definition/feature";
import type { DelegationModel } from "./delegationModel";

/** The services that an account administers, for `org effective`. */
export function delegationFacts({ accounts }: DelegationModel, account: AccountModel): readonly FactSection[] {
    return [
        {
            key: "administers",
            heading: "ADMINISTERS",
            facts: (accounts.get(account.key)?.administers ?? []).map((service) => ({
                name: service,
                value: "for the whole organisation",
                from: formatPlace(account.place),
            })),
        },
    ];
}
