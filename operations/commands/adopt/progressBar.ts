/** How often what is shown may change: a bar in a terminal, a line elsewhere. */
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const BAR_WIDTH = 24;
/** To the beginning of the line, which is emptied. */
const CLEAR = "\r\u001b[K";

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
 * Shows how far something is. (The bar of @clack/prompts ends the process as if all were well when Ctrl-C is typed; this one leaves
 * that to whoever reads.)
 *
 * @param text what is being done.
 * @param total how much there is to do; absent where that is not known.
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

function bar(count: number, total: number | undefined): string {
    if (total === undefined) return "";
    const full = total === 0 ? BAR_WIDTH : Math.round((Math.min(count, total) / total) * BAR_WIDTH);
    return `[${"=".repeat(full)}${" ".repeat(BAR_WIDTH - full)}] `;
}
