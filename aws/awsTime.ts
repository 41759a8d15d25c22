/** What a client of the AWS SDK has: its middleware sees the headers of every answer. */
interface WatchedClient {
    readonly middlewareStack: {
        add(
            middleware: (next: (args: never) => Promise<unknown>) => (args: never) => Promise<unknown>,
            options: { step: "deserialize"; name: string; override: boolean; priority: "low" },
        ): void;
    };
}

/**
 * AWS's time, from the Date header of the latest answer. This machine's clock may be wrong, and the local AWS's may have been advanced.
 * Nothing is asked for it: before the first answer it is this machine's time.
 */
export class AwsTime {
    /** How much AWS's clock is ahead of this machine's, in milliseconds. */
    #ahead = 0;

    now(): Date {
        return new Date(Date.now() + this.#ahead);
    }

    /** Reads the time in each answer that the client gets from now on. */
    watch(client: object): void {
        if (!isWatchable(client)) return;
        client.middlewareStack.add(
            (next) => async (args) => {
                const answer = await next(args);
                const { headers } = (answer as { response?: { headers?: Record<string, string> } }).response ?? {};
                const time = Date.parse(headers?.["date"] ?? "");
                if (!Number.isNaN(time)) this.#ahead = time - Date.now();
                return answer;
            },
            { step: "deserialize", name: "awsTime", override: true, priority: "low" },
        );
    }
}

function isWatchable(client: object): client is WatchedClient {
    return "middlewareStack" in client;
}
