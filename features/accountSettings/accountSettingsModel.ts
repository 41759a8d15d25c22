import type { FeatureModel } from "../../definition/feature";
import type { Contacts } from "./contacts";

/** What is set in an account itself by AWS Account Management: whom AWS tells, and which opt-in regions are enabled. */
export interface AccountSettings {
    /** Inherited ones included. */
    readonly contacts: Contacts;
    /** Sorted, inherited ones included. */
    readonly enabledRegions: readonly string[];
}

export interface AccountSettingsModel extends FeatureModel {
    /** By key, for every account of the definition. */
    readonly accounts: ReadonlyMap<string, AccountSettings>;
}
