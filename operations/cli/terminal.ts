import { fileRefusal, printable } from "../../limits";
import { EXIT } from "./commandError";

/** Where a command writes to and reads from. Tests replace it. */
export interface Terminal {
    /** Writes what a script reads. */
    out(text: string): void;
    /** Writes progress and errors, which scripts do not read. */
    error(text: string): void;
    /** The width in columns. Absent if the output goes to a file or a program; it is not wrapped then. */
    readonly columns?: number;
    /** Asks a person to type something. The answer is undefined if they cancel. Absent if there is nobody to ask. */
    ask?(question: string): Promise<string | undefined>;
}

/** The same terminal, which escapes control characters in texts from outside, such as names in AWS and keys of the definition. */
export function printableTerminal(terminal: Terminal): Terminal {
    return {
        ...terminal,
        out: (text) => terminal.out(printable(text)),
        error: (text) => terminal.error(printable(text)),
    };
}

/** The terminal that this process runs in. */
export function systemTerminal(): Terminal {
    // The reader may close the pipe early (`org accounts | head -1`). The command still runs to its end.
    for (const stream of [process.stdout, process.stderr]) {
        stream.on("error", (error: NodeJS.ErrnoException) => {
            if (error.code === "EPIPE") return;
            if (stream === process.stdout) {
                console.error(`org: the output cannot be written: ${fileRefusal(error) ?? error.message}`);
            }
            process.exit(EXIT.failed);
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
