import assert from "node:assert/strict";
import type { ExistingInvitation } from "../../../../program/state";
import type { FoundHandshake } from "../../../../aws/organization";
import { planInvitation, type InvitationStep } from "../../../../program/invitations/nextInvitationStep";
import { load } from "../../definition/definitionFixtures";
import { EMAIL, facts, handshake, ID, TO_EMAIL, TO_ID } from "./invitationSupport";

/** An account of the definition with the given keys. */
function account(more: string) {
    const [found] = load(`units: { U: { accounts: { shop: { ${more} } } } }`).accounts;
    return found ?? assert.fail("no account");
}

const BY_ID = account(`id: "${ID}", email: ${EMAIL}, invite: true`);
const BY_MAIL = account(`email: ${EMAIL}, invite: { notes: Hello }`);
const HELD: ExistingInvitation = { target: TO_ID, handshakeId: "h-held0000" };

type Case = readonly [
    what: string,
    of: ReturnType<typeof account>,
    before: ExistingInvitation | undefined,
    handshakes: readonly FoundHandshake[],
    expected: Partial<InvitationStep>,
];

const CASES: readonly Case[] = [
    ["new, by id: sent", BY_ID, undefined, [], { what: "send", inputs: { target: TO_ID } }],
    [
        "new, by e-mail: sent with its notes",
        BY_MAIL,
        undefined,
        [],
        {
            what: "send",
            inputs: { target: TO_EMAIL, notes: "Hello" },
        },
    ],
    [
        "new, and sent by hand before: adopted",
        BY_ID,
        undefined,
        [handshake("h-1", "REQUESTED")],
        {
            what: "take up",
            inputs: { target: TO_ID },
        },
    ],
    [
        "new, and sent by hand to its e-mail before: adopted with that target",
        BY_ID,
        undefined,
        [handshake("h-1", "OPEN", { recipient: { type: "EMAIL", id: "Shop@Example.com" } })],
        { what: "take up", inputs: { target: { type: "EMAIL", id: "Shop@Example.com" } } },
    ],
    [
        "new, and open to somebody else: sent",
        BY_ID,
        undefined,
        [handshake("h-1", "OPEN", { recipient: { type: "ACCOUNT", id: "444455556666" } })],
        { what: "send" },
    ],
    [
        "new, while a request for all features is open: not mistaken for an invitation",
        BY_ID,
        undefined,
        [handshake("h-1", "OPEN", { action: "APPROVE_ALL_FEATURES" })],
        { what: "send" },
    ],
    [
        "new, and declined before: not sent",
        BY_ID,
        undefined,
        [handshake("h-1", "DECLINED")],
        {
            what: "ended",
            ended: handshake("h-1", "DECLINED"),
        },
    ],
    [
        "new, declined before, and `again` says so: sent",
        account(`id: "${ID}", email: ${EMAIL}, invite: { again: h-11111111 }`),
        undefined,
        [handshake("h-11111111", "DECLINED")],
        { what: "send", inputs: { target: TO_ID, previous: "h-11111111" } },
    ],
    [
        "new, and declined before a later one that was cancelled: sent",
        BY_ID,
        undefined,
        [
            handshake("h-1", "DECLINED", { requested: new Date("2026-11-01") }),
            handshake("h-2", "CANCELED", { requested: new Date("2026-11-02") }),
        ],
        { what: "send" },
    ],
    [
        "open: unchanged while it is waited for",
        BY_ID,
        { ...HELD, notes: "old", previous: "h-0" },
        [handshake("h-held0000", "OPEN")],
        {
            what: "wait",
            inputs: { target: TO_ID, notes: "old", previous: "h-0" },
            hasNewNotes: true,
        },
    ],
    [
        "open, and its id is known since: waited for, with the same target",
        BY_ID,
        { ...HELD, target: TO_EMAIL },
        [handshake("h-held0000", "OPEN", { recipient: TO_EMAIL })],
        { what: "wait", inputs: { target: TO_EMAIL }, hasNewNotes: false },
    ],
    [
        "open, and another account is meant now: sent to that one",
        account('id: "444455556666", email: o@example.com, invite: true'),
        HELD,
        [handshake("h-held0000", "OPEN")],
        { what: "send", inputs: { target: { type: "ACCOUNT", id: "444455556666" } }, instead: TO_ID },
    ],
    [
        "open, and `again` names it: cancelled and sent",
        account(`id: "${ID}", email: ${EMAIL}, invite: { notes: new, again: h-held0000 }`),
        HELD,
        [handshake("h-held0000", "OPEN")],
        { what: "send", inputs: { target: TO_ID, notes: "new", previous: "h-held0000" } },
    ],
    [
        "open, and `again` names an earlier one: waited for",
        account(`id: "${ID}", email: ${EMAIL}, invite: { again: h-earlier0 }`),
        HELD,
        [handshake("h-held0000", "OPEN")],
        { what: "wait" },
    ],
    [
        "expired: sent in its place",
        BY_ID,
        { ...HELD, previous: "h-0" },
        [handshake("h-held0000", "EXPIRED")],
        {
            what: "send",
            inputs: { target: TO_ID, previous: "h-held0000" },
        },
    ],
    [
        "expired, and sent by hand since: that one is adopted",
        BY_ID,
        HELD,
        [handshake("h-held0000", "EXPIRED"), handshake("h-2", "OPEN")],
        { what: "take up", inputs: { target: TO_ID, previous: "h-held0000" } },
    ],
    ...(["DECLINED", "CANCELED", "ACCEPTED"] as const).map((state): Case => [
        `${state}: kept, and not sent`,
        BY_ID,
        HELD,
        [handshake("h-held0000", state)],
        { what: "ended", inputs: { target: TO_ID }, ended: handshake("h-held0000", state) },
    ]),
    [
        "no longer listed by AWS: kept, and not sent again",
        BY_ID,
        HELD,
        [],
        {
            what: "ended",
            inputs: { target: TO_ID },
            ended: { id: "h-held0000", state: "GONE" },
        },
    ],
    [
        "no longer listed by AWS, and `again` names it: sent",
        account(`id: "${ID}", email: ${EMAIL}, invite: { again: h-held0000 }`),
        HELD,
        [],
        {
            what: "send",
            inputs: { target: TO_ID, previous: "h-held0000" },
        },
    ],
];

describe("program: the next step of an invitation", () => {
    for (const [what, of, before, handshakes, expected] of CASES) {
        it(what, () => {
            const step: Record<string, unknown> = { ...planInvitation(of, before, facts(...handshakes)) };
            for (const [property, value] of Object.entries(expected)) assert.deepEqual(step[property], value, property);
            if (step["what"] === "ended" && !before) assert.equal(step["inputs"], undefined);
        });
    }

    it("is final after it is registered: the next run changes nothing", () => {
        // The provider keeps what was registered, and the new handshake.
        for (const [, of, before, handshakes] of CASES) {
            const step = planInvitation(of, before, facts(...handshakes));
            if (!step.inputs || step.what === "ended") continue;
            const sent = step.what === "send" ? "h-sent0000" : step.open.id;
            const next = planInvitation(
                of,
                { ...step.inputs, handshakeId: sent },
                facts(...handshakes, handshake(sent, "OPEN", { recipient: step.inputs.target })),
            );
            assert.equal(next.what, "wait");
            assert.deepEqual(next.inputs, step.inputs);
        }
    });
});
