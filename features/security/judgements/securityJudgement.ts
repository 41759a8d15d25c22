import type { ChangeMessage } from "../../../evaluator/effect";
import type { Path } from "../../../definition/problemReport";

/** What one look at a change finds: what is refused, at which key of the definition, and what people should know. */
export interface SecurityJudgement {
    readonly refused: readonly { readonly path: Path; readonly message: string }[];
    readonly warnings: readonly ChangeMessage[];
}
