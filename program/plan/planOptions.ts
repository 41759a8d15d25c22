import type { AwsWait, HandedOverAccount } from "../creation";

/** What a plan depends on besides the definition, the state and AWS. */
export interface PlanOptions {
    /** The definition's place, for refusals that have no line in it. */
    readonly location: string;
    /** The stack's region. */
    readonly region: string;
    /** A preview reports what changes and its effect. An `up` begins with a preview, so it reports only what it finds in AWS. */
    readonly isPreview: boolean;
    /** AWS's time, which its answers tell. */
    readonly now: () => Date;
    /** Warnings that are known before planning, such as a state in an unsafe place. The notes begin with them. */
    readonly warnings: readonly string[];
    readonly waiting: AwsWait;
    /** The accounts that were handed over, by the records in the checkout. Read only if the run creates accounts. */
    readonly handedOver: () => readonly HandedOverAccount[];
}
