/** What this run deletes, and why AWS would refuse. */
export { refusedDeletions, type DeletionReader } from "./unitAndPolicyDeletions";
