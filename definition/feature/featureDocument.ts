import type { Path } from "../problemReport";

/** A document of the definition in the language of policies. */
export interface FeatureDocument {
    /** As messages name it: `permission set Support`. */
    readonly name: string;
    /** JSON text. */
    readonly content: string;
    /** The path of the document, or of the name of its file. */
    readonly path: Path;
    /** The paths of its statements, if they are not below `path` as in the document. */
    readonly statementPaths?: readonly Path[];
    /** Whether an earlier run has applied it as it is. False if the state is not known. */
    readonly isApplied: boolean;
}
