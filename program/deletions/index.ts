/** The units and policies that this run would delete, and why AWS would refuse that. */
export { refusedDeletions, type DeletionReader } from "./unitAndPolicyDeletions";
