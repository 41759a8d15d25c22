export { mergeDocuments, proposeMerges, type ProposedMerge } from "./mergeDocuments";
export { fitDocument, type FittedDocument } from "./fitDocument";
export { coversAction, coversResource, tidy } from "./tidyDocument";
