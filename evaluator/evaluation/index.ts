/**
 * The evaluator of service and resource control policies: what an organisation's guardrails do to a request, before they are
 * attached. It does not call AWS, and reads no files except those of the catalogue.
 *
 * This is the front door to evaluator/controlPolicy (documents), matching (patterns and conditions), request and catalogue.
 */
export { Catalogue, type CatalogueAction, type ConditionKey } from "../catalogue/actionCatalogue";
export {
    parsePolicy,
    mistakesOf,
    PolicyError,
    type ControlPolicy,
    type PolicyStatement,
} from "../controlPolicy/controlPolicy";
export {
    hasWildcardService,
    isEveryone,
    type DocumentMistake,
    type DocumentPath,
} from "../controlPolicy/controlPolicyGrammar";
export { isControlPolicy, type ControlPolicyType } from "../controlPolicy/controlPolicyType";
export { fullAccess, type AttachedControlPolicy, type Hierarchy, type HierarchyNode } from "../controlPolicy/hierarchy";
export { rcpActionMistake, RCP_EXEMPT_ACTIONS, RCP_SERVICES, unknownRcpServices } from "../controlPolicy/rcpServices";
export { type AccountIdentity, type OrganizationIds } from "../request/accountIdentity";
export { endpointRegion, partitionOf } from "../request/endpointRegions";
export { type ContextValue, type ContextValues } from "../request/requestContext";
export { RequestError, type RequestPrincipal, type PrincipalType } from "../request/requestPrincipal";
export type { AccessRequest, EvaluateOptions, RequestParties } from "./askedRequest";
export { evaluate, USUAL_CONTEXT } from "./evaluate";
export {
    describeSource,
    type ConsideredStatement,
    type EvaluationDecision,
    type Evaluation,
    type NodeVerdict,
    type StatementSource,
} from "./evaluationResult";
