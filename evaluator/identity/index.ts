/** The evaluator of sessions: identity policies and permissions boundaries, together with the organisation's policies. */
export { evaluateSession, type SessionEvaluation, type SessionPart, type SessionPolicies } from "./evaluateSession";
export type { IdentityDocument } from "./identityDocument";
export type { IdentityStatement, IdentityVerdict, OpenIdentityStatement, UnknownDocument } from "./identityVerdict";
export type { ReservedRole } from "./reservedRole";
