import type { Findings } from "../../../definition/feature";
import type { Path } from "../../../definition/problemReport";
import type { BlockChange } from "../effect/blockChange";

/** What the judgements of a change work with. */
export interface JudgedBaseline {
    readonly changes: readonly BlockChange[];
    /** Whether an account of the definition, by its key, is quarantined. */
    readonly isQuarantined: (account: string) => boolean;
    /** Whether a block, by its key, is about the account and not about a region. */
    readonly isGlobal: (block: string) => boolean;
    /** A refusal at a path of the definition. */
    readonly placed: (path: Path, message: string) => Findings["problems"][number];
    /** A refusal of a change of a block, at the place of the block, or where blocks are written if it is gone. */
    readonly problem: (block: string, message: string) => Findings["problems"][number];
}
