/** Accounts of the stack that somebody has closed, or taken out of the organisation, by hand. */
export { leftInState, lostAccountRefusal, lostAccountWarnings } from "./lostAccountText";
export { findLostAccounts, NO_LOST_ACCOUNTS, type LostAccount, type LostAccounts } from "./lostAccounts";
