/** What an organisation delegates to its accounts, and central root access. */
export { CentralRootAccess, type CentralRootAccessArgs } from "./centralRootAccess";
export { DelegatedAdministrator, type DelegatedAdministratorArgs } from "./delegatedAdministrator";
export { OrganizationResourcePolicy, type OrganizationResourcePolicyArgs } from "./organizationResourcePolicy";
export type { DelegationHistory } from "./delegationHistory";
