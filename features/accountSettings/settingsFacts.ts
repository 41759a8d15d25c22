import { formatPlace, type AccountModel, type Place } from "../../definition";
import type { Fact, FactSection } from "../../definition/feature";
import type { Origins } from "../../definition/valueOrigins";
import type { AccountSettingsModel } from "./accountSettingsModel";

/** The contacts and regions of an account for `org effective`, each with the line where it is written. */
export function settingsFacts(
    { accounts }: AccountSettingsModel,
    account: AccountModel,
    origins: Origins,
): readonly FactSection[] {
    const { contacts = {}, enabledRegions = [] } = accounts.get(account.key) ?? {};
    const fact = (name: string, value: string, place: Place | undefined): Fact => ({
        name,
        value,
        ...(place && { from: formatPlace(place) }),
    });
    return [
        {
            key: "contacts",
            heading: "CONTACT",
            facts: Object.entries(contacts).map(([kind, { name, email }]) =>
                fact(kind, `${name} <${email}>`, origins.value(account, "contacts", kind)),
            ),
        },
        {
            key: "regions",
            heading: "REGION",
            facts: enabledRegions.map((region) =>
                fact(region, "on", origins.listed(account, "enabledRegions", region)),
            ),
        },
    ];
}
