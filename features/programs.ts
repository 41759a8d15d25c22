import type { ProgramFeature } from "../program/register";
import { accountSettingsProgram } from "./accountSettings/program";
import { baselineProgram } from "./baseline/program";
import { costsProgram } from "./costs/program";
import { delegationProgram } from "./delegation/program";
import { peopleProgram } from "./people/program";
import { securityProgram } from "./security/program";

/** What the capabilities ask AWS and register. Only index.ts, the program's root, imports this, because it loads Pulumi. */
export const PROGRAM_FEATURES: readonly ProgramFeature[] = [
    accountSettingsProgram,
    baselineProgram,
    costsProgram,
    delegationProgram,
    peopleProgram,
    securityProgram,
];
