import { setTimeout } from "node:timers/promises";
import { pagesOf } from "./pagesOf";
import { whileBusy } from "./patiently";

/**
 * Calls of one operation in a second. It is below AWS's rates for the reading operations of Organizations (10 for ListTagsForResource), so
 * that other users of the organisation get through as well.
 */
const PER_SECOND = 8;
/**
 * The same for operations with a lower rate. Account Management: 5 a second
 * (https://docs.aws.amazon.com/accounts/latest/reference/quotas.html, read on 2026-11-26; GetAlternateContact has 10 there). LookupEvents: 2 a
 * second for each account and region (botocore 1.44.5, cloudtrail 2013-11-01, LookupEvents, read on 2026-11-27).
 */
const SLOWER: ReadonlyMap<string, number> = new Map([
    ["account.GetRegionOptStatus", 4],
    ["account.ListRegions", 4],
    ["cloudtrail.LookupEvents", 2],
]);
/** Calls that run at a time. */
const CONCURRENT = 6;

interface Clock {
    now(): number;
    wait(milliseconds: number): Promise<unknown>;
}

const CLOCK: Clock = { now: () => performance.now(), wait: setTimeout };

/** Makes calls at AWS's pace, repeats them while AWS is busy, and counts them. */
export class PacedCaller {
    readonly #isPaced: boolean;
    readonly #clock: Clock;
    readonly #next = new Map<string, number>();
    readonly #counts = new Map<string, number>();
    #running = 0;
    readonly #waiting: (() => void)[] = [];

    /** @param paced whether the calls are kept to a rate. An endpoint other than AWS's has no rates. */
    constructor(paced: boolean, clock: Clock = CLOCK) {
        this.#isPaced = paced;
        this.#clock = clock;
    }

    /** The number of calls so far by operation, sorted. */
    get counts(): Readonly<Record<string, number>> {
        return Object.fromEntries([...this.#counts].sort(([one], [two]) => (one < two ? -1 : 1)));
    }

    /** @param operation `service.Operation`, or `service.Operation region` where AWS counts each region separately. */
    async call<T>(operation: string, send: () => Promise<T>): Promise<T> {
        await this.#enter();
        try {
            return await whileBusy(
                async () => {
                    await this.#turn(operation);
                    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
                    return send();
                },
                (pause) => this.#clock.wait(pause),
            );
        } finally {
            this.#leave();
        }
    }

    /** The items of all pages of a list, one page after the other. */
    async pages<P extends { readonly NextToken?: string | undefined }, T>(
        operation: string,
        send: (NextToken: string | undefined) => Promise<P>,
        items: (page: P) => readonly T[],
    ): Promise<T[]> {
        const all: T[] = [];
        for await (const page of pagesOf((token) => this.call(operation, () => send(token)))) all.push(...items(page));
        return all;
    }

    async #turn(operation: string): Promise<void> {
        if (!this.#isPaced) return;
        const now = this.#clock.now();
        const at = Math.max(now, this.#next.get(operation) ?? 0);
        this.#next.set(operation, at + 1000 / (SLOWER.get(operation.split(" ", 1)[0] ?? "") ?? PER_SECOND));
        if (at > now) await this.#clock.wait(at - now);
    }

    async #enter(): Promise<void> {
        if (this.#running >= CONCURRENT) await new Promise<void>((resolve) => this.#waiting.push(resolve));
        else this.#running++;
    }

    #leave(): void {
        const next = this.#waiting.shift();
        if (next) next();
        else this.#running--;
    }
}
