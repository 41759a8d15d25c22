import type { DefinitionChange } from "../definitionChange";
import { ACCOUNT_CHANGES } from "./accountChanges";
import { BASELINE_CHANGES } from "./baselineChanges";
import { COST_CHANGES } from "./costChanges";
import { GUARDRAIL_CHANGES } from "./guardrailChanges";
import { ORGANIZATION_CHANGES } from "./organizationChanges";
import { PEOPLE_CHANGES } from "./peopleChanges";
import { SECURITY_CHANGES } from "./securityChanges";
import { UNIT_CHANGES } from "./unitChanges";

/** The changes whose reviews are held to the engine's preview, by name. */
export const CHANGES: Readonly<Record<string, DefinitionChange>> = {
    ...ORGANIZATION_CHANGES,
    ...ACCOUNT_CHANGES,
    ...UNIT_CHANGES,
    ...GUARDRAIL_CHANGES,
    ...PEOPLE_CHANGES,
    ...COST_CHANGES,
    ...BASELINE_CHANGES,
    ...SECURITY_CHANGES,
};
