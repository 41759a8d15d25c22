import { CommandError } from "../../cli/commandError";
import type { FindAnswer } from "./foundResource";

/** How a question about accounts is asked, if a query has a limit. */
export interface AccountQueries {
    /** About all accounts at once. It does not name them if they are too many for one query. */
    readonly first: string;
    /** About some of the accounts each. They are asked if the first query does not name them, and AWS returns a part of its answer only. */
    readonly parts: readonly string[];
}

/**
 * The queries about accounts.
 *
 * @param ids the accounts; empty: all.
 * @param write writes the query about some accounts; about all of them if there are none. Each account adds the same number of characters.
 * @param limit the most characters of a query, and the service that has this limit.
 * @throws CommandError if the query is too long without any account.
 */
export function accountQueries(
    ids: readonly string[],
    write: (ids: readonly string[]) => string,
    { most, service }: { readonly most: number; readonly service: string },
): AccountQueries {
    const whole = write(ids);
    if (whole.length <= most) return { first: whole, parts: [] };
    const first = write([]);
    if (first.length > most) {
        throw new CommandError(`the question is too long: ${service} takes ${most} characters. Look for less at once`);
    }
    const [one, two] = [write(ids.slice(0, 1)).length, write(ids.slice(0, 2)).length];
    const size = two > one ? 1 + Math.floor((most - one) / (two - one)) : 0;
    // Not even one account fits.
    if (size < 1) return { first, parts: [] };
    const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
        write(ids.slice(index * size, (index + 1) * size)),
    );
    return { first, parts };
}

/** Asks about all accounts, and about some at a time only if AWS has more than it returns. Mostly it takes one call. */
export async function answerTo(
    { first, parts }: AccountQueries,
    search: (query: string) => Promise<FindAnswer>,
): Promise<FindAnswer> {
    const whole = await search(first);
    if (!whole.isCut || parts.length === 0) return whole;
    const answers: FindAnswer[] = [];
    for (const part of parts) answers.push(await search(part));
    return {
        resources: answers.flatMap(({ resources }) => resources),
        calls: answers.reduce((sum, { calls }) => sum + calls, whole.calls),
        isCut: answers.some(({ isCut }) => isCut),
    };
}
