/** Exit codes of `org`, for scripts. */
export const EXIT = {
    done: 0,
    /** AWS, the network or the program failed. What was done before is reported. */
    failed: 1,
    /** The command line is wrong: an unknown command, option or account. */
    usage: 2,
    /** A rule of AWS or of the definition forbids it. Nothing was done. */
    refused: 3,
    /** The user did not confirm, and nothing was done. */
    unconfirmed: 4,
    /** A command that searches has found something: `org expiring` found an expired account. */
    found: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message for the user. It is not a bug of the program, so no stack trace is shown. */
export class CommandError extends Error {
    readonly code: ExitCode;

    /** @param message what is wrong, where, what is allowed, and what to do. */
    constructor(message: string, code: ExitCode = EXIT.refused) {
        super(message);
        this.name = "CommandError";
        this.code = code;
    }
}
