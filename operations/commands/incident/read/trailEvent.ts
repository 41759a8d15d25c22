import type { Event } from "@aws-sdk/client-cloudtrail";
import { isJsonMap, jsonAt, parsedJson } from "../../../../evaluator/policyDocument";

/** An event of CloudTrail. Every text in it may come from an intruder. */
export interface TrailEvent {
    /** Such as 2026-11-27T12:31:05.000Z. */
    readonly at: string;
    readonly region: string;
    /** `iam`: the source without `.amazonaws.com`. */
    readonly service: string;
    readonly name: string;
    readonly isRead: boolean;
    readonly caller: EventCaller;
    readonly address?: string;
    readonly userAgent?: string;
    /** AWS's error code: the call did nothing. */
    readonly error?: string;
    /** Names and ids of what the event is about. */
    readonly resources: readonly string[];
}

/** Who made a call. */
export interface EventCaller {
    readonly kind: "root" | "user" | "role" | "service" | "other";
    /** `the root user`, `user ada`, `role Deploy, session ci-4711`, `service ec2.amazonaws.com`. */
    readonly title: string;
    /** The name of the user or the role. */
    readonly name?: string;
    readonly accessKeyId?: string;
    /** The id of the caller's account, if it is another one. */
    readonly account?: string;
}

/** Reads an event. What is missing or of another form is left out: nothing here fails. */
export function trailEvent(event: Event, region: string, isRead: boolean): TrailEvent {
    const record = parsedJson(event.CloudTrailEvent ?? "");
    const text = (...path: string[]): string | undefined => textAt(record, path);
    const address = text("sourceIPAddress");
    const userAgent = text("userAgent");
    const error = text("errorCode");
    const source = event.EventSource ?? text("eventSource") ?? "";
    return {
        at: (event.EventTime ?? new Date(text("eventTime") ?? 0)).toISOString(),
        region: text("awsRegion") ?? region,
        service: source.replace(/\.amazonaws\.com(\.cn)?$/, ""),
        name: event.EventName ?? text("eventName") ?? "",
        isRead,
        caller: callerOf(record, event.Username),
        ...(address !== undefined && { address }),
        ...(userAgent !== undefined && { userAgent }),
        ...(error !== undefined && { error }),
        resources: resourcesOf(event, record),
    };
}

/**
 * AWS, "CloudTrail userIdentity element" (cloudtrail-event-reference-user-identity.html): the types Root, IAMUser, AssumedRole, Role,
 * FederatedUser, AWSAccount, AWSService, IdentityCenterUser, SAMLUser, WebIdentityUser, Unknown.
 */
function callerOf(record: unknown, username: string | undefined): EventCaller {
    const caller = identityOf(record, username);
    const account = textAt(record, ["userIdentity", "accountId"]);
    const own = textAt(record, ["recipientAccountId"]);
    if (account === undefined || own === undefined || account === own) return caller;
    const title = caller.title === `account ${account}` ? caller.title : `${caller.title} of account ${account}`;
    return { ...caller, title, account };
}

function identityOf(record: unknown, username: string | undefined): EventCaller {
    const text = (...path: string[]): string | undefined => textAt(record, ["userIdentity", ...path]);
    const type = text("type") ?? "";
    const accessKeyId = text("accessKeyId");
    const key = accessKeyId === undefined ? {} : { accessKeyId };
    const principal = text("principalId") ?? "";
    switch (type) {
        case "Root":
            return { kind: "root", title: "the root user", ...key };
        case "IAMUser": {
            const name = text("userName") ?? username ?? lastPart(text("arn") ?? principal);
            return { kind: "user", title: `user ${name}`, name, ...key };
        }
        case "AssumedRole":
        case "Role": {
            const [, fromArn = "", session = ""] = (text("arn") ?? "").split("/");
            const name = text("sessionContext", "sessionIssuer", "userName") ?? fromArn;
            const made = session === "" ? principal.split(":")[1] : session;
            return {
                kind: "role",
                title: `role ${name === "" ? principal : name}${made === undefined || made === "" ? "" : `, session ${made}`}`,
                name,
                ...key,
            };
        }
        case "AWSService":
            return { kind: "service", title: `service ${text("invokedBy") ?? "of AWS"}` };
        case "AWSAccount":
            return { kind: "other", title: `account ${text("accountId") ?? principal}`, ...key };
        default:
            return {
                kind: "other",
                title: `${type === "" ? "unknown caller" : type} ${text("userName") ?? (principal === "" ? (username ?? "") : principal)}`.trim(),
                ...key,
            };
    }
}

function resourcesOf({ Resources = [] }: Event, record: unknown): readonly string[] {
    const named = Resources.flatMap(({ ResourceName }) => ResourceName ?? []);
    if (named.length > 0) return [...new Set(named)];
    const parameters = isJsonMap(record) ? record.requestParameters : undefined;
    if (!isJsonMap(parameters)) return [];
    return Object.entries(parameters).flatMap(([key, value]) =>
        /(name|id|arn)$/i.test(key) && typeof value === "string" ? [value] : [],
    );
}

function textAt(record: unknown, path: readonly string[]): string | undefined {
    const found = jsonAt(record, path);
    return typeof found === "string" && found !== "" ? found : undefined;
}

function lastPart(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
