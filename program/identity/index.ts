export { doubles } from "./doubles";
export { ownership, sharedIds } from "./owners";
export { findUnits, isToBeAsked, type FoundUnits, type UnitsInAws } from "./units";
export { minified } from "./policyNames";
