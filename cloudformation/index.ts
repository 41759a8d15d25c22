/** CloudFormation's templates: their form, reading those of users, and which of their resources hold data. */
export type {
    Capability,
    CloudFormationTemplate,
    ResourcePolicy,
    TemplateOutput,
    TemplateParameter,
    TemplateResource,
} from "./template";
export { statefulResources, survivesDeletion, type StatefulResource } from "./statefulResources";
export { STATEFUL_TYPES } from "./statefulTypes";
