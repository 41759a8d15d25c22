import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { modelChanges } from "../../../../../operations/edit/draftDifference";
import { load } from "../../../definition/definitionFixtures";
import { costsOf, valuesByAccount } from "./costsFixture";

const TEAMS = ["shop", "data", "constructor"];
const KEYS = ["a1", "a2", "a3", "a4", "a5", "a6"];

interface Organization {
    readonly units: readonly (string | undefined)[];
    readonly tags: readonly (string | undefined)[];
    readonly named: Readonly<Record<string, "x" | "y">>;
    readonly unitValues: Readonly<Record<string, "x" | "y">>;
    readonly ofTeam: readonly string[];
}

const organization: fc.Arbitrary<Organization> = fc.record({
    units: fc.array(fc.constantFrom("A", "A/B", "C"), { minLength: KEYS.length, maxLength: KEYS.length }),
    tags: fc.array(fc.option(fc.constantFrom(...TEAMS), { nil: undefined }), {
        minLength: KEYS.length,
        maxLength: KEYS.length,
    }),
    named: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom("x", "y"), { maxKeys: 3 }),
    unitValues: fc.dictionary(fc.constantFrom("A", "A/B", "C"), fc.constantFrom("x", "y"), { maxKeys: 3 }),
    ofTeam: fc.uniqueArray(fc.constantFrom(...TEAMS)),
});

/** @param order changes the order in which accounts, dimensions and values are written, and nothing else. */
function definitionOf({ units, tags, named, unitValues, ofTeam }: Organization, order: <T>(list: T[]) => T[]): string {
    const keysWith = (values: Readonly<Record<string, string>>, value: string): string[] =>
        Object.keys(values).filter((key) => values[key] === value);
    const ordered = (entries: [string, unknown][]): Record<string, unknown> => Object.fromEntries(order(entries));
    return stringify({
        defaults: { email: "{account}@example.com" },
        units: { A: { units: { B: {} } }, C: {} },
        accounts: ordered(
            KEYS.map((key, index) => [
                key,
                { unit: units[index], ...(tags[index] !== undefined && { tags: { Team: tags[index] } }) },
            ]),
        ),
        costs: {
            dimensions: ordered([
                ["team", { tag: "Team" }],
                [
                    "group",
                    {
                        default: "rest",
                        values: ordered([
                            ["x", { accounts: keysWith(named, "x"), units: keysWith(unitValues, "x") }],
                            ["y", { accounts: keysWith(named, "y"), units: keysWith(unitValues, "y") }],
                            ["z", { dimensions: { team: ofTeam } }],
                        ]),
                    },
                ],
            ]),
        },
    });
}

const asWritten = <T>(list: T[]): T[] => list;

describe("random definitions of dimensions", () => {
    it("give every account exactly one value of each, by the rank of what names it", () => {
        fc.assert(
            fc.property(organization, (random) => {
                const model = costsOf(load(definitionOf(random, asWritten)));
                const teams = valuesByAccount(model, "team");
                const groups = valuesByAccount(model, "group");
                assert.deepEqual(Object.keys(groups).sort(), KEYS);
                for (const [index, key] of KEYS.entries()) {
                    const { named, unitValues, units, tags, ofTeam } = random;
                    const team = tags[index] ?? "unassigned";
                    assert.equal(teams[key], team);
                    const unit = units[index] ?? "";
                    const above = unit === "A/B" ? "A" : "";
                    const own = (values: Readonly<Record<string, string>>, name: string): string | undefined =>
                        Object.hasOwn(values, name) ? values[name] : undefined;
                    const expected =
                        own(named, key) ??
                        own(unitValues, unit) ??
                        own(unitValues, above) ??
                        (ofTeam.includes(team) ? "z" : "rest");
                    assert.equal(groups[key], expected, key);
                }
            }),
            { numRuns: 60 },
        );
    });

    it("mean the same in any order", () => {
        const meaning = (text: string): unknown => {
            const { accounts, dimensions } = costsOf(load(text));
            const sorted = [...dimensions]
                .map((one) => ({ ...one, values: [...one.values].sort() }))
                .sort((one, two) => (one.key < two.key ? -1 : 1));
            return JSON.parse(JSON.stringify([[...accounts], sorted], sortedKeys));
        };
        fc.assert(
            fc.property(organization, (random) => {
                assert.deepEqual(
                    meaning(definitionOf(random, (list) => [...list].reverse())),
                    meaning(definitionOf(random, asWritten)),
                );
            }),
            { numRuns: 30 },
        );
    });

    it("change nothing but an account if its tag, its unit or its budget changes", () => {
        const text = (random: Organization, budget: number): string =>
            `${definitionOf(random, asWritten).replace("costs:\n", "costs:\n  notify: [a@example.com]\n").replace("a3:\n", `a3:\n    budget: ${budget}\n`)}`;
        fc.assert(
            fc.property(
                organization,
                fc.constantFrom("A", "A/B", "C"),
                fc.constantFrom("new-team", ...TEAMS),
                fc.integer({ min: 1, max: 9 }),
                (random, unit, team, budget) => {
                    const other = (list: readonly (string | undefined)[], value: string) =>
                        list.map((one, index) => (index === 2 ? value : one));
                    const changed = {
                        ...random,
                        units: other(random.units, unit),
                        tags: other(random.tags, team),
                    };
                    const changes = modelChanges(load(text(random, 5)), load(text(changed, budget)));
                    if (budget !== 5) assert.deepEqual(changes, ["account a3"]);
                    assert.ok(
                        changes.every((change) => change === "account a3"),
                        changes.join(", "),
                    );
                },
            ),
            { numRuns: 40 },
        );
    });
});

function sortedKeys(_: string, value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1)));
}
