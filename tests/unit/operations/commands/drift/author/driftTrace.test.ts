import assert from "node:assert/strict";
import { authorOf, type ChangeAuthor } from "../../../../../../operations/commands/drift/author/foundAuthors";
import { traceOf } from "../../../../../../operations/commands/drift/author/driftTrace";
import type { TracedEvent } from "../../../../../../operations/commands/drift/author/tracedEvent";
import type { DriftItem } from "../../../../../../operations/commands/drift/driftItem";
import { driftItem, PRODUCTION, REGIONS, ROOT, SANDBOX, SHOP } from "../driftItems";
import { ADA, HIDDEN, MADE, POLICY, TEAM, TRACE_CASES } from "./traceCases";
import { tracedEvent } from "./trailFixture";

function authorAmong(item: DriftItem, events: readonly TracedEvent[]): ChangeAuthor {
    const trace = traceOf(item);
    return authorOf(
        trace,
        new Map(trace.names.map((name) => [name, { events: events.filter((event) => event.name === name) }])),
    );
}

describe("org drift: the event that explains a change", () => {
    for (const [difference, subject, name, request, other, source] of TRACE_CASES) {
        const given = source === undefined ? { name } : { name, source };
        it(`${difference.kind} comes from ${name} of the same thing`, () => {
            const item = driftItem(difference, subject);
            const at = "2026-11-20T10:00:00Z";
            const later = "2026-11-21T10:00:00Z";
            const author = authorAmong(item, [
                tracedEvent({ ...given, request: other, at: later }),
                tracedEvent({ ...given, request, at }),
            ]);
            assert.deepEqual(author, {
                kind: "found",
                caller: { kind: "user", title: "user ada", name: "ada" },
                at: "2026-11-20T10:00:00.000Z",
                event: name,
                address: "198.51.100.7",
            });
            assert.deepEqual(
                authorAmong(item, [
                    tracedEvent({ ...given, request: other }),
                    tracedEvent({ ...given, request, error: "AccessDeniedException" }),
                    tracedEvent({ ...given, request, source: "ec2.amazonaws.com" }),
                    tracedEvent({ ...given }),
                ]),
                { kind: "forgotten" },
            );
        });
    }

    it("of several, the newest counts", () => {
        const item = driftItem({ kind: "account-moved", was: SANDBOX, is: PRODUCTION, loses: [], gains: [] }, SHOP);
        const request = { accountId: SHOP.id, destinationParentId: PRODUCTION.id };
        const author = authorAmong(item, [
            tracedEvent({ name: "MoveAccount", request, at: "2026-11-19T10:00:00Z" }),
            tracedEvent({
                name: "MoveAccount",
                request,
                at: "2026-11-22T10:00:00Z",
                by: { type: "Root", accountId: "123456789012" },
            }),
            tracedEvent({ name: "MoveAccount", request, at: "2026-11-21T10:00:00Z" }),
        ]);
        assert.ok(author.kind === "found");
        assert.deepEqual([author.at, author.caller.title], ["2026-11-22T10:00:00.000Z", "the root user"]);
    });

    it("of a new account is the request whose result has the account's id", () => {
        const item = driftItem({ kind: "account-made", is: MADE }, SHOP);
        const asked = (id: string, userName: string): TracedEvent =>
            tracedEvent({
                name: "CreateAccount",
                request: { email: HIDDEN, accountName: HIDDEN },
                answer: { createAccountStatus: { id, state: "IN_PROGRESS" } },
                by: { type: "IAMUser", userName },
            });
        const result = (id: string, accountId: string): TracedEvent =>
            tracedEvent({ name: "CreateAccountResult", details: { createAccountStatus: { id, accountId } } });
        const events = [
            asked("car-1", "ada"),
            asked("car-2", "bob"),
            result("car-2", SHOP.id),
            result("car-1", "444455556666"),
        ];
        const author = authorAmong(item, events);
        assert.ok(author.kind === "found");
        assert.deepEqual([author.event, author.caller.title], ["CreateAccount", "user bob"]);
        assert.deepEqual(authorAmong(item, events.slice(0, 2)), { kind: "forgotten" });
    });

    it("of a new unit or policy is the one whose answer has its id", () => {
        const unit = driftItem({ kind: "unit-made", is: { name: "Lab", parent: ROOT } }, PRODUCTION);
        const madeUnit = (id: string): TracedEvent =>
            tracedEvent({ name: "CreateOrganizationalUnit", answer: { organizationalUnit: { id } } });
        assert.equal(authorAmong(unit, [madeUnit(PRODUCTION.id)]).kind, "found");
        assert.equal(authorAmong(unit, [madeUnit(SANDBOX.id)]).kind, "forgotten");
        const policy = driftItem({ kind: "policy-made", is: POLICY }, REGIONS);
        const madePolicy = (id: string): TracedEvent =>
            tracedEvent({ name: "CreatePolicy", answer: { policy: { policySummary: { id } } } });
        assert.equal(authorAmong(policy, [madePolicy(REGIONS.id)]).kind, "found");
        assert.equal(authorAmong(policy, [madePolicy("p-other")]).kind, "forgotten");
    });

    it("of a removed member is found by the membership, which the event that made it names", () => {
        const item = driftItem({ kind: "member-removed", group: TEAM }, ADA);
        const source = "identitystore.amazonaws.com";
        const made = tracedEvent({
            name: "CreateGroupMembership",
            source,
            request: { groupId: TEAM.id, memberId: { userId: ADA.id } },
            answer: { membershipId: "m-1", identityStoreId: "d-1" },
        });
        const removed = (membershipId: string): TracedEvent =>
            tracedEvent({ name: "DeleteGroupMembership", source, request: { identityStoreId: "d-1", membershipId } });
        assert.equal(authorAmong(item, [made, removed("m-1")]).kind, "found");
        assert.equal(authorAmong(item, [made, removed("m-2")]).kind, "forgotten");
        assert.equal(authorAmong(item, [made]).kind, "forgotten", "who made the membership did not end it");
    });
});
