import { enableRegions, setContacts } from "../../components/accountSettings";
import type { ProgramFeature } from "../../program/register";
import type { AccountSettingsModel } from "./accountSettingsModel";
import { accountSettings } from "./definition";
import { accountManagement, findSameSettings, type SameSettings } from "./found";

export const accountSettingsProgram: ProgramFeature<
    AccountSettingsModel,
    ReadonlyMap<string, SameSettings> | undefined
> = {
    feature: accountSettings,
    find: (model, organization, before, aws) =>
        findSameSettings(model, organization, before, () => accountManagement(aws)),
    registerAccount({ accounts }, key, account, found) {
        const { contacts = {}, enabledRegions = [] } = accounts.get(key) ?? {};
        const same = found?.get(key);
        setContacts(account, contacts, same && { importIds: same.contacts });
        enableRegions(account, enabledRegions, same && { importIds: same.regions });
    },
};
