import assert from "node:assert/strict";
import { dailyProblems, sentToday } from "../../../../program/invitations/invitationLimits";
import { facts, handshake } from "./invitationSupport";

describe("program: invitations of one day", () => {
    it("are counted like AWS does: those of the last 24 hours, without accepted ones", () => {
        const now = Date.parse("2026-11-24T12:00:00Z");
        const at = (hours: number, state: string) =>
            handshake(`h-${hours}`, state, { requested: new Date(now - hours * 3_600_000) });
        assert.equal(
            sentToday(
                facts(at(1, "OPEN"), at(2, "CANCELED"), at(3, "ACCEPTED"), at(23.9, "DECLINED"), at(24.1, "OPEN"), {
                    ...at(1, "OPEN"),
                    action: "APPROVE_ALL_FEATURES",
                }),
                now,
            ),
            3,
        );
    });

    it("are 20, or as many as the quota of accounts", () => {
        const told = (sent: number, more: number, quota: number): string[] =>
            dailyProblems(sent, more, quota, "organizations/prod").map(({ message }) => message);
        assert.deepEqual(told(15, 5, 10), []);
        assert.deepEqual(told(15, 35, 50), []);
        assert.deepEqual(told(30, 0, 10), []);
        assert.deepEqual(told(15, 8, 10), [
            "8 invitations would be sent. 15 were sent in the last 24 hours, and AWS allows 20 (accepted ones do not count). Leave 3 accounts out until tomorrow",
        ]);
    });
});
