/** What AWS Account Management sets in an account: alternate contacts and opt-in regions. */
export { setContacts, type AlternateContact, type AlternateContacts } from "./alternateContacts";
export { enableRegions } from "./optInRegions";
export type { SettableAccount, SettingsHistory } from "./settableAccount";
