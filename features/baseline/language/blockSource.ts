import type { Capability } from "../../../cloudformation";
import type { Path } from "../../../definition/problemReport";
import type { LibraryBlock } from "../library/libraryBlock";
import type { BlockDocument } from "../model";

/** What a block's template is made from: a block of the library, a file, or a few lines of roles. */
export interface BlockSource {
    /** The name of a block of the library, `template` or `roles`. */
    readonly kind: string;
    readonly title: string;
    readonly isGlobal: boolean;
    readonly capabilities: readonly Capability[];
    readonly keepsStacks: boolean;
    readonly file?: string;
    readonly library?: LibraryBlock;
    /** What AWS may refuse, with its place: the data of this program may be older than AWS. */
    readonly warnings?: readonly string[];
    /**
     * Makes the template with the parameters of one place. It reports what is wrong with them.
     *
     * @param parameters as the definition writes them, with those of the places above.
     * @param path of the block at this place.
     */
    make(parameters: Readonly<Record<string, unknown>>, path: Path): MadeTemplate | undefined;
}

/** A template, with its parameters as CloudFormation gets them. */
export interface MadeTemplate {
    /** Minified JSON. */
    readonly template: string;
    readonly parameters: Readonly<Record<string, string>>;
    /** The policies in it, as far as the definition says them. */
    readonly documents?: readonly BlockDocument[];
}
