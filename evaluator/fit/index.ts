export { mergeDocuments, proposeMerges, type Merge } from "./merge";
export { fitDocument, type Fit } from "./split";
export { coversAction, coversResource, tidy } from "./tidy";
