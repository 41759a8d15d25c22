import type { AwsWait } from "../creation";

/** What a plan depends on besides the definition, the state and AWS. */
export interface PlanOptions {
    /** The definition's place, for what is refused and stands nowhere in it. */
    readonly location: string;
    /** The stack's region. */
    readonly region: string;
    /** A preview says what changes and what that does. An `up` begins with one, so it says only what it finds in AWS. */
    readonly isPreview: boolean;
    readonly now: Date;
    /** What is known before, such as a state in an unsafe place. The notes begin with it. */
    readonly warnings: readonly string[];
    readonly waiting: AwsWait;
}
