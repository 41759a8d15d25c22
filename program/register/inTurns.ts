import type * as pulumi from "@pulumi/pulumi";

/** A registration that has been started. */
export interface StartedRegistration {
    /** Resolves when it is done, or has failed. */
    registration(): Promise<void>;
}

/** How many accounts are registered at a time. The engine works on fewer (`--parallel`), so it never waits for the program. */
const MOST = 100;

/**
 * Runs steps, each of which starts a registration, so that only some of them run at a time: an account takes many times more memory while
 * it is being registered than afterwards.
 *
 * @returns what the generator returns at its end.
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

/**
 * The registration of a resource. It lasts until Pulumi has finished or failed with the resource in this run: it has its id, or is known to
 * get one.
 */
export function registrationOf(resource: pulumi.Resource): StartedRegistration {
    const done = (): void => undefined;
    return {
        // `apply` would not run after a failure.
        registration: () => (resource.urn as unknown as { promise(): Promise<unknown> }).promise().then(done, done),
    };
}
