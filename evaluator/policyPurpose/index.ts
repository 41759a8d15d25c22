/** What one policy is for, read from its document: whether it denies everything, which regions it allows, and what it does in words. */
export {
    administratorPolicies,
    awsPolicyStatements,
    isAdministratorSet,
    leavesEverything,
    type GrantingPolicies,
    type PermissionsBoundary,
} from "./administratorSet";
export { allowedRegions } from "./allowedRegions";
export { allowsAnything } from "./allowsAnything";
export { allowsAllOfIam, allowsEverything } from "./allowsEverything";
export { actionFor, allowsWidely, isEveryResource, widelyAllowed, type ActionName } from "./allowsWidely";
export { deniesAction } from "./deniesAction";
export { deniesEverything } from "./deniesEverything";
export { mayNameAccounts, namesOrganization } from "./namedIds";
export { policyInWords } from "./policyInWords";
export { servicePart, type ServicePart } from "./servicePart";
