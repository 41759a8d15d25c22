/** What AWS has already and this run takes over: the organisation, accounts with an id, accounts that a run has moved. */
export { accountAdoptionProblems } from "./accountAdoption";
export { isClosed, type AccountInAws, type FoundOrganization, type OrganizationIdentity } from "./foundOrganization";
export { findMovedAccounts, type MovedAccounts } from "./movedAccounts";
export { adoptionProblems, organizationIdProblems } from "./organizationAdoption";
