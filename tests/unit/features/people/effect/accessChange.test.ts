import assert from "node:assert/strict";
import fc from "fast-check";
import { accessAfter } from "../../../../../features/people/effect/accessAfter";
import { accessBefore } from "../../../../../features/people/effect/accessBefore";
import { accessChanges } from "../../../../../features/people/effect/accessChange";
import { accessMatrix, MANAGEMENT_ACCOUNT } from "../../../../../features/people/matrix";
import { ACCOUNTS, DAY, peopleModel, SPINE, stateOf, type PeopleSketch } from "../peopleSketch";

const USERS = ["ada@example.com", "bob@example.com", "eve", "constructor"];
const GROUPS = ["a", "b", "c@d"];
const PLACES = [...ACCOUNTS, MANAGEMENT_ACCOUNT];

const sketch: fc.Arbitrary<PeopleSketch> = fc
    .record({
        members: fc.array(
            fc.oneof(
                { weight: 4, arbitrary: fc.subarray(USERS) },
                { weight: 1, arbitrary: fc.constant("external" as const) },
            ),
            { minLength: GROUPS.length, maxLength: GROUPS.length },
        ),
        access: fc.array(
            fc.record({
                who: fc.constantFrom(...USERS, ...GROUPS),
                set: fc.constantFrom("Admin", "Read@Only"),
                in: fc.subarray(PLACES, { minLength: 1 }),
                until: fc.constantFrom(undefined, "2026-11-26", DAY, "2027-01-01"),
            }),
            { maxLength: 8 },
        ),
    })
    .map(({ members, access }) => ({
        groups: Object.fromEntries(GROUPS.map((key, index) => [key, members[index] ?? []])),
        access: access.map(({ until, ...one }) => ({ ...one, ...(until !== undefined && { until }) })),
    }));

/** Who has what where, as a naive reader of the matrix sees it. */
function cells(of: PeopleSketch): Set<string> {
    const { lines } = accessMatrix(peopleModel(of), SPINE, DAY);
    return new Set(
        lines
            .filter(({ kind }) => kind !== "empty group")
            .map(({ who, kind, permissionSet, account }) => JSON.stringify([kind, who, permissionSet, account])),
    );
}

/** What a run applies: nothing that has ended. */
function applied({ access = [], ...rest }: PeopleSketch): PeopleSketch {
    return { ...rest, access: access.filter(({ until }) => until === undefined || until >= DAY) };
}

describe("changes of access", () => {
    it("are the difference of the matrices before and after", () => {
        fc.assert(
            fc.property(sketch, sketch, (before, after) => {
                const { personal } = accessChanges(
                    accessBefore(stateOf(applied(before))),
                    accessAfter(peopleModel(after), DAY),
                    () => true,
                );
                const found = (direction: "gains" | "loses"): string[] =>
                    personal
                        .filter((one) => one.direction === direction)
                        .map(({ kind, who, permissionSet, account }) =>
                            JSON.stringify([kind, who, permissionSet, account]),
                        )
                        .sort();
                const [had, has] = [cells(applied(before)), cells(after)];
                assert.deepEqual(found("gains"), [...has].filter((one) => !had.has(one)).sort());
                assert.deepEqual(found("loses"), [...had].filter((one) => !has.has(one)).sort());
            }),
        );
    });

    it("are none if what a run has applied is compared with what it was made from", () => {
        fc.assert(
            fc.property(sketch, (same) => {
                const changes = accessChanges(
                    accessBefore(stateOf(applied(same))),
                    accessAfter(peopleModel(same), DAY),
                    () => true,
                );
                assert.deepEqual(changes, { personal: [], groups: [], alone: [] });
            }),
        );
    });

    it("are each said once: by a line of the group or by one of the person", () => {
        fc.assert(
            fc.property(sketch, sketch, (before, after) => {
                const { personal, groups, alone } = accessChanges(
                    accessBefore(stateOf(applied(before))),
                    accessAfter(peopleModel(after), DAY),
                    () => true,
                );
                for (const one of personal.filter((change) => !alone.includes(change))) {
                    const isSaid = groups.some(
                        ({ group, direction, permissionSet, accounts }) =>
                            (one.who === group || one.through.includes(group)) &&
                            direction === one.direction &&
                            permissionSet === one.permissionSet &&
                            accounts.includes(one.account),
                    );
                    assert.ok(isSaid, JSON.stringify(one));
                }
            }),
        );
    });
});
