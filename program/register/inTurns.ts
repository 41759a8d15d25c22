import type * as pulumi from "@pulumi/pulumi";

/** Something that has been started. */
export interface StartedRegistration {
    /** Ends when it is done, or has failed. */
    registration(): Promise<void>;
}

/** How many accounts are under way at a time. The engine works on fewer (`--parallel`), so it never waits for the program. */
const MOST = 100;

/**
 * Runs steps, each of which starts something, so that few of them are under way at a time: while an account is registered, it takes many
 * times the memory that it takes afterwards.
 *
 * @returns what the steps return in the end.
 */
export async function inTurns<T>(steps: Generator<StartedRegistration, T>, most: number = MOST): Promise<T> {
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

/** A resource is under way until Pulumi is done with it in this run, or has failed with it: it has its id, or is known to get one. */
export function registrationOf(resource: pulumi.Resource): StartedRegistration {
    const done = (): void => undefined;
    return {
        // `apply` would not run after a failure.
        registration: () => (resource.urn as unknown as { promise(): Promise<unknown> }).promise().then(done, done),
    };
}
