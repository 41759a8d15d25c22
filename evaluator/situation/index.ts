/** What is attached where at one moment, and what that binds accounts by. Nothing here loads the catalogue of actions. */
export { Documents, Hierarchies } from "./hierarchies";
export { pathOf, type AccountSituation, type Attached, type Place, type Situation } from "./situation";
