import { ACCOUNT_CREATION } from "../../limits";

/**
 * AWS refuses more than a few creations or closings at a time, so each account waits for the one so many places before it.
 * What waits is created later and, as Pulumi deletes in the opposite order and by turns, closed in an earlier turn.
 *
 * @param keys of the accounts, in their order.
 * @param concurrent how many AWS allows at a time.
 * @returns by the key of an account the one that it waits for; the first few wait for none.
 */
export function lanes(keys: readonly string[], concurrent: number): ReadonlyMap<string, string> {
    return new Map(
        keys.slice(concurrent).map((key, index) => {
            const before = keys[index];
            if (before === undefined) throw new Error("a lane has no beginning");
            return [key, before];
        }),
    );
}

/** What the provider needs for the last account: it asks every 10 s whether AWS is done. */
const LAST_SECONDS = 20;

/**
 * What creating accounts takes at AWS's rates, for a person who waits: `about 3 min`.
 *
 * @param count of the accounts, 1 or more.
 */
export function creationTime(count: number): string {
    const { burst, secondsBetween } = ACCOUNT_CREATION;
    const seconds = Math.max(0, count - burst) * secondsBetween + LAST_SECONDS;
    if (seconds < 60) return "less than a minute";
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `about ${minutes} min`;
    return `about ${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? "" : ` ${minutes % 60} min`}`;
}

/** `20 accounts are created, five at a time: about 3 min at AWS's rates`. */
export function announcement(count: number): string {
    const what =
        count === 1
            ? "1 account is created"
            : `${count} accounts are created${count > ACCOUNT_CREATION.concurrent ? ", five at a time" : ""}`;
    return `${what}: ${creationTime(count)} at AWS's rates`;
}
