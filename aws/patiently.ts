import { setTimeout } from "node:timers/promises";
import { explainAws } from "./explainAws";

/** AWS lets one change of an organisation happen at a time, and few a second: it says so, and takes the call a little later. */
const BUSY = ["ConcurrentModificationException", "TooManyRequestsException", "FinalizingOrganizationException"];
const LONGEST_WAIT_MS = 120_000;

/**
 * Makes a call, and makes it again while AWS is busy with another change, for two minutes at most.
 *
 * @param done names of the exceptions that say that nothing is left to do.
 * @param wait for a test.
 * @returns what the call answered; nothing where nothing was left to do.
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

/** Makes a call, and says of its failure what to do where that is known: which page has the permissions, who signs in anew. */
export async function inWords<T>(call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        const told = explainAws(error);
        throw told === undefined ? error : new Error(told, { cause: error });
    }
}
