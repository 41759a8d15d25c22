import { causeOf } from "../../aws/organization";
import { CommandError } from "./commandError";

/** AWS's answer, or the reason why there is none. */
export type AwsAnswer<T> = { readonly value: T } | { readonly unread: string };

/** The stack's endpoints by service, in the provider's spelling. */
export type Endpoints = Readonly<Record<string, string>>;

/** For questions that AWS may refuse without stopping the command: the reason is reported instead of an answer. */
export async function answerOf<T>(ask: () => Promise<T>): Promise<AwsAnswer<T>> {
    try {
        return { value: await ask() };
    } catch (error) {
        return { unread: reasonOf(error) };
    }
}

/**
 * Asks only if the stack's endpoints cover all the services: a stack on the local AWS must never ask the real AWS.
 *
 * @param services the services that the question needs, in the provider's spelling.
 */
export async function answerFrom<T>(
    endpoints: Endpoints,
    services: readonly string[],
    ask: () => Promise<T>,
): Promise<AwsAnswer<T>> {
    const without = endpoints.organizations === undefined ? [] : services.filter((one) => endpoints[one] === undefined);
    if (without.length === 0) return answerOf(ask);
    return { unread: `not asked: aws:endpoints names organizations but not ${without.join(", ")}` };
}

/** The reason of an error, in one line. */
export function reasonOf(error: unknown): string {
    const cause = causeOf(error);
    if (!(cause instanceof Error)) return String(cause);
    return cause instanceof CommandError ? cause.message : `${cause.name}: ${cause.message}`;
}
