/** CloudFormation's templates: their form, reading those of users, and which of their resources hold data. */
export { parseTemplate, type ParsedTemplate, type TemplateMistake, type TextPosition } from "./parsedTemplate";
export { statefulResources, survivesDeletion, type StatefulResource } from "./statefulResources";
export { STATEFUL_TYPES } from "./statefulTypes";
export type {
    CloudFormationTemplate,
    ResourcePolicy,
    Capability,
    TemplateOutput,
    TemplateParameter,
    TemplateResource,
} from "./template";
export type { TemplateProblem } from "./templateProblem";
export { checkTemplate, type CheckedTemplate } from "./templateRules";
export { resolvedTemplate } from "./resolvedTemplate";
export { removedResource, resourceOf, templateDifference, type TemplateResourceChange } from "./templateDifference";
export { checkTypes, ResourceTypes, type TypeFindings } from "./resourceTypes";
export { creationActions } from "./creationActions";
