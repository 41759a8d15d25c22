export { doubles } from "./doubles";
export { ownership, sharedIds } from "./owners";
