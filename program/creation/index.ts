/** The accounts that a run creates: which they are, whether AWS has them already, whether it allows them, how long they take. */
export { checkQuota, type CreationReader, type QuotaAnswer } from "./accountQuota";
export { announcement } from "./creationTime";
export { handedOverWarnings, type HandedOverAccount } from "./handedOver";
export { findAccounts, isNew, newAccounts, takenEmails } from "./newAccounts";
export { waitForCreations, type AwsWait } from "./unfinishedCreations";
