/** One resource for one thing in AWS: who owns an id, who has a name, and what a state has twice. */
export { dissolvedUnits } from "./dissolvedUnits";
export { duplicateResources } from "./duplicateResources";
export { idProblems, sharedIds } from "./idOwners";
export { minified, policyContent } from "./policyContent";
export { renamedUnits } from "./renamedUnits";
export { findPolicies, policiesToName, type PolicyReader } from "./policyNames";
export { findUnits, isToBeAsked, type FoundUnits, type UnitReader } from "./unitNames";
export { swappedUnits } from "./swappedUnits";
export { UnitTrees } from "./unitTrees";
