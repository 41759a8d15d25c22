import assert from "node:assert/strict";
import type { FoundUnit } from "../../../../aws/organization";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { findUnits } from "../../../../program/identity";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const NOTHING = fromState({});
const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';

describe("program: units that exist in AWS and not in the stack", () => {
    const model = load(
        `${DEFAULTS}units: { A: { units: { B: {}, C: {} } }, D: { id: ou-abcd-dddddddd, units: { E: {} } }, F: { name: Other, units: { G: {} } } }`,
    );
    const asked: string[] = [];
    const found = (
        of: OrganizationModel,
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): ReturnType<typeof findUnits> => {
        asked.length = 0;
        return findUnits(of, existing, "r-1", {
            childrenOf: (parentId) => {
                asked.push(parentId);
                return Promise.resolve(below[parentId] ?? []);
            },
            parentOf: (id) =>
                Promise.resolve(Object.entries(below).find(([, units]) => units.some((unit) => unit.id === id))?.[0]),
        });
    };
    const D = { id: "ou-abcd-dddddddd", name: "D" };
    const find = async (
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): Promise<unknown> => {
        const { ids, problems } = await found(model, { ...below, "r-1": [...(below["r-1"] ?? []), D] }, existing);
        assert.deepEqual(problems, []);
        return Object.fromEntries(ids);
    };
    const refusals = async (
        text: string,
        below: Readonly<Record<string, readonly FoundUnit[]>>,
        existing: ExistingResources = NOTHING,
    ): Promise<string[]> =>
        (await found(load(text), below, existing)).problems.map(
            ({ path, message }) => `${formatPath(path)} ${message}`,
        );

    it("are found by name, level by level, with one request for each existing parent", async () => {
        const found = await find({
            "r-1": [
                { id: "ou-a", name: "A" },
                { id: "ou-f", name: "other" },
            ],
            "ou-a": [{ id: "ou-c", name: "C" }],
            "ou-abcd-dddddddd": [{ id: "ou-e", name: "E" }],
        });
        assert.deepEqual(found, { A: "ou-a", "A/C": "ou-c", "D/E": "ou-e", F: "ou-f" });
        assert.deepEqual(asked.sort(), ["ou-a", "ou-abcd-dddddddd", "ou-f", "r-1"]);
    });

    it("are looked for only below parents that have a new or renamed unit", async () => {
        const existing = {
            ...NOTHING,
            units: new Map([
                ["A", { id: "ou-a", name: "A" }],
                ["D", { id: D.id, name: "D" }],
                ["F", { id: "ou-other", name: "Other" }],
            ]),
        };
        assert.deepEqual(await find({}, existing), {});
        assert.ok(!asked.includes("r-1"), "nothing is new under the root");
        const renamed = { ...existing, units: new Map([...existing.units, ["F", { id: "ou-other", name: "Before" }]]) };
        assert.deepEqual(await find({}, renamed), {});
        assert.ok(asked.includes("r-1"));
    });

    /** A stack with the units A and B below the root. */
    const AB = {
        ...NOTHING,
        units: new Map([
            ["A", { id: "ou-a", name: "A" }],
            ["B", { id: "ou-b", name: "B" }],
        ]),
    };
    const BOTH = {
        "r-1": [
            { id: "ou-a", name: "A" },
            { id: "ou-b", name: "B" },
        ],
    };
    const X = "ou-abcd-xxxxxxxx";
    const cases: readonly [string, string, Parameters<typeof refusals>[1], ExistingResources, RegExp[]][] = [
        ["a free name", "units: { A: { name: C }, B: {} }", BOTH, AB, []],
        ["the case of its own name", "units: { A: { name: a }, B: {} }", BOTH, AB, []],
        [
            "the names of two exchanged",
            "units: { A: { name: B }, B: { name: A } }",
            BOTH,
            AB,
            [/^units\.A .*in AWS unit B \(ou-b\) of this stack has it\. .*in two steps/, /^units\.B .*unit A \(ou-a\)/],
        ],
        [
            "the name of one that is renamed in the same run, in another case",
            "units: { A: { name: b }, B: { name: C } }",
            BOTH,
            AB,
            [/^units\.A .*unit B \(ou-b\) of this stack has it, written "B"\. .*in two steps/],
        ],
        [
            "a key renamed with the name kept",
            "units: { A: {}, New: { name: B } }",
            BOTH,
            AB,
            [/^units\.New .*unit B \(ou-b\) of this stack has it\. .*keep the key B/],
        ],
        [
            "the name of one that is left out",
            "units: { A: { name: B } }",
            BOTH,
            AB,
            [/^units\.A .*Unit B is deleted at the end of a run: leave it out first, apply that, and then rename A$/],
        ],
        [
            "the name of a unit of somebody else",
            "units: { A: { name: theirs }, B: {} }",
            { "r-1": [...(BOTH["r-1"] ?? []), { id: "ou-t", name: "Theirs" }] },
            AB,
            [/^units\.A .*AWS has a sibling with the name "Theirs", ou-t, which is not in this stack/],
        ],
        [
            "one to take over that is elsewhere",
            `units: { A: {}, B: { units: { X: { id: ${X} } } } }`,
            { ...BOTH, "ou-a": [{ id: X, name: "X" }] },
            AB,
            [
                /^units\.B\.units\.X\.id unit B\/X \(ou-abcd-xxxxxxxx\) is in unit A \(ou-a\) in AWS, but the definition has it in unit B \(ou-b\)\. AWS cannot move a unit: write it where it is/,
            ],
        ],
        [
            "one to take over below a unit that is new",
            `units: { A: {}, B: {}, C: { units: { X: { id: ${X} } } } }`,
            { ...BOTH, "ou-zzzz-zzzzzzzz": [{ id: X, name: "X" }] },
            AB,
            [/is in unit ou-zzzz-zzzzzzzz in AWS, but the definition has it in unit C \(which AWS does not have yet\)/],
        ],
        [
            "one to take over that is not there",
            `units: { A: {}, B: {}, X: { id: ${X} } }`,
            BOTH,
            AB,
            [/^units\.X\.id the organisation has no unit ou-abcd-xxxxxxxx/],
        ],
        [
            "one to take over where it is, with another name",
            `units: { A: {}, B: {}, X: { id: ${X} } }`,
            { "r-1": [...(BOTH["r-1"] ?? []), { id: X, name: "Before" }] },
            AB,
            [],
        ],
    ];
    for (const [what, text, below, existing, expected] of cases) {
        it(`${expected.length === 0 ? "allowed" : "refused"}: ${what}`, async () => {
            const told = await refusals(text, below, existing);
            assert.equal(told.length, expected.length, told.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(told[index] ?? "", message);
        });
    }

    it("with exactly the same name win over those with a different case", async () => {
        const both = [
            { id: "ou-1", name: "a" },
            { id: "ou-2", name: "A" },
        ];
        assert.deepEqual(await find({ "r-1": both }), { A: "ou-2" });
    });
});
