import { enableRegions, setContacts } from "../../components/accountSettings";
import type { ProgramFeature } from "../../program/register";
import type { AccountSettingsModel } from "./accountSettingsModel";
import { accountSettings } from "./definition";

export const accountSettingsProgram: ProgramFeature<AccountSettingsModel> = {
    feature: accountSettings,
    registerAccount({ accounts }, key, account) {
        const { contacts = {}, enabledRegions = [] } = accounts.get(key) ?? {};
        setContacts(account, contacts);
        enableRegions(account, enabledRegions);
    },
};
