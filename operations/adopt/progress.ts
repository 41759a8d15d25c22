/** A line at the most so often, where no bar can be drawn. */
const LINE_EVERY_MS = 10_000;

/** What is drawn on, stderr: what a script reads is never disturbed. */
interface Stream {
    readonly isTTY?: boolean;
    write(text: string): unknown;
}

/** How far a long piece of work is: a bar in a terminal, else a line from time to time. */
export interface Progress {
    /** One more is done. */
    advance(): void;
    /** @param text what has been done. */
    done(text: string): void;
    failed(): void;
}

/**
 * @param text what is being done.
 * @param total how much there is to do; absent where that is not known.
 */
export async function progress(
    text: string,
    total?: number,
    stream: Stream = process.stderr,
    now: () => number = () => performance.now(),
): Promise<Progress> {
    const of = total === undefined ? "" : ` of ${total}`;
    if (stream.isTTY) {
        const { progress: bar, spinner } = await import("@clack/prompts");
        let count = 0;
        const said = (): string => `${text}: ${count}${of}`;
        if (total === undefined) {
            const shown = spinner({ output: process.stderr });
            shown.start(text);
            return {
                advance() {
                    count++;
                    shown.message(said());
                },
                done: (end) => shown.stop(end),
                failed: () => shown.error(text),
            };
        }
        const shown = bar({ max: Math.max(1, total), output: process.stderr });
        shown.start(text);
        return {
            advance() {
                count++;
                shown.advance(1, said());
            },
            done: (end) => shown.stop(end),
            failed: () => shown.error(text),
        };
    }
    stream.write(`${text} ...\n`);
    let count = 0;
    let told = now();
    return {
        advance() {
            count++;
            if (now() - told < LINE_EVERY_MS) return;
            told = now();
            stream.write(`${text}: ${count}${of}\n`);
        },
        done: (end) => void stream.write(`${end}\n`),
        failed: () => undefined,
    };
}
