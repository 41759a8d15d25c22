/**
 * The one reader of the organisation. Each function takes an OrganizationCalls (`AwsClients.organizationCalls`) and returns plain values;
 * where AWS does not answer, it throws an UnansweredError, which names the question and the IAM action.
 */
export {
    accountsInParent,
    describeAccount,
    listAccounts,
    pagesOfAccounts,
    type FoundAccount,
} from "./organizationAccounts";
export { creationsInProgress, describeCreation, listCreations, type AccountCreation } from "./accountCreations";
export { OrganizationCalls } from "./organizationCalls";
export {
    describeOrganization,
    findOrganizationFacts,
    findRoot,
    type FoundRoot,
    type OrganizationFacts,
} from "./organizationFacts";
export {
    describeHandshake,
    foundHandshake,
    isConsent,
    isEnablingAllFeatures,
    isInvitation,
    isOpen,
    isSameRecipient,
    listHandshakes,
    type FoundHandshake,
    type InvitationRecipient,
} from "./handshakes";
export { findParent, pathToAccount, unitPath, type FoundNode, type FoundParent } from "./organizationParents";
export {
    findPolicyByName,
    listPolicies,
    policiesAttachedTo,
    policyContent,
    targetsOfPolicy,
    type FoundPolicy,
    type FoundTarget,
} from "./organizationPolicies";
export {
    delegatedAdministrators,
    servicesAdministeredBy,
    servicesWithAccess,
    type FoundAdministrator,
} from "./organizationServices";
export { PlaceTexts } from "./placeTexts";
export { tagsOf, tagsOfMany, type ListedTags, type TagQuestion } from "./organizationTags";
export { causeOf, exceptionName, unlessNamed, UnansweredError } from "./unansweredError";
export { readOrganization, type WholeOrganization } from "./wholeOrganization";
export { unitName, unitsBelow, unitsInParent, type FoundUnit, type NestedUnit } from "./organizationUnits";
