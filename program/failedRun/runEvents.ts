/** The part of an engine event that matters here. Each event is a line of `pulumi up --event-log`. */
interface RunEvent {
    readonly diagnosticEvent?: { readonly urn?: string; readonly message?: string; readonly severity?: string };
    readonly resOpFailedEvent?: {
        readonly metadata?: {
            readonly urn?: string;
            readonly new?: { readonly inputs?: Readonly<Record<string, unknown>> } | null;
        };
    };
}

/** The events in a log. A line that is not JSON is left out: an empty one, or the last one of a run that was killed. */
export function eventsIn(log: string): RunEvent[] {
    return log.split("\n").flatMap((line): RunEvent[] => {
        try {
            return [JSON.parse(line) as RunEvent];
        } catch {
            return [];
        }
    });
}

/** The errors by the URN of their resource. Those without a resource are under "". */
export function errorsByUrn(events: readonly RunEvent[]): ReadonlyMap<string, string> {
    const errors = new Map<string, string>();
    for (const { diagnosticEvent } of events) {
        if (diagnosticEvent?.severity !== "error") continue;
        const urn = diagnosticEvent.urn ?? "";
        errors.set(urn, `${errors.get(urn) ?? ""}${diagnosticEvent.message ?? ""}`);
    }
    return errors;
}
