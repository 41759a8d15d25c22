/**
 * The accounts that lose a block in this run. Another block that they get may make something of the same name, so it waits until the stacks of the
 * first are gone (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2427).
 *
 * Two blocks that exchange accounts may wait for each other, because an account that moves may change its ring. As soon as every block waits,
 * all go on.
 */
export class LeavingAccounts {
    /** By account id: what ends each wait for it. */
    readonly #leaving = new Map<string, Map<Promise<void>, () => void>>();
    #rollouts = 0;
    #waiting = 0;

    /** A rollout begins. @returns what to call at its end. */
    enter(): () => void {
        this.#rollouts++;
        return () => {
            this.#rollouts--;
            this.#goOn();
        };
    }

    /** @returns what to call when the account has no stack of the block any more, or AWS could not delete it. */
    leave(account: string): () => void {
        let end = (): void => undefined;
        const gone = new Promise<void>((resolve) => (end = resolve));
        const all = this.#leaving.get(account) ?? new Map<Promise<void>, () => void>();
        this.#leaving.set(account, all.set(gone, end));
        return () => {
            all.delete(gone);
            end();
        };
    }

    /** Waits until none of the accounts is about to lose a block. */
    async untilGone(accounts: readonly string[]): Promise<void> {
        const waits = accounts.flatMap((account) => [...(this.#leaving.get(account)?.keys() ?? [])]);
        if (waits.length === 0) return;
        this.#waiting++;
        this.#goOn();
        await Promise.all(waits);
        this.#waiting--;
    }

    #goOn(): void {
        if (this.#waiting === 0 || this.#waiting < this.#rollouts) return;
        for (const all of this.#leaving.values()) for (const end of all.values()) end();
    }
}
