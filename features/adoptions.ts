import type { FeatureAdoption } from "../operations/commands/adopt/feature";
import { accountSettingsAdoption } from "./accountSettings/adopt";
import { costsAdoption } from "./costs/adopt";
import { delegationAdoption } from "./delegation/adopt";
import { peopleAdoption } from "./people/adopt";

/** What the capabilities take over in `org adopt`. Only operations/main.ts imports this. */
export const FEATURE_ADOPTIONS: readonly FeatureAdoption[] = [
    accountSettingsAdoption,
    costsAdoption,
    delegationAdoption,
    peopleAdoption,
];
