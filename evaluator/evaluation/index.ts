/**
 * The evaluator of service and resource control policies: what an organisation's guardrails do to a request, before they are
 * attached. Our own, pure TypeScript; it asks AWS nothing and reads no file but those of the catalogue.
 */
export { Catalogue, type Action, type ConditionKey } from "./catalogue";
export { type ContextValue, type ContextValues } from "./context";
export { evaluate, USUAL_CONTEXT, type EvaluateOptions, type Parties, type Request } from "./evaluate";
export { hasWildcardService, isEveryone, type DocumentMistake, type DocumentPath } from "./grammar";
export { fullAccess, type AttachedPolicy, type Hierarchy, type HierarchyNode, type OrganizationIds } from "./hierarchy";
export { catalogueFor, lint, type Warning } from "../lint";
export {
    isControlPolicy,
    mistakesOf,
    parse,
    PolicyError,
    type ControlPolicyType,
    type Policy,
    type Statement,
} from "./policy";
export { RequestError, type Principal, type PrincipalType } from "./principals";
export { rcpActionMistake, RCP_EXEMPT_ACTIONS, RCP_SERVICES, unknownRcpServices } from "./rcpServices";
export { endpointRegion, partitionOf } from "./regions";
export {
    describeSource,
    type Considered,
    type Decision,
    type Evaluation,
    type LevelResult,
    type Source,
} from "./result";
