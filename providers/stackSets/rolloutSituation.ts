import type { StackInAccount, StackSetInAws } from "../../aws/stackSetInAws";
import type { BlockAccount, BlockStackSetInputs } from "./blockStackSetInputs";

/** The values of an account's parameters that AWS has in its stacks. */
export type AppliedParameters = Readonly<Record<string, string>>;

/** What is to be done, and what AWS has. */
export interface RolloutSituation {
    readonly wanted: BlockStackSetInputs;
    /** The accounts of the state, by id: this stack takes their stacks away if they are no longer wanted. */
    readonly former: ReadonlyMap<string, BlockAccount>;
    readonly set: StackSetInAws;
    readonly stacks: readonly StackInAccount[];
    /** The units in which AWS gives it to accounts that come, with the regions. Empty unless it is automatic. */
    readonly targets: ReadonlyMap<string, readonly string[]>;
    /** By account id; absent: none are known. */
    readonly applied: ReadonlyMap<string, AppliedParameters>;
    /** What this run has tried already, by kind and stack, so that it tries nothing twice. */
    readonly tried: ReadonlySet<string>;
}
