import { ACCOUNT_CREATION } from "../../limits";

/** How long the last account takes: the provider asks every 10 s whether AWS has finished. */
const LAST_SECONDS = 20;

/**
 * How long it takes to create accounts at AWS's rates, for a person who waits: `about 3 min`.
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
