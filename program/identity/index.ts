export { doubles } from "./duplicateResources";
export { ownership, sharedIds } from "./idOwners";
export { findUnits, isToBeAsked, type FoundUnits, type UnitsInAws } from "./unitNames";
export { minified } from "./policyNames";
