import { causeOf } from "../../aws/organization";
import { CommandError } from "./commandError";

/** What AWS has answered, or why it has not. */
export type AwsAnswer<T> = { readonly value: T } | { readonly unread: string };

/** The stack's endpoints, by the provider's name of the service. */
export type Endpoints = Readonly<Record<string, string>>;

/** What may be refused without standing in the way: it is told then, and not guessed. */
export async function answerOf<T>(ask: () => Promise<T>): Promise<AwsAnswer<T>> {
    try {
        return { value: await ask() };
    } catch (error) {
        return { unread: reasonOf(error) };
    }
}

/** @param services by the provider's names: the real AWS is never asked about the accounts of another one. */
export async function answerFrom<T>(
    endpoints: Endpoints,
    services: readonly string[],
    ask: () => Promise<T>,
): Promise<AwsAnswer<T>> {
    const without = endpoints.organizations === undefined ? [] : services.filter((one) => endpoints[one] === undefined);
    if (without.length === 0) return answerOf(ask);
    return { unread: `not asked: aws:endpoints has organizations and not ${without.join(", ")}` };
}

/** In one line. */
export function reasonOf(error: unknown): string {
    const cause = causeOf(error);
    if (!(cause instanceof Error)) return String(cause);
    return cause instanceof CommandError ? cause.message : `${cause.name}: ${cause.message}`;
}
