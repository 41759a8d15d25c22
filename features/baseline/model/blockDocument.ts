import type { Path } from "../../../definition/problemReport";

/** A policy that a block writes into accounts, as far as the definition says it, so that its actions can be checked. */
export interface BlockDocument {
    /** As messages name it: `role oncall`. */
    readonly name: string;
    /** Where it is written, inside the block. Absent: as its statements say. */
    readonly path?: Path;
    readonly statements: readonly BlockStatement[];
}

export interface BlockStatement {
    /** Where it is written, inside the block. */
    readonly path: Path;
    /** A statement of an identity policy, perhaps with functions of CloudFormation in it. */
    readonly statement: Readonly<Record<string, unknown>>;
}
