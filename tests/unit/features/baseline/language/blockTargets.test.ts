import assert from "node:assert/strict";
import fc from "fast-check";
import { ROOT_UNIT } from "../../../../../definition/model";
import { OrganizationTree } from "../../../../../tree";
import { BASELINE_LIBRARY } from "../../../../../features/baseline/library";
import type { PlannedStackSet } from "../../../../../features/baseline/plan/plannedStackSet";
import { loadBaseline, type LoadedBaseline } from "../baselineFixture";

/** What a place says of the block: nothing, that it has it, or that it has not. */
type Word = "" | "has" | "lacks";

interface RandomUnit {
    readonly says: Word;
    readonly narrow: boolean;
    readonly accounts: readonly { readonly says: Word; readonly isQuarantined: boolean }[];
    readonly units: readonly RandomUnit[];
}

const BLOCK = "ebs-encryption";
const word = fc.constantFrom<Word>("", "", "has", "lacks");
const randomUnit = (depth: number): fc.Arbitrary<RandomUnit> =>
    fc.record({
        says: word,
        narrow: fc.boolean(),
        accounts: fc.array(fc.record({ says: word, isQuarantined: fc.boolean() }), { maxLength: 2 }),
        units: depth === 0 ? fc.constant([]) : fc.array(randomUnit(depth - 1), { maxLength: 3 }),
    });

interface Written {
    readonly text: string;
    /** The regions in which each account has the block; undefined: it has not. */
    readonly wanted: ReadonlyMap<string, readonly string[] | undefined>;
    readonly quarantined: ReadonlySet<string>;
}

const ALL = ["eu-central-1", "eu-west-1"];
const FEW = ["eu-central-1"];

/** The text of a definition, and what it means by the rules: what is said last on the way down holds. */
function written(root: RandomUnit): Written {
    const wanted = new Map<string, readonly string[] | undefined>();
    const quarantined = new Set<string>();
    const says = (one: Word, above: boolean): string | undefined =>
        one === "has" ? `{ ${BLOCK}: }` : one === "lacks" && above ? `{ ${BLOCK}: false }` : undefined;
    const after = (one: Word, above: boolean): boolean => (one === "" ? above : one === "has");
    const line = (key: string, value: string | undefined): string[] =>
        value === undefined ? [] : [`${key}: ${value}`];
    const body = (unit: RandomUnit, name: string, above: boolean, regions: readonly string[]): string => {
        const has = after(unit.says, above);
        const own = name !== "" && unit.narrow ? FEW : regions;
        const accounts = unit.accounts.map(({ says: one, isQuarantined }, index) => {
            const key = `a${name}-${index}`;
            wanted.set(key, after(one, has) ? own : undefined);
            if (isQuarantined) quarantined.add(key);
            const keys = [
                ...line("baseline", says(one, has)),
                ...(isQuarantined ? ["state: quarantined"] : []),
                ...(name === "" ? ["unit: /", `id: "${100_000_000_000 + index}"`] : []),
            ];
            return `${key}: { ${keys.join(", ")} }`;
        });
        const units = unit.units.map((one, index) => {
            const child = name === "" ? `u${index}` : `${name}-${index}`;
            return `${child}: { ${body(one, child, has, own)} }`;
        });
        return [
            ...line("baseline", says(unit.says, above)),
            ...(name !== "" && unit.narrow ? ["regions: [eu-central-1]"] : []),
            ...(accounts.length > 0 ? [`accounts: { ${accounts.join(", ")} }`] : []),
            ...(units.length > 0 ? [`units: { ${units.join(", ")} }`] : []),
        ].join(name === "" ? "\n" : ", ");
    };
    return { text: `\n${body(root, "", false, ALL)}\n`, wanted, quarantined };
}

/** The accounts and regions that AWS reaches by what it is told, by its own rules. */
function reached(planned: PlannedStackSet, { organization }: LoadedBaseline): Map<string, readonly string[]> {
    const tree = new OrganizationTree(
        organization.units,
        organization.accounts.map(({ key, unit }) => ({ key, unit: unit === ROOT_UNIT ? undefined : unit })),
    );
    const accounts = new Map<string, readonly string[]>();
    if (planned.isAutomatic) {
        for (const { unit, regions } of planned.targets) {
            const below = tree.accountsBelow(unit === ROOT_UNIT ? undefined : unit);
            for (const { key } of below) if (!planned.excluded.includes(key)) accounts.set(key, regions);
        }
    } else {
        for (const { key, target, regions } of planned.accounts) {
            const isBelow = tree
                .accountsBelow(target === ROOT_UNIT ? undefined : target)
                .some((one) => one.key === key);
            if (isBelow) accounts.set(key, regions);
        }
    }
    return accounts;
}

describe("the targets of a block", () => {
    it("reach exactly the accounts and regions that the definition says, in any organisation", function () {
        this.timeout(60_000);
        assert.equal(BASELINE_LIBRARY.get(BLOCK)?.isGlobal, false);
        fc.assert(
            fc.property(randomUnit(3), (root) => {
                const { text, wanted, quarantined } = written(root);
                const loaded = loadBaseline(text);
                const planned = loaded.planned.get(BLOCK);
                const all = planned ? reached(planned, loaded) : new Map<string, readonly string[]>();
                for (const [key, regions] of wanted) {
                    if (quarantined.has(key)) {
                        // It is told to the resource only to be left alone.
                        assert.ok(!planned?.accounts.some((one) => one.key === key));
                        if (regions) assert.ok(planned?.leftAlone.includes(key));
                        continue;
                    }
                    assert.deepEqual(all.get(key), regions, `${key}\n${text}`);
                    const account = planned?.accounts.find((one) => one.key === key);
                    assert.deepEqual(account?.regions, regions);
                }
            }),
            { numRuns: 150 },
        );
    });

    it("never lie below each other, so that AWS never has two reasons for one stack", function () {
        this.timeout(60_000);
        fc.assert(
            fc.property(randomUnit(3), (root) => {
                const { model } = loadBaseline(written(root).text);
                for (const { targets } of model.blocks) {
                    const units = targets.map(({ unit }) => unit);
                    assert.equal(new Set(units).size, units.length);
                    for (const one of units) {
                        assert.ok(
                            !units.some(
                                (other) => other !== one && (other === ROOT_UNIT || one.startsWith(`${other}/`)),
                            ),
                        );
                    }
                }
            }),
            { numRuns: 60 },
        );
    });

    it("stay the same when an account moves between units that both have the block", () => {
        const before = loadBaseline(`
baseline: { password-policy: , ebs-encryption: }
units: { One: { accounts: { a: {}, b: {} } }, Two: { accounts: { c: {} } } }
`);
        const after = loadBaseline(`
baseline: { password-policy: , ebs-encryption: }
units: { One: { accounts: { b: {} } }, Two: { accounts: { a: {}, c: {} } } }
`);
        for (const [key, planned] of before.planned) {
            assert.deepEqual(after.planned.get(key), planned);
            assert.deepEqual(
                planned.targets.map(({ unit }) => unit),
                [ROOT_UNIT],
            );
            assert.equal(planned.isAutomatic, true);
        }
    });

    it("stay the same for any move below nodes that have the block, also where it is by name", function () {
        this.timeout(60_000);
        fc.assert(
            fc.property(fc.boolean(), fc.boolean(), (isOut, isNamed) => {
                const text = (one: string, two: string): string => `
baseline: { ebs-encryption: }
units:
    One: { accounts: { ${one} } }
    Two: { accounts: { ${two} }, units: { Out: { ${isOut ? "baseline: { ebs-encryption: false }," : ""} accounts: { d: {} } } } }
    Three: { accounts: { e: { ${isNamed ? "baseline: { ebs-encryption: false }" : ""} } } }
`;
                const [before, after] = [
                    loadBaseline(text("a: {}, b: {}", "c: {}")),
                    loadBaseline(text("b: {}", "a: {}, c: {}")),
                ];
                const [one, two] = [before, after].map(({ planned }) => planned.get("ebs-encryption"));
                assert.ok(one && two);
                assert.equal(one.name, two.name);
                assert.deepEqual(before.model.blocks, after.model.blocks);
                const stacks = ({ accounts }: PlannedStackSet): unknown =>
                    accounts.map(({ key, regions, overrides }) => ({ key, regions, overrides }));
                assert.deepEqual(stacks(one), stacks(two));
            }),
        );
    });
});
