/** What a feature's part of `org tree` is made of: features/spendReader.ts lists it. */
export type { OrganizationSpend, MonthlyBudgets, SpendReader } from "./organizationSpend";
