import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { DefinitionError } from "../../../../../definition";
import { load } from "../../../definition/definitionFixtures";

type Values = Record<string, unknown>;

/** A definition that uses every key, in which one value is replaced by anything. */
const WHOLE: Values = {
    costs: {
        currency: "USD",
        notify: ["finops@example.com", "account"],
        alerts: ["80%", { at: "forecast 100%", notify: ["a@example.com"] }],
        dimensions: {
            team: { tag: "Team", resources: true, values: ["shop"], default: "none", name: "Team", id: "x" },
            department: {
                values: {
                    a: {
                        accounts: ["play"],
                        units: ["S"],
                        tags: { Team: ["shop"] },
                        dimensions: { team: ["shop"] },
                        budget: 5,
                    },
                    b: {},
                },
                default: "none",
                split: [{ from: "a", to: ["b"], by: { b: 100 } }],
            },
        },
        tags: ["CostCenter"],
        anomalies: [
            {
                watch: ["services", "team"],
                notify: ["a@example.com"],
                amount: 1,
                share: "40%",
                frequency: "daily",
                name: "n",
                id: "x",
                monitors: { team: { name: "t", id: "x" } },
            },
        ],
        export: {
            name: "e",
            format: "focus",
            bucket: "acme",
            region: "eu-central-1",
            prefix: "p",
            resources: true,
            keepOldVersionsDays: 3,
        },
    },
    budget: [
        {
            name: "all",
            monthly: 5,
            quarterly: 6,
            yearly: 7,
            alerts: ["5%"],
            notify: ["account"],
            stop: true,
            existing: true,
        },
    ],
    defaults: {
        email: "{account}@example.com",
        accountBudgets: { sandbox: { monthly: 5, stop: true }, plain: "none" },
    },
    units: { S: { kind: "sandbox", budget: 5, accountBudget: { monthly: 5 }, accounts: { play: { budget: "none" } } } },
};

/** The paths of all values of the features' keys. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
    if (typeof value !== "object" || value === null) return [[...path]];
    return [[...path], ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

const PATHS = pathsIn(WHOLE).filter(
    ([first = "", second, third]) =>
        ["costs", "budget"].includes(first) ||
        second === "accountBudgets" ||
        third === "budget" ||
        third === "accountBudget",
);

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
    if (key === undefined) return by;
    if (Array.isArray(value))
        return value.map<unknown>((one, index) => (String(index) === key ? replaced(one, rest, by) : one));
    return { ...(value as Values), [key]: replaced((value as Values)[key], rest, by) };
}

const anything = fc.oneof(
    fc.constantFrom<unknown>(
        null,
        "",
        "none",
        "constructor",
        "__proto__",
        "account",
        "unassigned",
        "a b:c\\d",
        "80%",
        "forecast",
        true,
        false,
        0,
        -1,
        1e308,
        0.001,
        [],
        [[]],
        [null],
        {},
        { constructor: 1 },
        { monthly: {} },
        { at: "5%" },
        { a: [1] },
    ),
    fc.string({ maxLength: 8 }),
    fc.integer(),
    fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string({ maxLength: 4 }), fc.integer()), { maxKeys: 3 }),
);

describe("a definition with any value in the place of one that is about costs", () => {
    it("is resolved, or refused with mistakes that say where", () => {
        fc.assert(
            fc.property(fc.constantFrom(...PATHS), anything, (path, by) => {
                const text = stringify(replaced(WHOLE, path, by));
                try {
                    load(text);
                } catch (error) {
                    if (!(error instanceof DefinitionError)) throw error;
                    for (const { message } of error.problems) assert.ok(message.length > 0);
                }
            }),
            { numRuns: 300 },
        );
    });
});
