import { setTimeout } from "node:timers/promises";
import { explainAws } from "./explainAws";

/** How a call is repeated while AWS is busy. */
export interface Patience {
    /** The names of the exceptions with which AWS asks for the call to be repeated later. */
    readonly busy: readonly string[];
    /** The first pause; each is twice as long as the one before. In milliseconds, as the others. */
    readonly firstPause: number;
    readonly longestPause: number;
    /** The call is given up after this time. */
    readonly longestWait: number;
}

/** AWS allows one change of an organisation at a time, and few calls a second. */
const WITH_ORGANIZATIONS: Patience = {
    busy: ["ConcurrentModificationException", "TooManyRequestsException", "FinalizingOrganizationException"],
    firstPause: 200,
    longestPause: 10_000,
    longestWait: 120_000,
};

/**
 * Makes a call, and repeats it while AWS is busy.
 *
 * @param wait replaced in tests.
 * @param patience default: that for AWS Organizations, two minutes at most.
 */
export async function whileBusy<T>(
    call: () => Promise<T>,
    wait: (milliseconds: number) => Promise<unknown> = setTimeout,
    { busy, firstPause, longestPause, longestWait }: Patience = WITH_ORGANIZATIONS,
): Promise<T> {
    for (let waited = 0, pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
        try {
            return await call();
        } catch (error) {
            const name = error instanceof Error ? error.name : "";
            if (!busy.includes(name) || waited >= longestWait) throw error;
            await wait(pause);
            waited += pause;
        }
    }
}

/**
 * The same, where AWS may say that nothing is left to do.
 *
 * @param done names of the exceptions that mean that.
 * @param wait replaced in tests.
 * @returns the answer of the call; undefined where nothing was left to do.
 */
export async function patiently<T>(
    call: () => Promise<T>,
    done: readonly string[],
    wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<T | undefined> {
    try {
        return await whileBusy(call, wait);
    } catch (error) {
        if (error instanceof Error && done.includes(error.name)) return undefined;
        throw error;
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
