/**
 * Ends a run with a message for people, for a reason other than a mistake in the definition: AWS does not answer what has to be known, or
 * has not finished what an earlier run has begun. Nothing has been changed.
 */
export class RunEnd extends Error {
    override readonly name = "RunEnd";
}
