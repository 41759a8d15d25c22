import type { DefinitionModel } from "../../../../definition";
import type { DefinitionDraft } from "../../../edit/definitionDraft";
import type { DriftItem, DriftKind } from "../driftItem";

/** How the definition comes to say what AWS has. */
export interface TakeOver {
    edit(): void;
    /** The parts of the model that may change: `account shop-prod`, `unit Sandbox`. See DefinitionDraft.check. */
    readonly parts: readonly string[];
    /** Whether an edited definition says what AWS has. Anything else that says something about it, such as a kind of unit, may prevent it. */
    holds(after: DefinitionModel): boolean;
}

/** What nobody but a person can write, as a sentence or as lines of YAML. */
export interface ByHand {
    readonly byHand: string;
}

/** What take-overs work with. */
export interface TakeOverContext {
    readonly draft: DefinitionDraft;
    /** What the draft says by now. */
    readonly model: DefinitionModel;
    /** Today by AWS's clock, such as 2026-12-31. */
    readonly day: string;
    readonly managementAccountId: string;
    /** The tags in AWS of what was made by hand, by ids. */
    readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export type ItemOf<Kind extends DriftKind> = DriftItem & { readonly kind: Kind };

export function byHand(text: string): ByHand {
    return { byHand: text };
}
