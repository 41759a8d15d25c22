import { UNKNOWN_INPUT } from "../../../definition/feature/resourceChange";

/**
 * A value that resources hand on: known, or only known to AWS later. It stands for Pulumi's Output, without its promises, and without the
 * properties of its value, which no component uses.
 */
export class RecordedOutput {
    readonly value: unknown;
    readonly isKnown: boolean;

    constructor(value: unknown, isKnown: boolean) {
        this.value = value;
        this.isKnown = isKnown;
    }

    apply(next: (value: unknown) => unknown): RecordedOutput {
        return this.isKnown ? recordedOutput(next(this.value)) : UNKNOWN;
    }

    /** What waits for a registration waits for its URN in this way. */
    promise(): Promise<unknown> {
        return Promise.resolve(this.value);
    }
}

export const UNKNOWN = new RecordedOutput(undefined, false);

/** Pulumi's `output`: what it holds is unwrapped at every depth. If a part is unknown, all of it is. */
export function recordedOutput(value: unknown): RecordedOutput {
    if (value instanceof RecordedOutput) return value;
    const plain = plainValue(value);
    return holdsUnknown(plain) ? UNKNOWN : new RecordedOutput(plain, true);
}

/** Pulumi's `all`, of a list or a map. */
export function all(...values: readonly unknown[]): RecordedOutput {
    return recordedOutput(values.length === 1 ? values[0] : values);
}

/** The value as it goes over the wire: an unknown part is UNKNOWN_INPUT, and what is undefined is left out. */
export function plainValue(value: unknown): unknown {
    if (value instanceof RecordedOutput) return value.isKnown ? value.value : UNKNOWN_INPUT;
    if (Array.isArray(value)) return value.map(plainValue);
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Promise) throw new Error("a forecast knows no promises: the components have none");
    // A resource is handed on by what it registered.
    if ("urn" in value && value.urn instanceof RecordedOutput) return value.urn.value;
    const entries = Object.entries(value).map(([key, inner]) => [key, plainValue(inner)] as const);
    return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function holdsUnknown(value: unknown): boolean {
    if (value === UNKNOWN_INPUT) return true;
    if (Array.isArray(value)) return value.some(holdsUnknown);
    return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** Pulumi's `interpolate`. */
export function interpolate(literals: readonly string[], ...values: readonly unknown[]): RecordedOutput {
    return all(values).apply((known) =>
        literals
            .map((literal, index) => literal + (index < values.length ? String((known as unknown[])[index]) : ""))
            .join(""),
    );
}
