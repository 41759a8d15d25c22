import { TracedEvent } from "../../../../../../operations/commands/drift/author/tracedEvent";

const MANAGEMENT = "123456789012";

interface GivenEvent {
    readonly name: string;
    readonly request?: object;
    readonly answer?: object;
    readonly details?: object;
    readonly source?: string;
    readonly error?: string;
    /** `2026-11-20T10:00:00Z` */
    readonly at?: string;
    readonly by?: object;
}

/** An event in the form in which CloudTrail records it. */
export function tracedEvent({ name, request, answer, details, source, error, at, by }: GivenEvent): TracedEvent {
    const eventSource = source ?? "organizations.amazonaws.com";
    const record = {
        eventName: name,
        eventSource,
        userIdentity: by ?? { type: "IAMUser", userName: "ada", accountId: MANAGEMENT },
        recipientAccountId: MANAGEMENT,
        sourceIPAddress: "198.51.100.7",
        requestParameters: request ?? null,
        responseElements: answer ?? null,
        ...(details && { serviceEventDetails: details }),
        ...(error !== undefined && { errorCode: error }),
    };
    return new TracedEvent(
        {
            EventName: name,
            EventSource: eventSource,
            EventTime: new Date(at ?? "2026-11-20T10:00:00Z"),
            CloudTrailEvent: JSON.stringify(record),
        },
        "us-east-1",
    );
}
