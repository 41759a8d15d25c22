import type { TreeDocument } from "../../../../../pages/data/treeDocument";

/** What the page of the organisation is made of. It stands in the page as JSON, and its texts are fit to be shown. */
export interface TreePageData {
    readonly document: TreeDocument;
    /** When the page was made, as ISO 8601 in UTC. */
    readonly madeAt: string;
}

/** The id of the element with the JSON. */
export const TREE_ELEMENT = "organization-tree";
