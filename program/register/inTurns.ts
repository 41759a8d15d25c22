/** How many accounts are under way at a time. The engine works on fewer (`--parallel`), so that it never waits for the program. */
const MOST = 100;

/**
 * Runs steps, each of which starts something, so that few of them are under way at a time: what an account needs of memory while it is
 * registered is many times what it needs afterwards.
 *
 * @returns what the steps return in the end.
 */
export async function inTurns<T>(
    steps: Generator<{ registration(): Promise<void> }, T>,
    most: number = MOST,
): Promise<T> {
    const underWay = new Set<Promise<void>>();
    for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        const registration: Promise<void> = step.value.registration().then(() => void underWay.delete(registration));
        underWay.add(registration);
        if (underWay.size >= most) await Promise.race(underWay);
    }
}

/** Runs all steps at once. */
export function atOnce<T>(steps: Generator<unknown, T>): T {
    for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
    }
}
