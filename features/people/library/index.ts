/** The library of permission sets. docs/permission-sets.md describes them. */
export type { LibraryPermissionSet } from "./libraryPermissionSet";
export { PERMISSION_SET_LIBRARY } from "./permissionSetLibrary";
export { denyingDocument, withDenied } from "./alsoDenied";
