import { setTimeout } from "node:timers/promises";
import { explainAws } from "./explainAws";

/** AWS allows one change of an organisation at a time, and few calls a second. With these exceptions it asks for the call to be repeated later. */
const BUSY = ["ConcurrentModificationException", "TooManyRequestsException", "FinalizingOrganizationException"];
const LONGEST_WAIT_MS = 120_000;

/**
 * Makes a call, and repeats it while AWS is busy, for two minutes at most.
 *
 * @param done names of the exceptions that mean that nothing is left to do.
 * @param wait replaced in tests.
 * @returns the answer of the call; undefined where nothing was left to do.
 */
export async function patiently<T>(
    call: () => Promise<T>,
    done: readonly string[],
    wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<T | undefined> {
    for (let waited = 0, pause = 200; ; pause = Math.min(pause * 2, 10_000)) {
        try {
            return await call();
        } catch (error) {
            const name = error instanceof Error ? error.name : "";
            if (done.includes(name)) return undefined;
            if (!BUSY.includes(name) || waited >= LONGEST_WAIT_MS) throw error;
            await wait(pause);
            waited += pause;
        }
    }
}

/** Makes a call. Where it fails and it is known what to do, such as to sign in again, the error says that. */
export async function inWords<T>(call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        const told = explainAws(error);
        throw told === undefined ? error : new Error(told, { cause: error });
    }
}
