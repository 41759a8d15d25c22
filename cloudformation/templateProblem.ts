/** A mistake in the value of a template. */
export interface TemplateProblem {
    /** The keys that lead to it. */
    readonly path: readonly (string | number)[];
    /** What is wrong and what to write, as the end of a sentence. */
    readonly message: string;
}
