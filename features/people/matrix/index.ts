/** Who may do what where, from the definition alone. */
export { MANAGEMENT_ACCOUNT, type AccessKind, type AccessLine } from "./accessLine";
export { accessMatrix, isInForce, type AccessMatrix } from "./accessMatrix";
