/** What a run registers with Pulumi: the components of its plan, in the order of program/order/, and the outputs of the stack. */
export { register, registerAtOnce } from "./register";
export type { ProgramFeature } from "./programFeature";
export type { FeatureOutputs, Registered, RegisteredOrganization } from "./registered";
export type { Registration } from "./registration";
export { stackOutputs } from "./stackOutputs";
