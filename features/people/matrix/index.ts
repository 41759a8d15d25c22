/** Who may do what where, from the definition alone. */
export { MANAGEMENT_ACCOUNT, type AccessKind, type AccessLine } from "./accessLine";
export { accessMatrix, isInForce, type AccessMatrix } from "./accessMatrix";
export {
    accessReport,
    type AccessReport,
    type AccessScope,
    type ReportedAccess,
    type ReportedAccount,
} from "./accessReport";
export { mergedAccounts, mergedPeople, type MergedAccess } from "./mergedAccess";
