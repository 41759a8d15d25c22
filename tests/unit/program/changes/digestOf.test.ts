import assert from "node:assert/strict";
import { UNKNOWN_INPUT, type ResourceChange } from "../../../../definition/feature";
import { digestOf } from "../../../../program/changes";
import { workOf } from "../../../../program/changes/workOfRun";

const ACCOUNT = "aws:organizations/account:Account";
const POLICY = "aws:organizations/policy:Policy";

function change(
    operation: ResourceChange["operation"],
    name: string,
    more: Partial<ResourceChange> = {},
): ResourceChange {
    const { type = POLICY } = more;
    return {
        operation,
        type,
        name,
        urn: `urn:pulumi:test::aws-organization::${type}::${name}`,
        properties: [],
        ...more,
    };
}
const content = (value: unknown, before: unknown = "a"): ResourceChange =>
    change("update", "own", {
        properties: ["content"],
        before: { content: before },
        after: { content: value, name: "x" },
    });

describe("the digest of changes", () => {
    const [one, two] = [content("b"), change("delete", "old")];

    it("has 12 hexadecimal digits, whatever changes", () => {
        for (const changes of [[], [one], [one, two]]) assert.match(digestOf(changes), /^[0-9a-f]{12}$/);
    });

    for (const [about, first, second] of [
        ["another order", [one, two], [two, one]],
        ["another value before, which the same one replaces", [content("b")], [content("b", "c")]],
        ["another input that does not change", [one], [{ ...one, after: { content: "b", name: "y" } }]],
    ] as const) {
        it(`is the same with ${about}`, () => assert.equal(digestOf(first), digestOf(second)));
    }

    for (const [about, first, second] of [
        ["another value", [content("b")], [content("c")]],
        ["a value that only AWS knows instead of one that is known", [content("b")], [content(UNKNOWN_INPUT)]],
        ["a value of another kind", [content("1")], [content(1)]],
        ["another operation", [change("delete", "old")], [change("forget", "old")]],
        ["another resource", [change("delete", "old")], [change("delete", "older")]],
        ["one change more", [one], [one, two]],
        ["one change twice", [two], [two, two]],
    ] as const) {
        it(`is another one with ${about}`, () => assert.notEqual(digestOf(first), digestOf(second)));
    }
});

describe("the work of a run", () => {
    const created = (count: number): ResourceChange[] =>
        Array.from({ length: count }, (_, index) => change("create", `new-${index}`, { type: ACCOUNT }));

    for (const [about, changes, expected] of [
        ["nothing", [], { calls: 0, seconds: 0 }],
        [
            "what is only taken over or forgotten",
            [change("import", "a"), change("forget", "b")],
            { calls: 0, seconds: 0 },
        ],
        ["two updates", [content("b"), change("update", "other")], { calls: 2, seconds: 1 }],
        ["a replacement, which is two calls", [change("replace", "a")], { calls: 2, seconds: 1 }],
        ["one account", created(1), { calls: 3, seconds: 20 }],
    ] as const) {
        it(`is that of ${about}`, () => assert.deepEqual(workOf(changes), expected));
    }

    it("of many accounts waits for the rate at which AWS creates them", () => {
        assert.ok(workOf(created(100)).seconds > 10 * workOf(created(5)).seconds);
    });
});
