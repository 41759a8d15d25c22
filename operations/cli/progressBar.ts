/** How often the display may change: a bar in a terminal, a line elsewhere. */
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const BAR_WIDTH = 24;
/** Moves to the beginning of the line and clears it. */
const CLEAR = "\r\u001b[K";

/** The stream that the bar is drawn on: stderr, so that scripts can read stdout. */
interface Stream {
    readonly isTTY?: boolean;
    write(text: string): unknown;
}

/** Shows the progress of long work: a bar in a terminal, otherwise a line from time to time. */
export interface Progress {
    /** One more item is done. */
    advance(): void;
    /** @param text says what has been done. */
    done(text: string): void;
    failed(): void;
}

/**
 * Shows the progress of long work. (The bar of @clack/prompts ends the process with success on Ctrl-C. This one leaves Ctrl-C to
 * the caller.)
 *
 * @param text what is being done.
 * @param total the number of items; absent if it is unknown.
 */
export function progressBar(
    text: string,
    total?: number,
    stream: Stream = process.stderr,
    now: () => number = () => performance.now(),
): Progress {
    const isBar = stream.isTTY === true;
    const every = isBar ? BAR_EVERY_MS : LINE_EVERY_MS;
    let count = 0;
    let told = now();
    const show = (): void => {
        const said = total === undefined ? `${text}: ${count}` : `${text}: ${count} of ${total}`;
        stream.write(isBar ? `${CLEAR}${bar(count, total)}${said}` : `${said}\n`);
    };
    if (isBar) show();
    else stream.write(`${text} ...\n`);
    return {
        advance() {
            count++;
            if (now() - told < every) return;
            told = now();
            show();
        },
        done: (end) => void stream.write(`${isBar ? CLEAR : ""}${end}\n`),
        failed: () => void (isBar && stream.write("\n")),
    };
}

/**
 * Runs a part of the reading with a progress bar.
 *
 * @param text what is being done.
 * @param run returns what it has found, and a text that says what was read.
 */
export async function during<T>(
    text: string,
    total: number | undefined,
    run: (bar: Progress) => Promise<{ readonly found: T; readonly text: string }>,
): Promise<T> {
    const bar = progressBar(text, total);
    try {
        const { found, text: end } = await run(bar);
        bar.done(`Read ${end}`);
        return found;
    } catch (error) {
        bar.failed();
        throw error;
    }
}

function bar(count: number, total: number | undefined): string {
    if (total === undefined) return "";
    const full = total === 0 ? BAR_WIDTH : Math.round((Math.min(count, total) / total) * BAR_WIDTH);
    return `[${"=".repeat(full)}${" ".repeat(BAR_WIDTH - full)}] `;
}
