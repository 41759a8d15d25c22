import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import type { PeopleModel } from "../../../../../features/people/model";
import { modelChanges } from "../../../../../operations/edit/draftDifference";
import { load } from "../../../definition/definitionFixtures";
import { peopleOf } from "./peopleFixture";

const UNITS = ["A", "A/B", "C"] as const;
const TAGS = ["shop", "data"] as const;
const KEYS = ["a1", "a2", "a3", "a4", "a5"] as const;
const WHO = ["ada@example.com", "bob@example.com"] as const;
const SETS = ["read-only", "billing", "admin"] as const;

interface Account {
    readonly unit: (typeof UNITS)[number];
    readonly team?: (typeof TAGS)[number] | undefined;
}
interface Selector {
    readonly accounts?: string[] | undefined;
    readonly units?: string[] | undefined;
    readonly tags?: { Team: string[] } | undefined;
}
interface Grant {
    readonly who: string[];
    readonly permissionSet: string[];
    readonly where: "everywhere" | Selector[];
    readonly except?: Selector[] | undefined;
}

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const account: fc.Arbitrary<Account> = fc.record({
    unit: fc.constantFrom(...UNITS),
    team: maybe(fc.constantFrom(...TAGS)),
});
const selector: fc.Arbitrary<Selector> = fc
    .record({ accounts: maybe(some(KEYS)), units: maybe(some(UNITS)), tags: maybe(fc.record({ Team: some(TAGS) })) })
    .filter((one) => Object.values(one).some((part) => part !== undefined));
const selectors = fc.array(selector, { minLength: 1, maxLength: 2 });
const grant: fc.Arbitrary<Grant> = fc.record({
    who: some(WHO),
    permissionSet: some(SETS),
    where: fc.oneof(fc.constant("everywhere" as const), selectors),
    except: maybe(selectors),
});
const accounts = fc.tuple(account, account, account, account, account);
const grants = fc.array(grant, { minLength: 1, maxLength: 5 });

/** The accounts of the definition have an own one with each tag, so that every tag exists. */
function definitionOf(all: readonly Account[], access: readonly Grant[], more: readonly Account[] = []): string {
    const written = [
        ...all.map((one, index) => [KEYS[index], one] as const),
        ...more.map((one) => ["more", one] as const),
    ];
    return stringify(
        {
            organization: { serviceAccess: ["sso.amazonaws.com"] },
            defaults: { email: "{account}@example.com" },
            units: { A: { units: { B: {} } }, C: {}, Z: { tags: { Team: "other" } } },
            accounts: Object.fromEntries(
                written.map(([key, { unit, team }]): [string, object] => [
                    key ?? "",
                    { unit, ...(team && { tags: { Team: team } }) },
                ]),
            ),
            people: { users: { "ada@example.com": { name: "Ada L" }, "bob@example.com": { name: "Bob S" } } },
            access,
        },
        { aliasDuplicateObjects: false },
    );
}

/** Each account's access as a sorted set of `who set`. */
function held({ accounts: all }: PeopleModel): Record<string, string[]> {
    return Object.fromEntries(
        [...all].map(([key, { access }]) => [
            key,
            [...new Set(access.map(({ who, permissionSet }) => `${who.key} ${permissionSet}`))].sort(),
        ]),
    );
}

/** The language read word for word, one account at a time. */
function naive(all: readonly Account[], access: readonly Grant[]): Record<string, string[]> {
    return Object.fromEntries(
        all.map((one, index) => {
            const key = KEYS[index] ?? "";
            const isMeant = ({ accounts: keys, units, tags }: Selector): boolean =>
                (keys?.includes(key) ?? true) &&
                (units?.some((unit) => one.unit === unit || one.unit.startsWith(`${unit}/`)) ?? true) &&
                (tags?.Team.some((team) => one.team === team) ?? true);
            const lines = access.filter(
                ({ where, except = [] }) => (where === "everywhere" || where.some(isMeant)) && !except.some(isMeant),
            );
            const pairs = lines.flatMap(({ who, permissionSet }) =>
                who.flatMap((person) => permissionSet.map((set) => `${person} ${set}`)),
            );
            return [key, [...new Set(pairs)].sort()];
        }),
    );
}

const RUNS = { numRuns: 60 };

describe("access, for any definition", () => {
    it("is what its words say", () => {
        fc.assert(
            fc.property(accounts, grants, (all, access) => {
                assert.deepEqual(held(peopleOf(definitionOf(all, access))), naive(all, access));
            }),
            RUNS,
        );
    });

    it("does not depend on the order of its lines", () => {
        fc.assert(
            fc.property(accounts, grants, (all, access) => {
                const reversed = peopleOf(definitionOf(all, [...access].reverse()));
                assert.deepEqual(held(reversed), held(peopleOf(definitionOf(all, access))));
            }),
            RUNS,
        );
    });

    it("stays the same in every account when an account is added", () => {
        fc.assert(
            fc.property(accounts, grants, account, (all, access, more) => {
                const { more: _, ...others } = held(peopleOf(definitionOf(all, access, [more])));
                assert.deepEqual(others, held(peopleOf(definitionOf(all, access))));
            }),
            RUNS,
        );
    });

    it("changes in one account only when that account is edited", () => {
        fc.assert(
            fc.property(accounts, grants, account, (all, access, edited) => {
                const [before, after] = [all, [edited, ...all.slice(1)]].map((one) => load(definitionOf(one, access)));
                assert.ok(before && after);
                const others = modelChanges(before, after).filter((change) => !JSON.stringify(change).includes("a1"));
                assert.deepEqual(others, []);
            }),
            RUNS,
        );
    });
});
