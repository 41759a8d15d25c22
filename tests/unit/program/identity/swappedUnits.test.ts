import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import fc from "fast-check";
import { formatPath } from "../../../../definition";
import { swappedUnits } from "../../../../program/identity";
import { review } from "../../../../program/review";
import { load } from "../../definition/definitionFixtures";
import { HEAD, stateOf } from "./stateFixture";

/** What is found if the units of a stack become those of a definition. */
function found(before: string, after: string): { problems: string[]; warnings: readonly string[] } {
    const { problems, warnings } = swappedUnits(load(`${HEAD}${after}`), stateOf(before));
    return {
        problems: problems.map(({ path, message }) => `${formatPath(path)} ${message}`),
        warnings: warnings.map(messageText),
    };
}

const NOTHING = { problems: [], warnings: [] };
const THREE = "accounts: { a: {}, b: {}, c: {} }";
const TWO = "accounts: { x: {}, y: {} }";
/** Two units below another. */
const workloads = (production: string, nonProduction: string): string =>
    `units: { Workloads: { units: { Production: { ${production} }, NonProduction: { ${nonProduction} } } } }`;

describe("program: units that exchange their accounts", () => {
    it("are refused once, with the keys to keep and the names to write", () => {
        const { problems, warnings } = found(workloads(THREE, TWO), workloads(TWO, THREE));
        assert.deepEqual(warnings, []);
        assert.equal(
            problems.join(),
            "units.Workloads.units.Production all 3 accounts of Workloads/Production (ou-Workloads/Production) move to Workloads/NonProduction (ou-Workloads/NonProduction), " +
                "and all 2 accounts of Workloads/NonProduction to Workloads/Production: this looks like swapped keys. " +
                "A unit is identified by the path of keys to it: the accounts would change places in AWS, and what names the units' ids (StackSets, resource shares, policy conditions) would reach the other accounts. " +
                "Keep the keys. To swap the names in AWS, write in units.Workloads.units.Production\n" +
                'name: "NonProduction"\nand in units.Workloads.units.NonProduction\nname: "Production"\n' +
                "AWS has no two siblings of one name, not even for a moment: first give one of them a third name, and apply that\n" +
                "If the accounts should change places, make the change in two steps: first move those of Workloads/Production, and apply that; then the others",
        );
    });

    it("are refused where accounts name their unit", () => {
        const apart = (one: string, other: string): string =>
            `units: { A: {}, B: {} }\naccounts: { a: { unit: ${one} }, b: { unit: ${other} } }`;
        assert.match(
            found(apart("A", "B"), apart("B", "A")).problems.join(),
            /^units\.A the only account of A \(ou-A\) moves to B \(ou-B\), and the only account of B to A: .*Keep the keys, also in `unit` of their accounts\. /,
        );
    });

    it("are refused by the review before AWS is called, in one message", () => {
        const { problems, warnings } = review(load(HEAD + workloads(TWO, THREE)), stateOf(workloads(THREE, TWO)), "o");
        assert.deepEqual(
            problems.map(({ path }) => formatPath(path)),
            ["units.Workloads.units.Production"],
        );
        assert.deepEqual(warnings, []);
    });

    it("are refused where their guardrails and names go with the accounts", () => {
        const before = `units: { Security: { kind: security, ${THREE} }, Infrastructure: { ${TWO} } }`;
        const after = `units: { Infrastructure: { kind: security, name: Security, ${THREE} }, Security: { name: Infrastructure, ${TWO} } }`;
        assert.match(
            found(before, after).problems.join(),
            /^units\.Infrastructure all 2 accounts of Infrastructure \(.*Keep the keys\. Their names in AWS stay\.\nIf the accounts/,
        );
    });

    it("are refused in circles of any length, and where some accounts stay or go elsewhere", () => {
        assert.match(
            found(
                "units: { A: { accounts: { a: {}, b: {}, c: {} } }, B: { accounts: { d: {} } }, C: { accounts: { e: {}, f: {}, g: {} } }, D: {} }",
                "units: { A: { accounts: { e: {}, f: {} } }, B: { accounts: { a: {}, b: {}, new: {} } }, C: { accounts: { d: {}, g: {} } }, D: { accounts: { c: {} } } }",
            ).problems.join(),
            /^units\.A 2 of 3 accounts of A \(ou-A\) move to B \(ou-B\), the only account of B to C \(ou-C\), and 2 of 3 accounts of C to A: /,
        );
    });

    it("are refused once for the units below them", () => {
        const below = (key: string, account: string): string =>
            `${key}: { units: { Prod: { accounts: { ${account}: {} } }, ${account}s: { accounts: { ${account}2: {} } } } }`;
        const { problems } = found(
            `units: { ${below("A", "a")}, ${below("B", "b")} }`,
            `units: { ${below("A", "b")}, ${below("B", "a")} }`,
        );
        assert.equal(problems.length, 1);
        assert.match(problems.join(), /^units\.A all 2 accounts of A /);
    });

    it("are only warned about where their different guardrails stay", () => {
        const units = (one: string, other: string): string =>
            `units: { A: { guardrails: [tight], ${one} }, B: { guardrails: [other], ${other} } }`;
        const { problems, warnings } = found(units(THREE, TWO), units(TWO, THREE));
        assert.deepEqual(problems, []);
        assert.match(
            warnings.join(),
            /organization\.yaml:4:10: all 3 accounts of A .*The units keep their ids and guardrails\. If only their names should change, .*swap `name`$/,
        );
    });

    it("are only warned about where an id says that a key is right, and left to the ids if all are wrong", () => {
        const [A, B] = ["ou-abcd-11111111", "ou-abcd-22222222"];
        const units = (a: string, one: string, b: string, other: string): string =>
            `units: { A: { id: ${a}, ${one} }, B: { id: ${b}, ${other} } }`;
        const state = stateOf(units(A, THREE, B, TWO));
        state.units.forEach((unit, key) => Object.assign(unit, { id: key === "A" ? A : B }));
        const right = swappedUnits(load(HEAD + units(A, TWO, B, THREE)), state);
        assert.deepEqual([right.problems.length, right.warnings.length], [0, 1]);
        assert.deepEqual(swappedUnits(load(HEAD + units(B, TWO, A, THREE)), state), NOTHING);
        const { problems } = review(load(HEAD + units(B, TWO, A, THREE)), state, "o");
        assert.equal(problems.length, 1);
        assert.match(problems[0]?.message ?? "", /this looks like swapped keys/);
    });

    it("can do so in the two steps of the message", () => {
        const midway = workloads("", "accounts: { a: {}, b: {}, c: {}, x: {}, y: {} }");
        assert.deepEqual(found(workloads(THREE, TWO), midway), NOTHING);
        assert.deepEqual(found(midway, workloads(TWO, THREE)), NOTHING);
    });

    it("are no mistake where accounts only go one way, or half of them", () => {
        const units = (one: string, other: string, third = ""): string =>
            `units: { A: { accounts: { ${one} } }, B: { accounts: { ${other} } }, C: { accounts: { ${third} } } }`;
        assert.deepEqual(found(units("a: {}, b: {}", "c: {}"), units("", "a: {}, b: {}, c: {}")), NOTHING);
        assert.deepEqual(found(units("a: {}", "b: {}"), units("", "a: {}", "b: {}")), NOTHING);
        assert.deepEqual(found(units("a: {}, b: {}", "c: {}, d: {}"), units("a: {}, c: {}", "b: {}, d: {}")), NOTHING);
    });

    it("are found whatever their order and number of accounts, and nothing is found where no account moves", () => {
        const permuted = fc
            .integer({ min: 2, max: 6 })
            .chain((count) =>
                fc.tuple(
                    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: count, maxLength: count }),
                    fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
                ),
            );
        const text = (sizes: readonly number[], order: readonly number[]): string =>
            `units: { ${order
                .map((from, at) => {
                    const accounts = Array.from({ length: sizes[from] ?? 0 }, (_, index) => `a${from}x${index}: {}`);
                    return `U${at}: { accounts: { ${accounts.join(", ")} } }`;
                })
                .join(", ")} }`;
        fc.assert(
            fc.property(permuted, ([sizes, order]) => {
                const { problems } = found(text(sizes, [...order.keys()]), text(sizes, order));
                // The circles of a permutation, counted apart from the code that is tested.
                const seen = new Set<number>();
                let circles = 0;
                for (const start of order.keys()) {
                    let length = 0;
                    for (let at = start; !seen.has(at); at = order[at] ?? at, length++) seen.add(at);
                    if (length > 1) circles++;
                }
                assert.equal(problems.length, circles);
            }),
            { numRuns: 12 },
        );
    });
});
