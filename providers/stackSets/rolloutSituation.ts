import type { BlockAccount, BlockStackSetInputs } from "./blockStackSetInputs";
import type { WholeStackSet } from "./stackSetReading";

/** The values of an account's parameters that AWS has in its stacks. */
export type AppliedParameters = Readonly<Record<string, string>>;

/** What is to be done, and what AWS has. */
export interface RolloutSituation extends WholeStackSet {
    readonly wanted: BlockStackSetInputs;
    /** The accounts of the state, by id: this stack takes their stacks away if they are no longer wanted. */
    readonly former: ReadonlyMap<string, BlockAccount>;
    /** By account id; absent: none are known. */
    readonly applied: ReadonlyMap<string, AppliedParameters>;
    /** What this run has tried already, by kind and stack, so that it tries nothing twice. */
    readonly tried: ReadonlySet<string>;
}
