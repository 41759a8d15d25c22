/** What exists in AWS and is taken over by this run: the organisation, accounts with an id, accounts that an interrupted run has moved. */
export { accountAdoptionProblems } from "./accountAdoption";
export { isClosed, type AccountInAws, type FoundOrganization, type OrganizationIdentity } from "./foundOrganization";
export { foreignCredentials, type CredentialsOwner } from "./foreignCredentials";
export { findMovedAccounts, type MovedAccounts } from "./movedAccounts";
export { adoptionProblems, organizationIdProblems } from "./organizationAdoption";
