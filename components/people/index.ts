/** People in an organisation: users and groups of IAM Identity Center, permission sets, and who has which in which accounts. */
export { AccountAccess, type AccountAccessArgs } from "./accountAccess";
export {
    DirectoryGroup,
    DirectoryMembership,
    DirectoryUser,
    type DirectoryGroupArgs,
    type DirectoryHistory,
    type DirectoryMembershipArgs,
    type DirectoryUserArgs,
} from "./directory";
export type { DirectoryInstance } from "./directoryInstance";
export { PermissionSet, type PermissionSetArgs, type PermissionSetHistory } from "./permissionSet";
