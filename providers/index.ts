/**
 * The providers of resources that the AWS provider lacks, by the names that components/ownResource.ts calls them by. Pulumi runs
 * them in a process of their own, and only where such a resource is used.
 */
export { allFeatures } from "./allFeaturesProvider";
export { fullAccessDetached } from "./fullAccessDetachedProvider";
export { invitation } from "./invitationProvider";
