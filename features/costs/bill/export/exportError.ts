/** The files of an export cannot answer a question. The message says what is wrong and what to do, so a command shows it without a stack trace. */
export class ExportError extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = "ExportError";
    }
}
