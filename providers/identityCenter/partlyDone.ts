/**
 * An error after which Pulumi keeps what was done: the resource stays in the state with these properties and is looked at again by the next
 * run (ErrorResourceInitFailed in Pulumi's provider protocol).
 */
export class PartlyDoneError<State extends object> extends Error {
    readonly id: string;
    readonly properties: State;
    readonly reasons: readonly string[];

    constructor(id: string, properties: State, reasons: readonly string[]) {
        super(reasons.join("\n"));
        this.name = "PartlyDoneError";
        this.id = id;
        this.properties = properties;
        this.reasons = reasons;
    }
}
