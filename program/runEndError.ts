/**
 * Ends a run with a message for people, where no mistake of the definition stands against it: AWS does not answer what has to be
 * known, or is not done with what an earlier run has begun. Nothing has been changed.
 */
export class RunEnd extends Error {
    override readonly name = "RunEnd";
}
