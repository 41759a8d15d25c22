import assert from "node:assert/strict";
import { callersOf, changesOf } from "../../../../../operations/commands/incident/judge/eventSummary";
import { IncidentJudgement } from "../../../../../operations/commands/incident/judge/incidentJudgement";
import {
    incidentAlarms,
    ownChangeNotes,
    type JudgedFacts,
} from "../../../../../operations/commands/incident/judge/incidentAlarms";
import type { RoleFact } from "../../../../../operations/commands/incident/read/identityFacts";
import type { TrailEvent } from "../../../../../operations/commands/incident/read/trailEvent";
import { KNOWN, MANAGEMENT, roleOf, STACK_SETS_ADMIN, STACK_SETS_ROLE_NAME, STRANGER, iamCall } from "./incidentFacts";

const SINCE = "2026-11-27T00:00:00.000Z";
const STACK_SETS = roleOf(STACK_SETS_ROLE_NAME, { AWS: STACK_SETS_ADMIN });
const ACCESS = roleOf("OrganizationAccountAccessRole", { AWS: MANAGEMENT }, { created: "2020-01-01T00:00:00.000Z" });
const LAMBDA = { Service: "lambda.amazonaws.com" };
const BLOCK = roleOf("StackSet-baseline-x-FunctionRole-1", LAMBDA, { path: "/aws-organization/" });

function judged(roles: readonly RoleFact[], events: readonly TrailEvent[]): IncidentJudgement {
    return new IncidentJudgement(roles, events, SINCE, KNOWN);
}

function factsOf(roles: readonly RoleFact[], events: readonly TrailEvent[]): JudgedFacts {
    return {
        identities: { value: { root: { hasAccessKeys: false, hasMfa: true }, users: [], roles, withoutKeys: 0 } },
        trail: { value: { events, regions: [], cut: [], unread: [] } },
        spending: { unread: "" },
        judgement: judged(roles, events),
        insiders: KNOWN.insiders,
        since: new Date(SINCE),
    };
}

function alarmsOf(roles: readonly RoleFact[], events: readonly TrailEvent[]): readonly string[] {
    return incidentAlarms(factsOf(roles, events));
}

describe("org incident: what is the organisation's own", () => {
    it("is a role that StackSets made, by CloudTrail, and what StackSets and the access role did", () => {
        const events = [
            iamCall("CreateRole", [BLOCK.name], STACK_SETS.name, true),
            iamCall("PutRolePolicy", [BLOCK.name], STACK_SETS.name, true),
            iamCall("DeleteRole", ["old"], ACCESS.name, true),
            iamCall("CreateRole", ["mine"], BLOCK.name, true),
        ];
        const judgement = judged([STACK_SETS, ACCESS, BLOCK], events);
        const [, , block] = judgement.roles;
        assert.match(JSON.stringify(block?.judgement), /made by CloudFormation StackSets/);
        assert.deepEqual(
            changesOf(events, judgement).map(({ name, origin }) => [name, origin]),
            [
                ["CreateRole", "stack sets"],
                ["PutRolePolicy", "stack sets"],
                ["DeleteRole", "access role"],
                ["CreateRole", "stack sets"],
            ],
        );
        assert.deepEqual(alarmsOf([STACK_SETS, ACCESS, BLOCK], events), []);
        assert.deepEqual(ownChangeNotes(factsOf([STACK_SETS, ACCESS, BLOCK], events)), [
            `role ${ACCESS.name}, session x made 1 change from the management account, the last 2026-11-27 10:00: was it one of you?`,
            "CloudFormation StackSets made 3 changes from the management account, the last 2026-11-27 10:00: was that an `up`?",
        ]);
    });

    it("is not a role of that name, path and trust that somebody else made", () => {
        const events = [iamCall("CreateRole", [BLOCK.name], "eve")];
        assert.deepEqual(alarmsOf([STACK_SETS, BLOCK], events), [
            `role ${BLOCK.name} looks like a role of the baseline, and was made by user eve`,
            "way in: user eve, 1 call (iam:CreateRole)",
        ]);
        assert.equal(judged([BLOCK], events).originOf({ kind: "role", title: "", name: BLOCK.name }), undefined);
    });

    it("is not what a role of StackSets does after somebody else changed it, or one of the name in another account", () => {
        const events = [
            iamCall("CreateUser", ["u"], STACK_SETS.name, true),
            iamCall("UpdateAssumeRolePolicy", [STACK_SETS.name], "eve"),
        ];
        const alarms = alarmsOf([STACK_SETS], events);
        assert.match(
            alarms[0] ?? "",
            /^role stacksets-exec-\w+ \(CloudFormation StackSets.*\) was changed by user eve$/,
        );
        assert.match(alarms[1] ?? "", /^way in: role stacksets-exec-\w+, session x, user eve, 2 calls/);
        const caller = { kind: "role", title: "", name: STACK_SETS.name, account: STRANGER } as const;
        assert.equal(judged([STACK_SETS], []).originOf(caller), undefined);
    });

    it("comes after everybody else among those who used the account", () => {
        const events = [
            ...Array.from({ length: 5 }, () => iamCall("CreateRole", ["x"], STACK_SETS.name, true)),
            iamCall("CreateUser", ["x"], "eve"),
        ];
        const callers = callersOf(events, judged([STACK_SETS], events));
        assert.deepEqual(
            callers.map(({ caller, origin }) => [caller.name, origin]),
            [
                ["eve", undefined],
                [STACK_SETS.name, "stack sets"],
            ],
        );
    });
});

describe("org incident: what is alarming", () => {
    it("names strangers whom roles trust, and who may do everything", () => {
        const policies = { attached: ["AdministratorAccess"], inline: [], groups: [], mayEverything: true };
        const old = { created: "2020-01-01T00:00:00.000Z" };
        assert.deepEqual(
            alarmsOf(
                [
                    roleOf("Deploy", { AWS: STRANGER }, { policies, ...old }),
                    roleOf("Open", "*"),
                    roleOf("Inside", { AWS: "333333333333" }, old),
                    roleOf(STACK_SETS_ROLE_NAME, { AWS: STRANGER }, { policies }),
                ],
                [],
            ),
            [
                `role ${STACK_SETS_ROLE_NAME} is named like the role of CloudFormation StackSets, and trusts others than StackSets. It trusts ${STRANGER}, OUTSIDE the organisation. It may do EVERYTHING`,
                `role Deploy trusts ${STRANGER}, OUTSIDE the organisation. It may do EVERYTHING`,
                "NEW role Open trusts EVERYBODY",
            ],
        );
    });

    it("says of a role that somebody changed whom it trusts and that it may do everything, once, and the worst first", () => {
        const policies = { attached: ["AdministratorAccess"], inline: [], groups: [], mayEverything: true };
        const old = { created: "2020-01-01T00:00:00.000Z" };
        const roles = [
            roleOf("audit", { AWS: MANAGEMENT }, old),
            roleOf("oncall", { AWS: STRANGER }, { policies, ...old }),
        ];
        const events = [iamCall("UpdateAssumeRolePolicy", ["oncall", "audit"], "mallory")];
        assert.deepEqual(alarmsOf(roles, events).slice(0, -1), [
            `role oncall was changed by user mallory. It trusts ${STRANGER}, OUTSIDE the organisation. It may do EVERYTHING`,
            "role audit was changed by user mallory",
        ]);
    });

    it("also names what AWS refused: somebody tried it", () => {
        const stop = { ...iamCall("StopLogging", ["trail"], "eve"), service: "cloudtrail", error: "AccessDenied" };
        assert.deepEqual(alarmsOf([], [stop]), ["watching off: user eve, 1 call, all failed (cloudtrail:StopLogging)"]);
    });
});
