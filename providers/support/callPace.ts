/** Keeps calls to a rate, and operations to a number at a time. */
export class CallPace {
    readonly #interval: number;
    readonly #wait: (milliseconds: number) => Promise<unknown>;
    #next = 0;
    #free: number;
    readonly #waiting: (() => void)[] = [];

    constructor(
        { perSecond, outstanding }: { readonly perSecond: number; readonly outstanding: number },
        wait: (milliseconds: number) => Promise<unknown>,
    ) {
        this.#interval = 1000 / perSecond;
        this.#free = outstanding;
        this.#wait = wait;
    }

    /** Waits until the next call may be made. */
    async turn(): Promise<void> {
        if (this.#interval === 0) return;
        const now = performance.now();
        const at = Math.max(now, this.#next);
        this.#next = at + this.#interval;
        if (at > now) await this.#wait(at - now);
    }

    /** Runs an operation when there is room for it. */
    async outstanding<T>(run: () => Promise<T>): Promise<T> {
        if (this.#free > 0) this.#free--;
        else await new Promise<void>((resolve) => this.#waiting.push(resolve));
        try {
            return await run();
        } finally {
            const next = this.#waiting.shift();
            if (next) next();
            else this.#free++;
        }
    }
}
