import assert from "node:assert/strict";
import { BASELINE_LIBRARY } from "../../../features/baseline/library";
import { SWITCHES } from "../../../features/security/securityModel";
import { LIBRARY } from "../../../guardrails";
import { coverage, FRAMEWORK_NAMES, FRAMEWORKS } from "../../../guardrails/frameworks";
import { POLICY_TYPES, type PolicyType } from "../../../limits";
import { load } from "../definition/definitionFixtures";

describe("guardrails: bundles for frameworks", () => {
    it("are known by their names", () => {
        assert.deepEqual(Object.keys(FRAMEWORKS), FRAMEWORK_NAMES);
        assert.deepEqual([...FRAMEWORK_NAMES].sort(), FRAMEWORK_NAMES);
    });

    for (const name of FRAMEWORK_NAMES) {
        const framework = FRAMEWORKS[name];
        describe(name, () => {
            it("brings guardrails of the library that need no parameters, sorted, each once", () => {
                assert.equal(framework.name, name);
                assert.deepEqual([...new Set(framework.guardrails)].sort(), framework.guardrails);
                for (const one of framework.guardrails) {
                    assert.ok(LIBRARY.get(one)?.parameters.safeParse({}).success, one);
                }
            });

            it("says for each requirement, once, what covers it and what is left", () => {
                const ids = framework.controls.map(({ id }) => id);
                assert.equal(new Set(ids).size, ids.length);
                for (const { id, asks, by, means = [], left } of framework.controls) {
                    assert.ok(asks.length > 3, id);
                    for (const one of by) assert.ok(framework.guardrails.includes(one), `${id}: ${one} is not brought`);
                    assert.ok(by.length > 0 || means.length > 0 || left !== undefined, `${id} says nothing`);
                    const isFoundOnly =
                        by.length === 0 && means.length > 0 && means.every(({ does }) => does === "finds");
                    assert.ok(!isFoundOnly || left !== undefined, `${id} is found, and nobody mends it`);
                    assert.doesNotMatch(`${asks} ${left ?? ""}`, /\.$|\|/, id);
                }
            });

            it("names blocks and switches that exist", () => {
                const known = { baseline: [...BASELINE_LIBRARY.keys()], security: SWITCHES as readonly string[] };
                for (const { id, means = [] } of framework.controls) {
                    for (const { key, name: one } of means) {
                        assert.ok(known[key].includes(one), `${id}: ${key} has no ${one}`);
                    }
                }
            });

            it("brings only guardrails that cover a requirement, and has requirements that it does not cover", () => {
                const used = new Set(framework.controls.flatMap(({ by }) => by));
                assert.deepEqual(
                    framework.guardrails.filter((one) => !used.has(one)),
                    [],
                );
                assert.ok(framework.controls.some((control) => ["found", "not covered"].includes(coverage(control))));
            });

            it("fits on the root, and leaves room for more policies", () => {
                const { policies } = load({
                    compliance: [name],
                    ...(framework.needsRegions && { regions: ["eu-central-1"] }),
                });
                for (const type of Object.keys(POLICY_TYPES) as PolicyType[]) {
                    const { maxAttached, attachedByAws } = POLICY_TYPES[type];
                    const count = policies.filter((policy) => policy.type === type).length + attachedByAws;
                    assert.ok(count <= maxAttached - 1 || count === 0, `${count} of ${maxAttached} ${type}`);
                }
            });
        });
    }

    it("a control is prevented, set, partly met, found or not covered", () => {
        const control = { id: "1", asks: "something" };
        const sets = { key: "baseline", name: "password-policy", does: "sets" } as const;
        const finds = { key: "security", name: "securityHub", does: "finds" } as const;
        const cases = [
            [{ ...control, by: ["only-tls"] }, "prevented"],
            [{ ...control, by: ["only-tls"], means: [finds] }, "prevented"],
            [{ ...control, by: [], means: [sets] }, "set"],
            [{ ...control, by: ["only-tls"], means: [sets] }, "set"],
            [{ ...control, by: ["only-tls"], left: "people" }, "partly"],
            [{ ...control, by: [], means: [sets, finds], left: "people" }, "partly"],
            [{ ...control, by: [], means: [finds], left: "people" }, "found"],
            [{ ...control, by: [], left: "people" }, "not covered"],
        ] as const;
        for (const [one, wanted] of cases) assert.equal(coverage(one), wanted, JSON.stringify(one));
    });

    it("the CIS benchmark is complete: 62 recommendations", () => {
        const { controls } = FRAMEWORKS["cis-aws-foundations"];
        assert.equal(controls.length, 62);
        const counts = [22, 9, 9, 16, 6];
        assert.deepEqual(
            counts.map((_, index) => controls.filter(({ id }) => id.startsWith(`${index + 1}.`)).length),
            counts,
        );
    });

    it("Annex A has all technological controls: 8.1 to 8.34", () => {
        const { controls } = FRAMEWORKS["iso-27001"];
        const numbers = controls.flatMap(({ id }) => {
            const found = [...id.matchAll(/8\.(\d+)/g)].map(([, number]) => Number(number));
            const [from = 0, to = from] = found;
            return id.includes(" to ") ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : found;
        });
        assert.deepEqual(
            numbers,
            Array.from({ length: 34 }, (_, index) => index + 1),
        );
    });
});
