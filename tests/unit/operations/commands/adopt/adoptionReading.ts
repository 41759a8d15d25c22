import { PacedCaller } from "../../../../../aws/pacedCaller";
import type { AdoptionReading } from "../../../../../operations/commands/adopt/feature";

/** A reading against an AWS of a test's own. Its journal keeps the answers in memory. */
export function readingFrom(
    clients: object = {},
    endpoints: Readonly<Record<string, string>> = {},
): AdoptionReading & { readonly kept: Map<string, unknown> } {
    const kept = new Map<string, unknown>();
    return {
        clients: clients as AdoptionReading["clients"],
        caller: new PacedCaller(false),
        endpoints,
        kept,
        journal: {
            async answer<T>(question: string, ask: () => Promise<T>): Promise<T> {
                if (!kept.has(question)) kept.set(question, JSON.parse(JSON.stringify(await ask())));
                return kept.get(question) as T;
            },
        },
    };
}

/** An error as AWS's SDK throws it. */
export function awsError(name: string, message = "no"): Error {
    return Object.assign(new Error(message), { name });
}
