import type { SpendReader } from "../operations/commands/tree/feature";
import { readAccountSpend } from "./costs/commands/spend/accountSpend";

/** What accounts cost, for `org tree --spend`. Only operations/main.ts imports this. */
export const READ_SPEND: SpendReader = readAccountSpend;
