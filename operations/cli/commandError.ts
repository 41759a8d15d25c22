/** What `org` exits with, for scripts. */
export const EXIT = {
    done: 0,
    /** AWS, the network or the program failed; what was done before is reported. */
    failed: 1,
    /** The command line is wrong: an unknown command, option or account. */
    usage: 2,
    /** A rule of AWS or of the definition stands against it, and nothing was done. */
    refused: 3,
    /** The user did not confirm, and nothing was done. */
    unconfirmed: 4,
    /** A command that looks for something found it: `org expiring` found an account that has expired. */
    found: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An end of a command that is no fault of the program: only its message is shown. */
export class CommandError extends Error {
    readonly code: ExitCode;

    /** @param message what is wrong, where, what is allowed and what to do. */
    constructor(message: string, code: ExitCode = EXIT.refused) {
        super(message);
        this.name = "CommandError";
        this.code = code;
    }
}
