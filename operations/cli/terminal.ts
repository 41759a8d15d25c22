import { printable } from "../../limits";

/** What the command writes to and reads from; a test has its own. */
export interface Terminal {
    /** Writes what a script reads. */
    out(text: string): void;
    /** Writes progress and errors: never what a script reads. */
    error(text: string): void;
    /** How many columns it has; absent where the output goes to a file or a program, and is not wrapped. */
    readonly columns?: number;
    /** Asks a person to type something; undefined where they gave up. Absent where nobody can be asked. */
    ask?(question: string): Promise<string | undefined>;
}

/** The same terminal, safe from control characters in what others wrote: names that AWS has, keys of the definition. */
export function printableTerminal(terminal: Terminal): Terminal {
    return {
        ...terminal,
        out: (text) => terminal.out(printable(text)),
        error: (text) => terminal.error(printable(text)),
    };
}

/** The terminal that this process runs in. */
export function systemTerminal(): Terminal {
    // A reader may stop reading (`org accounts | head -1`). What is under way goes on to its end all the same.
    for (const stream of [process.stdout, process.stderr]) {
        stream.on("error", (error: NodeJS.ErrnoException) => {
            if (error.code !== "EPIPE") throw error;
        });
    }
    return {
        out: (text) => console.log(text),
        error: (text) => console.error(text),
        ...(process.stdout.isTTY && process.stdout.columns > 0 && { columns: process.stdout.columns }),
        ...(process.stdin.isTTY && { ask }),
    };
}

async function ask(question: string): Promise<string | undefined> {
    const { isCancel, text } = await import("@clack/prompts");
    const answer = await text({ message: question, output: process.stderr });
    return isCancel(answer) ? undefined : answer;
}
