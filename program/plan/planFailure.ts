import type { Note } from "./notes";

/** A run could not be planned to its end. It carries what had been found until then; the cause is the failure itself. */
export class PlanFailure extends Error {
    override readonly name = "PlanFailure";
    /** In the order in which people read them. */
    readonly notes: readonly Note[];

    constructor(notes: readonly Note[], cause: unknown) {
        super(cause instanceof Error ? cause.message : String(cause), { cause });
        this.notes = notes;
    }
}

/**
 * Goes on planning. Where that fails, the failure carries what was found before.
 *
 * @param found what was found before.
 * @throws PlanFailure
 */
export async function carrying<T>(found: readonly Note[], goOn: () => Promise<T>): Promise<T> {
    try {
        return await goOn();
    } catch (error) {
        const [later, cause] = error instanceof PlanFailure ? [error.notes, error.cause] : [[], error];
        throw new PlanFailure([...found, ...later], cause);
    }
}
