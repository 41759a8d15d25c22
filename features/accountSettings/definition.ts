import { inheritDown, type Feature, type InputOf } from "../../definition/feature";
import { withoutUndefined } from "../../definition/resolution/withoutUndefined";
import { settingsFacts } from "./settingsFacts";
import { checkAccountManagement } from "./accountManagementAccess";
import type { AccountSettings, AccountSettingsModel } from "./accountSettingsModel";
import { checkContacts, contacts } from "./contacts";
import { checkedRegions, enabledRegions } from "./enabledRegions";
import { reviewedSettings } from "./reviewed/reviewedSettings";
import { reviewRegions } from "./review";
import { unknownEnabledRegions } from "./unknownEnabledRegions";
import { unusableRegions } from "./unusableRegions";

const keys = { contacts: contacts.optional(), enabledRegions: enabledRegions.optional() };
const schema = { defaults: keys, unit: keys, account: keys };

export type AccountSettingsInput = InputOf<typeof schema>;

export const accountSettings: Feature<AccountSettingsInput, AccountSettingsModel> = {
    key: "accountSettings",
    schema,

    /** Of each kind of contact the nearest wins. Regions add up. */
    resolve(said, organization, report) {
        const none: AccountSettings = { contacts: {}, enabledRegions: [] };
        const accounts = inheritDown(said, organization, none, (above, { values, path }): AccountSettings => {
            const { contacts = {} } = values;
            checkContacts(contacts, [...path, "contacts"], report);
            const regions = checkedRegions(values.enabledRegions ?? [], [...path, "enabledRegions"], report);
            return {
                contacts: { ...above.contacts, ...withoutUndefined(contacts) },
                enabledRegions: [...new Set([...above.enabledRegions, ...regions])].sort(),
            };
        });
        checkAccountManagement({ accounts }, organization, report);
        return { accounts };
    },

    warnings: (model, organization) => [
        ...unknownEnabledRegions(model, organization),
        ...unusableRegions(model, organization),
    ],

    review: reviewRegions,
    reviewedChanges: reviewedSettings,

    facts: settingsFacts,

    heldBack({ accounts }) {
        const count = (has: (settings: AccountSettings) => boolean): number =>
            [...accounts.values()].filter(has).length;
        const counts: [number, string][] = [
            [count(({ contacts }) => Object.keys(contacts).length > 0), "accounts' contacts"],
            [count(({ enabledRegions }) => enabledRegions.length > 0), "accounts' regions"],
        ];
        return {
            applied: { accounts: new Map() },
            waiting: counts.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`])),
        };
    },
};
