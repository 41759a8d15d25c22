export interface SourceErrorOptions extends ErrorOptions {
    /** Default: there is a cause */
    readonly isFailure?: boolean;
}

/** A source of costs cannot answer. The message says what is wrong and what to do, so a command shows it without a stack trace. */
export class SourceError extends Error {
    /** AWS, the network or the files failed. Otherwise the source cannot answer this question, and another one must be asked. */
    readonly isFailure: boolean;

    constructor(message: string, { isFailure, ...options }: SourceErrorOptions = {}) {
        super(message, options);
        this.name = new.target.name;
        this.isFailure = isFailure ?? options.cause !== undefined;
    }
}
