import assert from "node:assert/strict";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { Files, inFolder, mistakes, mistakesOf } from "./definitionFixtures";

/** A definition that uses almost every key. */
const RICH = {
    organization: { featureSet: "ALL", serviceAccess: ["sso.amazonaws.com"], policyTypes: ["TAG_POLICY"] },
    defaults: { email: "aws+{account}@example.com", roleName: "Role", tags: { Team: "a" }, lockedTags: ["Team"] },
    guardrails: ["deny-root-user", "own"],
    policies: {
        own: {
            type: "SERVICE_CONTROL_POLICY",
            name: "Own",
            document: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: ["*"], Resource: "*" }] },
            tags: { A: "b" },
        },
        regions: { guardrail: "region-deny", parameters: { regions: ["eu-west-1"], alsoAllowed: ["a:*"] } },
        spelling: {
            guardrail: "tag-spelling",
            parameters: { tags: { Team: ["a"] }, enforcedFor: ["ec2:instance"] },
        },
        file: { type: "TAG_POLICY", file: "policy.json" },
    },
    units: {
        A: {
            kind: "sandbox",
            without: ["deny-purchases"],
            tags: { Env: "x" },
            units: { B: { name: "Bee", email: "b+{account}@example.com", accounts: { b: {} } } },
            accounts: {
                a: { name: "A", acknowledge: { replacement: "111122223333", loses: ["own"] }, state: "closing" },
            },
        },
    },
    accounts: { c: { unit: "A/B", email: "c@example.com", id: "111122223333", guardrails: ["regions"] } },
};

/** The paths of all values in a definition, including those of maps and lists. */
function paths(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
    const below =
        typeof value !== "object" || value === null
            ? []
            : Array.isArray(value)
              ? value.flatMap((item, index) => paths(item, [...path, index]))
              : Object.entries(value).flatMap(([name, item]) => paths(item, [...path, name]));
    return [path, ...below];
}

function replaced(value: unknown, [first, ...rest]: readonly (string | number)[], by: unknown): unknown {
    if (first === undefined) return by;
    if (Array.isArray(value))
        return value.map((item: unknown, index) => (index === first ? replaced(item, rest, by) : item));
    return Object.fromEntries(
        Object.entries(value as object).map(([name, item]: [string, unknown]) => [
            name,
            name === first ? replaced(item, rest, by) : item,
        ]),
    );
}

/** Loads any text. Any error except a DefinitionError with mistakes fails the test. */
const survives = (text: string): void =>
    inFolder(
        new Files({ "organization.yaml": text, "policy.json": '{"tags":{}}' }),
        (folder) => void mistakesOf(folder, folder),
    );

describe("definition: arbitrary values and texts", function () {
    this.timeout(20_000);

    it("loading ends with a model or with mistakes, whatever value is anywhere", () => {
        assert.deepEqual(
            mistakes(new Files({ "organization.yaml": stringify(RICH), "policy.json": '{"tags":{}}' })),
            [],
        );
        const values = [fc.string(), fc.boolean(), fc.double(), fc.integer(), fc.constantFrom(null, "", {}, [])];
        const anything = fc.oneof(
            fc.object({
                key: fc.oneof(
                    fc.string(),
                    fc.constantFrom("toString", "__proto__", "constructor", "units", "accounts", ""),
                ),
                values,
                withNullPrototype: false,
            }),
            fc.jsonValue(),
            ...values,
        );
        fc.assert(
            fc.property(fc.constantFrom(...paths(RICH)), anything, (path, value) => {
                survives(stringify(replaced(RICH, path, value)));
            }),
            { numRuns: 600 },
        );
    });

    it("loading ends with a model or with mistakes, whatever text is inserted or deleted", () => {
        const text = stringify(RICH);
        fc.assert(
            fc.property(
                fc.nat({ max: text.length }),
                fc.nat({ max: 30 }),
                fc.oneof(
                    fc.string(),
                    fc.constantFrom("&a ", "*a", "? ", "!!x ", "<<: ", "---\n", "- ", ": ", "\t", "{", "[", "|\n", "%"),
                ),
                (at, lost, typed) => {
                    survives(text.slice(0, at) + typed + text.slice(at + lost));
                },
            ),
            { numRuns: 600 },
        );
    });
});
