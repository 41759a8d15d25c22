import type { ResourceInputs } from "../../../definition/feature";

/** A resource as the program registers it. */
export interface RecordedResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Whether a provider makes it. Components only group others. */
    readonly isCustom: boolean;
    readonly inputs: ResourceInputs;
    /** Inputs whose differences count for nothing. */
    readonly ignoreChanges: readonly string[];
    /** The id by which it is taken over from AWS. */
    readonly importId?: string;
    /** The URNs that it had before. */
    readonly aliases: readonly string[];
    /** It stays in AWS when it leaves the stack. */
    readonly isRetained: boolean;
}

/** What stands in the stack's state of a resource. */
export interface StandingResource {
    readonly id?: string;
    readonly outputs: ResourceInputs;
}

/** The stack of a run that is recorded. */
export interface RecordedStack {
    readonly stack: string;
    readonly project: string;
    /** The stack's settings, as Pulumi hands them to programs. */
    readonly config: Readonly<Record<string, string>>;
}

/** The run that is recorded. */
export interface RecordedRun extends RecordedStack {
    /** Receives every resource, parents first, and returns what the stack has of it. Undefined if it is made in this run, or made anew. */
    readonly register: (resource: RecordedResource) => StandingResource | undefined;
}

let current: RecordedRun | undefined;

/** Runs a program whose resources register in `run`. It must not wait for anything: runs of a process would mix. */
export function recordRun(run: RecordedRun, program: () => unknown): void {
    current = run;
    try {
        program();
    } finally {
        current = undefined;
    }
}

/** @throws Error outside a recording. */
export function recordedRun(): RecordedRun {
    if (current === undefined) throw new Error("resources are only registered while a run is recorded");
    return current;
}
