/**
 * The providers of resources that the AWS provider lacks, under the names that components/ownResource.ts uses. Pulumi runs them in a
 * process of their own, and only if such a resource is used.
 */
export { accountAccess } from "./accountAccessProvider";
export type { AccountAccessInputs } from "./identityCenter/accountAccessInputs";
export { allFeatures } from "./allFeaturesProvider";
export { blockStackSet } from "./packedBlockStackSets";
export type { AccountShare, BlockAccount, BlockStackSetInputs, BlockTarget } from "./stackSets/blockStackSetInputs";
export { costCategory, type CostCategoryRule, type CostCategorySplit } from "./costCategoryProvider";
export { fullAccessDetached } from "./fullAccessDetachedProvider";
export { invitation } from "./invitationProvider";
export { permissionSet, type PermissionSetInputs } from "./permissionSetProvider";
export { serviceMembers, type ServiceMembersInputs } from "./serviceMembersProvider";
