import assert from "node:assert/strict";
import fc from "fast-check";
import { adoptedGrants, type ExistingAccess } from "../../../../../features/people/adoption/adoptedGrants";
import { definitionKeys, unitPaths } from "../../../../../operations/commands/adopt/feature";
import type { Inventory } from "../../../../../operations/commands/adopt/inventory";
import { account, inventory, unit, unitId } from "../../../operations/commands/adopt/organizationFixture";

const UNITS = [unit(1, "Workloads"), unit(2, "Prod", { parent: unitId(1) }), unit(3, "Infra"), unit(4, "a5")];
const PARENTS = [unitId(1), unitId(2), unitId(2), unitId(3), unitId(3), unitId(4), inventory().root.id];

function organization(tags: readonly Record<string, string>[]): Inventory {
    return inventory({
        units: UNITS,
        accounts: PARENTS.map((parent, index) => account(index, `a${index}`, { parent, tags: tags[index] ?? {} })),
    });
}

const TEAMS = organization([
    { Team: "shop" },
    { Team: "shop", Environment: "prod" },
    { Team: "data", Environment: "prod" },
    { Team: "shop" },
    { Team: "infra" },
    { Team: "infra" },
    {},
]);

function access(who: string, permissionSet: string, ...numbers: number[]): ExistingAccess {
    const accounts = numbers.map((number) => TEAMS.accounts[number]?.id ?? "");
    return { who, permissionSet, accounts, inManagementAccount: false };
}

/** The accounts of a place as people read it: a second, slow reading. */
function meant(place: unknown, there: Inventory): Set<string> {
    const accountKeys = definitionKeys(there).accounts;
    const paths = unitPaths(there);
    const isBelow = (id: string, path: string): boolean => {
        const own = paths.get(there.accounts.find((one) => one.id === id)?.parent ?? "");
        return own !== undefined && `${own}/`.startsWith(`${path}/`);
    };
    const named = (id: string, name: string): boolean => {
        const [kind, key] = /^(unit|account) (.*)$/.exec(name)?.slice(1) ?? [undefined, name];
        return (kind !== "unit" && accountKeys.get(id) === key) || (kind !== "account" && isBelow(id, key ?? ""));
    };
    const ids = there.accounts.map(({ id }) => id);
    if (place === undefined) return new Set();
    if (place === "everywhere") return new Set(ids);
    if (Array.isArray(place)) {
        return new Set(ids.filter((id) => place.some((name: string) => named(id, name))));
    }
    const { tags, units } = place as { tags: Record<string, string | string[]>; units?: string[] };
    return new Set(
        there.accounts
            .filter((one) =>
                Object.entries(tags).every(([key, values]) => [values].flat().includes(one.tags[key] ?? "")),
            )
            .filter(({ id }) => units?.some((path) => isBelow(id, path)) ?? true)
            .map(({ id }) => id),
    );
}

describe("the grants that an adopted definition has", () => {
    it("says where they hold as a person would", () => {
        const where = (...numbers: number[]): unknown => {
            const [{ where: place, except } = {}] = adoptedGrants([access("platform", "Admin", ...numbers)], TEAMS);
            return except === undefined ? place : { where: place, except };
        };
        assert.equal(where(0, 1, 2, 3, 4, 5, 6), "everywhere");
        assert.deepEqual(where(0, 1, 2), ["Workloads"]);
        assert.deepEqual(where(0, 1, 3), { tags: { Team: "shop" } });
        assert.deepEqual(where(0, 1), { tags: { Team: "shop" }, units: ["Workloads"] });
        assert.deepEqual(where(3), ["a3"]);
        assert.deepEqual(where(0, 3), { where: { tags: { Team: "shop" } }, except: ["Workloads/Prod"] });
        assert.deepEqual(where(0, 3, 4, 5, 6), { where: "everywhere", except: ["Workloads/Prod"] });
        assert.deepEqual(where(2, 3, 4), ["Infra", "a2"]);
        assert.deepEqual(where(5), ["account a5"], "a unit has the same key");
    });

    it("goes by the tag that the group is named after, rather than by a unit with the same accounts", () => {
        assert.deepEqual(
            adoptedGrants([access("prod-admins", "Admin", 1, 2), access("others", "Admin", 1, 2)], TEAMS),
            [
                { who: "prod-admins", permissionSet: "Admin", where: { tags: { Environment: "prod" } } },
                { who: "others", permissionSet: "Admin", where: ["Workloads/Prod"] },
            ],
        );
    });

    it("writes one line for what is granted in the same places, and one for the management account", () => {
        const both = { ...access("platform", "Admin", 3, 4), inManagementAccount: true };
        assert.deepEqual(
            adoptedGrants(
                [
                    both,
                    access("platform", "ReadOnly", 3, 4),
                    access("auditors", "Admin", 3, 4),
                    access("auditors", "ReadOnly", 3, 4),
                ],
                TEAMS,
            ),
            [
                { who: ["platform", "auditors"], permissionSet: ["Admin", "ReadOnly"], where: ["Infra"] },
                { who: "platform", permissionSet: "Admin", where: { managementAccount: true } },
            ],
        );
    });

    it("never grants more or less than AWS has", () => {
        const value = fc.constantFrom("shop", "data", "", "constructor");
        const tags = fc.array(fc.dictionary(fc.constantFrom("Team", "Cost"), value), { maxLength: 7 });
        const who = fc.constantFrom("shop", "g2", "constructor");
        const some = fc.array(
            fc.record({
                who,
                permissionSet: fc.constantFrom("Admin", "ReadOnly", "X"),
                accounts: fc.subarray(TEAMS.accounts.map(({ id }) => id)),
                inManagementAccount: fc.boolean(),
            }),
            { maxLength: 6 },
        );
        fc.assert(
            fc.property(some, tags, (all, tagsOfAccounts) => {
                const there = organization(tagsOfAccounts);
                const triples = new Set<string>();
                for (const one of all) {
                    const places = [...one.accounts, ...(one.inManagementAccount ? ["management"] : [])];
                    for (const id of places) triples.add([one.who, one.permissionSet, id].join());
                }
                const written = new Set<string>();
                for (const { who: people, permissionSet, where, except } of adoptedGrants(all, there)) {
                    const isManagement = JSON.stringify(where) === '{"managementAccount":true}';
                    const not = meant(except, there);
                    const ids = isManagement ? ["management"] : [...meant(where, there)].filter((id) => !not.has(id));
                    for (const person of [people].flat())
                        for (const set of [permissionSet].flat())
                            for (const id of ids) written.add([person as string, set as string, id].join());
                }
                assert.deepEqual([...written].sort(), [...triples].sort());
            }),
            { numRuns: 300 },
        );
    });
});
