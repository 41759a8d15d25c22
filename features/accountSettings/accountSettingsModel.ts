import type { FeatureModel } from "../../definition/feature";
import type { Contacts } from "./contacts";

/** The settings of an account in AWS Account Management: its alternate contacts, and the opt-in regions that are enabled. */
export interface AccountSettings {
    /** Includes inherited contacts. */
    readonly contacts: Contacts;
    /** Sorted; includes inherited regions. */
    readonly enabledRegions: readonly string[];
}

export interface AccountSettingsModel extends FeatureModel {
    /** By key, for every account of the definition. */
    readonly accounts: ReadonlyMap<string, AccountSettings>;
}
