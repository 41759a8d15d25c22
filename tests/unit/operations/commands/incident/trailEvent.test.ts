import assert from "node:assert/strict";
import fc from "fast-check";
import { callersOf, changesOf } from "../../../../../operations/commands/incident/judge/eventSummary";
import { IncidentJudgement } from "../../../../../operations/commands/incident/judge/incidentJudgement";
import { trailEvent, type TrailEvent } from "../../../../../operations/commands/incident/read/trailEvent";
import { KNOWN } from "./incidentFacts";

/** No role is proven to be the organisation's. */
const NOBODY_KNOWN = new IncidentJudgement([], [], "", KNOWN);
const TIME = new Date("2026-11-27T12:00:00Z");

function eventOf(record: object, more: object = {}, isRead = false): TrailEvent {
    return trailEvent({ EventTime: TIME, CloudTrailEvent: JSON.stringify(record), ...more }, "eu-central-1", isRead);
}

describe("org incident: events of CloudTrail", () => {
    it("say who made a call, for each type of identity", () => {
        const title = (userIdentity: object): string => eventOf({ userIdentity }).caller.title;
        assert.equal(title({ type: "Root", arn: "arn:aws:iam::111122223333:root" }), "the root user");
        assert.equal(title({ type: "IAMUser", userName: "ada" }), "user ada");
        assert.equal(title({ type: "IAMUser", arn: "arn:aws:iam::111122223333:user/team/ada" }), "user ada");
        const arn = "arn:aws:sts::111122223333:assumed-role/Deploy/ci-4711";
        assert.equal(title({ type: "AssumedRole", arn }), "role Deploy, session ci-4711");
        assert.equal(
            title({ type: "AssumedRole", arn, sessionContext: { sessionIssuer: { userName: "Deploy" } } }),
            "role Deploy, session ci-4711",
        );
        assert.equal(title({ type: "AssumedRole", principalId: "AROA:ci" }), "role AROA:ci, session ci");
        assert.equal(title({ type: "AWSService", invokedBy: "ec2.amazonaws.com" }), "service ec2.amazonaws.com");
        assert.equal(title({ type: "AWSAccount", accountId: "444455556666" }), "account 444455556666");
        assert.equal(title({ type: "SAMLUser", userName: "ada" }), "SAMLUser ada");
        assert.equal(title({}), "unknown caller");
    });

    it("say so if the caller is of another account, also one with the name of a role of ours", () => {
        const arn = "arn:aws:sts::999988887777:assumed-role/Deploy/ci";
        const { caller } = eventOf({
            userIdentity: { type: "AssumedRole", arn, accountId: "999988887777" },
            recipientAccountId: "111122223333",
        });
        assert.deepEqual(
            [caller.title, caller.account],
            ["role Deploy, session ci of account 999988887777", "999988887777"],
        );
        const known = eventOf({
            userIdentity: { type: "AWSAccount", accountId: "999988887777" },
            recipientAccountId: "111122223333",
        });
        assert.equal(known.caller.title, "account 999988887777");
    });

    it("name what the call is about, and whether it failed", () => {
        const event = eventOf(
            {
                eventSource: "iam.amazonaws.com",
                eventName: "CreateAccessKey",
                awsRegion: "us-east-1",
                sourceIPAddress: "198.51.100.7",
                userAgent: "curl",
                errorCode: "AccessDenied",
                requestParameters: { userName: "ada", count: 3 },
            },
            { EventSource: "iam.amazonaws.com", EventName: "CreateAccessKey" },
        );
        assert.deepEqual(
            { ...event, caller: undefined },
            {
                at: "2026-11-27T12:00:00.000Z",
                region: "us-east-1",
                service: "iam",
                name: "CreateAccessKey",
                isRead: false,
                caller: undefined,
                address: "198.51.100.7",
                userAgent: "curl",
                error: "AccessDenied",
                resources: ["ada"],
            },
        );
    });

    it("of any form are read without a failure", () => {
        fc.assert(
            fc.property(fc.json(), fc.string(), (json, name) => {
                for (const CloudTrailEvent of [json, `{"userIdentity":${json}}`, name, undefined]) {
                    const event = trailEvent(
                        { EventTime: TIME, CloudTrailEvent, EventName: name },
                        "eu-central-1",
                        true,
                    );
                    assert.equal(typeof event.caller.title, "string");
                    assert.ok(event.resources.every((one) => typeof one === "string"));
                }
            }),
        );
    });

    it("are summed up by caller: root first, AWS's own services last", () => {
        const by = (userIdentity: object, isRead: boolean, more: object = {}): TrailEvent =>
            eventOf({ userIdentity, eventSource: "s3.amazonaws.com", eventName: "PutObjectLock", ...more }, {}, isRead);
        const service = { type: "AWSService", invokedBy: "config.amazonaws.com" };
        const ada = { type: "IAMUser", userName: "ada", accessKeyId: "AKIA1" };
        const events = [
            ...Array.from({ length: 5 }, () => by(service, false)),
            by(ada, false, { sourceIPAddress: "1.1.1.1", errorCode: "AccessDenied" }),
            by(ada, true, { sourceIPAddress: "2.2.2.2" }),
            by({ type: "Root" }, true),
        ];
        assert.deepEqual(
            callersOf(events, NOBODY_KNOWN).map(({ caller, writes, reads, failed }) => [
                caller.title,
                writes,
                reads,
                failed,
            ]),
            [
                ["the root user", 0, 1, 0],
                ["user ada", 1, 1, 1],
                ["service config.amazonaws.com", 5, 0, 0],
            ],
        );
        const found = callersOf(events, NOBODY_KNOWN).find(({ caller }) => caller.name === "ada");
        assert.deepEqual(found?.addresses, ["1.1.1.1", "2.2.2.2"]);
        assert.deepEqual(found?.accessKeyIds, ["AKIA1"]);
    });

    it("show what changed: what may belong to an incident first, also reads such as that of a secret", () => {
        const call = (
            source: string,
            eventName: string,
            isRead = false,
            userIdentity: object = { type: "Root" },
        ): TrailEvent => eventOf({ userIdentity, eventSource: `${source}.amazonaws.com`, eventName }, {}, isRead);
        const changes = changesOf(
            [
                call("sqs", "CreateQueue"),
                call("cloudtrail", "StopLogging"),
                call("secretsmanager", "GetSecretValue", true),
                call("s3", "ListBuckets", true),
                call("sqs", "CreateQueue", false, { type: "AWSService" }),
                call("iam", "constructor"),
            ],
            NOBODY_KNOWN,
        );
        assert.deepEqual(
            changes.map(({ service, name, meaning }) => [`${service}:${name}`, meaning]),
            [
                ["cloudtrail:StopLogging", "watching off"],
                ["secretsmanager:GetSecretValue", "data out"],
                ["sqs:CreateQueue", undefined],
                ["iam:constructor", undefined],
            ],
        );
    });
});
