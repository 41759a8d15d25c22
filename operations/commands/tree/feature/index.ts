/** What a feature's part of `org tree` is made of: features/spending.ts lists it. */
export type { OrganizationSpend, MonthlyBudgets, SpendReader } from "./organizationSpend";
