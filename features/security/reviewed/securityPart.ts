import type { Risk } from "../../../definition/feature";

/** A part of a sentence, which follows the name of a switch: `gets the protection eks`. */
export interface SecurityPart {
    readonly text: string;
    readonly risk: Risk;
    /** Another key of the definition has acknowledged it. */
    readonly isAcknowledged?: true;
}
