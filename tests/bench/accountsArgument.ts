/** How many accounts a bench makes, and what its organisation needs at least. */
export interface BenchSize {
    readonly usual: number;
    readonly least: number;
    /** Why it needs them: `its rings name the first and the last of ten units`. */
    readonly reason: string;
}

/** @throws Error if it is not the number of accounts that a bench can make. */
export function accountCount(written: string | undefined, { usual, least, reason }: BenchSize): number {
    if (written === undefined) return usual;
    const count = Number(written);
    if (Number.isInteger(count) && count >= least) return count;
    throw new Error(
        `"${written}" is no number of accounts: write ${least} or more, because ${reason}. Without it: ${usual}`,
    );
}

/** The first argument of a bench. Ends the process, with a message, if the bench cannot make as many. */
export function accountsArgument(size: BenchSize): number {
    try {
        return accountCount(process.argv[2], size);
    } catch (error) {
        console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(2);
    }
}
