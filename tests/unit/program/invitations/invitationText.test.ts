import assert from "node:assert/strict";
import { planInvitation } from "../../../../program/invitations/nextInvitationStep";
import { invitationMessages, describeJoined } from "../../../../program/invitations/invitationText";
import type { ExistingInvitation } from "../../../../program/state";
import type { FoundHandshake } from "../../../../aws/organization";
import { load } from "../../definition/definitionFixtures";
import { EMAIL, facts, handshake, ID, TO_ID } from "./invitationSupport";

const HELD: ExistingInvitation = { target: TO_ID, handshakeId: "h-held0000" };

/** Everything that is shown for an invited account. */
function told(
    held: readonly FoundHandshake[],
    before: ExistingInvitation | "none" = HELD,
    invite = "true",
): { infos: string; warnings: string } {
    const [account = assert.fail()] = load(
        `units: { U: { accounts: { shop: { id: "${ID}", email: ${EMAIL}, invite: ${invite} } } } }`,
    ).accounts;
    const { infos, warnings } = invitationMessages({
        account,
        step: planInvitation(account, before === "none" ? undefined : before, facts(...held)),
    });
    return { infos: infos.join("\n"), warnings: warnings.join("\n") };
}

describe("program: the text about an invitation", () => {
    it("that is open says until when, and what the account's owner has to do", () => {
        const { infos, warnings } = told([handshake("h-held0000", "OPEN")]);
        assert.match(infos, /^account shop \(111122223333\) is invited: PENDING until 2026-12-09 \(h-held0000\)\. /);
        assert.match(infos, /\naws organizations accept-handshake --handshake-id h-held0000\n/);
        assert.match(infos, /`org access-role shop` prints how\.$/);
        assert.equal(warnings, "");
    });

    it("that is sent says what it means, and what is a guess until the account has joined", () => {
        const { infos, warnings } = told([], "none");
        assert.match(infos, /is invited by this run, and has 15 days to accept\. If it is a member of another/);
        assert.match(
            infos,
            /AWS shows its e-mail and name only after it has joined\. Here they are shop@example\.com and "shop"/,
        );
        assert.equal(warnings, "");
    });

    it("that has expired is no warning, because it is sent again", () => {
        const { infos, warnings } = told([handshake("h-held0000", "EXPIRED")]);
        assert.match(
            infos,
            /^account shop: its invitation h-held0000 has expired on 2026-12-09 without an answer\. Another is sent\./,
        );
        assert.equal(warnings, "");
    });

    it("that is cancelled and replaced is a warning", () => {
        const { warnings } = told([handshake("h-held0000", "OPEN")], HELD, "{ again: h-held0000 }");
        assert.match(
            warnings,
            /its invitation h-held0000 is open, and `again` names it: it is cancelled, and another is sent\.$/,
        );
    });

    for (const [state, why] of [
        ["DECLINED", "was declined by its owner."],
        ["CANCELED", "was cancelled outside of this stack."],
        [
            "ACCEPTED",
            "was accepted, but AWS does not list the account as a member. It has left again, or AWS has not finished: then a later run takes it over.",
        ],
        ["GONE", "has ended. AWS no longer says how: it keeps that for 30 days."],
    ] as const) {
        it(`that has ended (${state}) says why, and gives the line that sends another`, () => {
            const { infos, warnings } = told(state === "GONE" ? [] : [handshake("h-held0000", state)]);
            assert.ok(warnings.startsWith(`account shop: its invitation h-held0000 ${why} `), warnings);
            assert.match(warnings, /\ninvite: \{ again: h-held0000 \}\nIf the account should not join, remove it/);
            assert.equal(infos, "");
        });
    }

    it("that was accepted is shown once, with the role that is missing, and when to create it", () => {
        const member = { id: ID, name: "shop", email: EMAIL };
        for (const [unit, protection] of [
            ["kind: workloads", "protect-access-role"],
            ["guardrails: [ours]", "ours"],
            ["guardrails: [of-another]", undefined],
            ["kind: sandbox", undefined],
        ] as const) {
            const model = load(
                "policies: { ours: { guardrail: protect-access-role }, of-another: { guardrail: protect-access-role, parameters: { roleName: Other } } }\n" +
                    `units: { U: { ${unit}, accounts: { shop: { email: ${EMAIL}, invite: true } } } }`,
            );
            const text = describeJoined(model.accounts[0] ?? assert.fail(), member, model);
            assert.match(
                text,
                /^account shop \(111122223333\) has joined\. It is taken over now: moved to U, tagged and guarded\./,
            );
            assert.match(text, /`org access-role shop` prints how to create the role there\./);
            assert.equal(
                /Create it BEFORE this run: in U, the guardrail (\S+) lets nobody/.exec(text)?.[1],
                protection,
            );
        }
    });
});
