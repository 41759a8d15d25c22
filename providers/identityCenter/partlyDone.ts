/** Pulumi adds it to inputs, and not to the properties of an error. */
const PROVIDER = "__provider";

/**
 * An error after which Pulumi keeps what was done: the resource stays in the state with these properties and is looked at again by the next
 * run (ErrorResourceInitFailed in Pulumi's provider protocol).
 */
export class PartlyDoneError<State extends object> extends Error {
    readonly id: string;
    readonly properties: State;
    readonly reasons: readonly string[];

    /** @param inputs what Pulumi gave to the provider: it has the key by which Pulumi finds the provider again. */
    constructor(id: string, properties: State, reasons: readonly string[], inputs: object) {
        super(reasons.join("\n"));
        this.name = "PartlyDoneError";
        this.id = id;
        this.properties = Object.hasOwn(inputs, PROVIDER)
            ? { ...properties, [PROVIDER]: (inputs as Record<string, unknown>)[PROVIDER] }
            : properties;
        this.reasons = reasons;
    }
}
