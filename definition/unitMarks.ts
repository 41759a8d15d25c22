import { isMark, MARK_PREFIX, SANDBOX_MARK } from "../guardrails/sandboxMark";
import type { Tags } from "./model";
import type { Kind } from "./schema";

/** The marks of a unit. They depend on its effective kind, which may be inherited. */
export function marksOf(kind: Kind): Tags {
    return kind === "sandbox" ? SANDBOX_MARK : {};
}

/** The tags of a unit in AWS: those of the definition and its marks. */
export function tagsInAws({ kind, tags }: { readonly kind: Kind; readonly tags: Tags }): Tags {
    return { ...tags, ...marksOf(kind) };
}

/** Why a definition cannot set a tag; undefined if it can. */
export function markError(key: string): string | undefined {
    if (!isMark(key)) return undefined;
    return (
        `keys of tags that begin with ${MARK_PREFIX} are marks that this program sets itself, to recognise sandboxes in AWS. ` +
        "Remove the tag. To mark a unit, write `kind: sandbox` there"
    );
}
