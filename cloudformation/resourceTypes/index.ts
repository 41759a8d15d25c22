/** AWS's types of resources with their properties, as data of a certain day. */
export { RESOURCE_TYPES, ResourceTypes, type ResourceType } from "./resourceTypes";
export { checkTypes, type TypeFindings } from "./templateTypes";
