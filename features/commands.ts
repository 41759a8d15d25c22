import type { OrgCommand } from "../operations/cli";
import { baselineCommand } from "./baseline/command";
import { costsCommand } from "./costs/command";
import { resumeSpending } from "./costs/commands/resume/resumeSpendingCommand";
import { rootCredentialsCommand } from "./delegation/command";
import { accessCommand } from "./people/command";

/** The capabilities' own commands, in the order in which `org --help` lists them after the others. Only operations/main.ts imports this. */
export const FEATURE_COMMANDS: readonly OrgCommand[] = [
    costsCommand,
    resumeSpending,
    accessCommand,
    rootCredentialsCommand,
    baselineCommand,
];
