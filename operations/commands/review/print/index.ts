/** A review as text, as a comment on a pull request, as JSON and as a page. All of it is made from the value alone. */
export { reviewJson, type ReviewJson } from "./reviewJson";
export { commentMarker, MOST_OF_COMMENT, reviewMarkdown } from "./reviewMarkdown";
export { REVIEW_PAGE_HEAD, reviewPage } from "./reviewPage";
export { reviewText } from "./reviewText";
export { sourceLinks, type SourceLink } from "./sourceLinks";
