/** The organisation as a tree: its nodes, and every walk up or down. It knows nothing of definitions, states or AWS. */
export { accountNode, describeNode, ROOT_NODE, unitNode, type OrganizationNode } from "./organizationNode";
export { OrganizationTree, type TreeAccount, type TreeUnit } from "./organizationTree";
