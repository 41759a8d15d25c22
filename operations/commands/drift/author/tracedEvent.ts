import type { Event } from "@aws-sdk/client-cloudtrail";
import { isJsonMap, jsonAt, parsedJson } from "../../../../evaluator/policyDocument";
import { trailEvent, type TrailEvent } from "../../incident/read/trailEvent";

/** What CloudTrail writes in place of a value that it hides: names and e-mails of accounts. */
const HIDDEN = new Set(["HIDDEN_DUE_TO_SECURITY_REASONS", "****"]);

/** An event of CloudTrail with its request and answer. Every text in it may come from a stranger. */
export class TracedEvent {
    readonly event: TrailEvent;
    readonly #record: unknown;

    constructor(event: Event, region: string) {
        this.event = trailEvent(event, region, false);
        this.#record = parsedJson(event.CloudTrailEvent ?? "");
    }

    get name(): string {
        return this.event.name;
    }

    /** The service that has recorded it: `organizations.amazonaws.com`. */
    get source(): string {
        return textAt(this.#record, ["eventSource"]) ?? "";
    }

    /** The call did something: AWS accepted it. */
    get isDone(): boolean {
        return this.event.error === undefined;
    }

    /** A text of the request, such as that at `["accountId"]`. */
    asked(...path: readonly string[]): string | undefined {
        return textAt(this.#record, ["requestParameters", ...path]);
    }

    /** A text of the answer. */
    answered(...path: readonly string[]): string | undefined {
        return textAt(this.#record, ["responseElements", ...path]);
    }

    /** A text of what AWS itself adds to an event that nobody called for. */
    detail(...path: readonly string[]): string | undefined {
        return textAt(this.#record, ["serviceEventDetails", ...path]);
    }

    /** Whether the request has all of these texts, at any depth. */
    asksFor(...texts: readonly string[]): boolean {
        const given = new Set(textsIn(jsonAt(this.#record, ["requestParameters"])));
        return texts.every((text) => given.has(text));
    }

    /** The tags of a request, by their keys. */
    get tags(): ReadonlyMap<string, string> {
        const given = jsonAt(this.#record, ["requestParameters", "tags"]);
        const tags = Array.isArray(given) ? given.filter(isJsonMap) : [];
        return new Map(tags.map(({ key, value }) => [String(key), typeof value === "string" ? value : ""]));
    }

    /** The keys of tags that a request removes. */
    get tagKeys(): readonly string[] {
        const given = jsonAt(this.#record, ["requestParameters", "tagKeys"]);
        return Array.isArray(given) ? given.map(String) : [];
    }
}

/** Whether a text of an event can be this one. CloudTrail hides some. */
export function canBe(recorded: string | undefined, text: string): boolean {
    return recorded === text || recorded === undefined || HIDDEN.has(recorded);
}

function textAt(record: unknown, path: readonly string[]): string | undefined {
    const found = jsonAt(record, path);
    return typeof found === "string" && found !== "" ? found : undefined;
}

function textsIn(value: unknown): readonly string[] {
    if (typeof value === "string") return [value];
    if (typeof value !== "object" || value === null) return [];
    return Object.values(value).flatMap(textsIn);
}
