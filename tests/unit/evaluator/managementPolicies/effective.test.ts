/* eslint-disable max-lines -- AWS's examples and the properties share the helpers that write policies */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { effectivePolicy, type EffectivePolicy } from "../../../../evaluator/managementPolicies";
import { documents, levelsOf, type Document } from "./generated";

const ALLOW = "@@operators_allowed_for_child_policies";
const assign = (value: unknown): Document => ({ "@@assign": value });

/** Merges one policy at each level, or several if a level is a list. */
function merge(...levels: (Document | Document[])[]): EffectivePolicy {
    return effectivePolicy(levelsOf(levels.map((level) => (Array.isArray(level) ? level : [level]))));
}

const tag = (value: Document): Document => ({ tags: { project: value } });
const values = (...levels: (Document | Document[])[]): unknown => {
    const { tags } = merge(...levels).policy as { tags?: { project?: { tag_value?: unknown } } };
    return tags?.project?.tag_value;
};
const valueOf = (setting: Document): Document => tag({ tag_value: setting });
const kinds = ({ problems }: EffectivePolicy): string[] =>
    problems.map(({ kind, path, source }) => `${kind} ${path.join(".")} by ${source.policy} at ${source.level}`);

/** The numbers are those of the examples in AWS's "Inheritance examples". */
describe("the effective management policy, by AWS's examples", () => {
    const A = {
        tags: { costcenter: { tag_key: assign("CostCenter"), tag_value: assign(["Development", "Support"]) } },
    };

    it("1: a child overwrites values and adds settings", () => {
        const B = {
            tags: {
                costcenter: {
                    tag_key: assign("CostCenter"),
                    tag_value: assign(["Sandbox"]),
                    enforced_for: assign(["redshift:*", "dynamodb:table"]),
                },
            },
        };
        assert.deepEqual(merge(A, B).policy, {
            tags: {
                costcenter: {
                    tag_key: "CostCenter",
                    tag_value: ["Sandbox"],
                    enforced_for: ["redshift:*", "dynamodb:table"],
                },
            },
        });
    });

    const C = {
        tags: {
            costcenter: {
                tag_key: assign("CostCenter"),
                tag_value: { "@@append": ["Marketing"] },
                enforced_for: { "@@append": ["redshift:*", "dynamodb:table"] },
            },
        },
    };

    it("2: a child appends", () => {
        assert.deepEqual(merge(A, C).policy, {
            tags: {
                costcenter: {
                    tag_key: "CostCenter",
                    tag_value: ["Development", "Support", "Marketing"],
                    enforced_for: ["redshift:*", "dynamodb:table"],
                },
            },
        });
    });

    it("3: a child removes; a list that becomes empty is no longer set", () => {
        const D = {
            tags: {
                costcenter: {
                    tag_key: assign("CostCenter"),
                    tag_value: { "@@remove": ["Development", "Marketing"] },
                    enforced_for: { "@@remove": ["redshift:*", "dynamodb:table"] },
                },
            },
        };
        assert.deepEqual(merge(A, C, D).policy, {
            tags: { costcenter: { tag_key: "CostCenter", tag_value: ["Support"] } },
        });
    });

    it("4: a setting that a parent forbids is ignored, and reported", () => {
        const E = tag({
            tag_key: { [ALLOW]: ["@@none"], ...assign("Project") },
            tag_value: { [ALLOW]: ["@@append"], ...assign(["Maintenance", "Escalations"]) },
        });
        const F = tag({ tag_key: assign("PROJECT"), tag_value: { "@@append": ["Escalations - research"] } });
        const effective = merge(E, F);
        assert.deepEqual(effective.policy, {
            tags: {
                project: { tag_key: "Project", tag_value: ["Maintenance", "Escalations", "Escalations - research"] },
            },
        });
        assert.deepEqual(kinds(effective), ["ignored tags.project.tag_key by p0 at level 1"]);
        assert.match(effective.problems[0]?.message ?? "", /^uses @@assign, which policy p0 at level 0 does not let/);
    });

    it("5: children may do what all policies of the level above allow", () => {
        const G = valueOf({ [ALLOW]: ["@@append"], ...assign(["Maintenance"]) });
        const H = valueOf({ [ALLOW]: ["@@append", "@@remove"] });
        for (const root of [
            [G, H],
            [H, G],
        ]) {
            assert.deepEqual(values(root, valueOf({ "@@append": ["a"] })), ["Maintenance", "a"]);
            assert.deepEqual(values(root, valueOf({ "@@remove": ["Maintenance"] })), ["Maintenance"]);
        }
    });

    it("6: of two policies that assign at one level, the one attached first counts, and a warning says that the order decides", () => {
        const J = tag({ tag_key: assign("PROJECT"), tag_value: { "@@append": ["Maintenance"] } });
        const K = tag({ tag_key: assign("project") });
        const effective = merge([J, K]);
        assert.deepEqual(effective.policy, { tags: { project: { tag_key: "PROJECT", tag_value: ["Maintenance"] } } });
        assert.deepEqual(kinds(effective), ["conflict tags.project.tag_key by p1 at level 0"]);
        assert.deepEqual(merge([K, J]).policy, {
            tags: { project: { tag_key: "project", tag_value: ["Maintenance"] } },
        });
    });
});

/** Source: the examples of "AI services opt-out policy syntax" and "Backup policy syntax". */
describe("what a parent allows its children for a map", () => {
    const optOut = (more: Document = {}): Document => ({ opt_out_policy: { ...assign("optOut"), ...more } });
    const optIn: Document = { opt_out_policy: assign("optIn") };

    it("decides whether they can add keys", () => {
        const effective = merge({ services: { [ALLOW]: ["@@none"], default: optOut() } }, { services: { lex: optIn } });
        assert.deepEqual(effective.policy, { services: { default: { opt_out_policy: "optOut" } } });
        assert.deepEqual(kinds(effective), ["ignored services.lex by p0 at level 1"]);
    });

    it("does not lock the settings that are in it", () => {
        const effective = merge(
            { services: { [ALLOW]: ["@@none"], default: { [ALLOW]: ["@@none"], ...optOut() } } },
            { services: { default: optIn } },
        );
        assert.deepEqual(effective.policy, { services: { default: { opt_out_policy: "optIn" } } });
        assert.deepEqual(effective.problems, []);
    });

    it("lets an append add keys, and keeps what is locked", () => {
        const effective = merge(
            { plans: { [ALLOW]: ["@@append"], PII: { [ALLOW]: ["@@none"], regions: { "@@append": ["us-east-1"] } } } },
            { plans: { Monthly: { regions: { "@@append": ["eu-central-1"] } }, pii: { rules: { x: assign("y") } } } },
        );
        assert.deepEqual(effective.policy, {
            plans: { PII: { regions: ["us-east-1"] }, Monthly: { regions: ["eu-central-1"] } },
        });
        assert.deepEqual(kinds(effective), ["ignored plans.pii.rules by p0 at level 1"]);
    });

    it("binds all levels below, and cannot be loosened by them", () => {
        const effective = merge(
            valueOf({ [ALLOW]: ["@@none"], ...assign(["a"]) }),
            valueOf({ [ALLOW]: ["@@all"] }),
            valueOf(assign(["b"])),
        );
        assert.deepEqual(effective.policy, valueOf(["a"] as never));
        assert.deepEqual(kinds(effective), [
            `ignored tags.project.tag_value.${ALLOW} by p0 at level 1`,
            "ignored tags.project.tag_value by p0 at level 2",
        ]);
    });
});

describe("the effective management policy", () => {
    it("of no policies is empty", () => {
        assert.deepEqual(effectivePolicy([]), { policy: {}, sources: [], problems: [] });
        assert.deepEqual(merge([], []), { policy: {}, sources: [], problems: [] });
    });

    it("names for each value the level and the policy that it comes from", () => {
        const { sources } = merge(
            tag({ tag_key: assign("Project"), tag_value: assign(["a", "b"]) }),
            valueOf({ "@@append": ["c"], "@@remove": ["a"] }),
        );
        const from = (level: number): unknown => ({ level: `level ${level}`, policy: "p0" });
        assert.deepEqual(sources, [
            { path: ["tags", "project", "tag_key"], values: [{ value: "Project", source: from(0) }] },
            {
                path: ["tags", "project", "tag_value"],
                values: [
                    { value: "b", source: from(0) },
                    { value: "c", source: from(1) },
                ],
            },
        ]);
    });

    it("reports an assignment beside appended or removed values", () => {
        assert.deepEqual(kinds(merge([valueOf(assign(["a"])), valueOf({ "@@append": ["b"] })])), [
            "conflict tags.project.tag_value by p1 at level 0",
        ]);
        assert.deepEqual(kinds(merge([valueOf({ "@@append": ["b"] }), valueOf({ "@@remove": ["b"] })])), [
            "conflict tags.project.tag_value by p1 at level 0",
        ]);
        assert.deepEqual(kinds(merge([valueOf(assign(["a"])), valueOf(assign(["a"]))])), []);
        assert.deepEqual(kinds(merge([valueOf({ "@@append": ["a"] }), valueOf({ "@@append": ["b"] })])), []);
    });

    it("reports what AWS refuses", () => {
        assert.deepEqual(kinds(merge(tag({ tag_key: assign("Project") }), tag({ tag_key: { "@@append": ["x"] } }))), [
            "invalid tags.project.tag_key by p0 at level 1",
        ]);
        assert.deepEqual(kinds(merge({ tags: "x" })), ["invalid tags by p0 at level 0"]);
    });

    it("keeps an empty list that is set", () => {
        assert.deepEqual(values(valueOf(assign([]))), []);
        assert.deepEqual(values(valueOf(assign(["a"])), valueOf(assign([]))), []);
    });

    it("compares keys in any case and keeps the first spelling", () => {
        assert.deepEqual(
            merge({ Tags: { Team: { tag_key: assign("Team") } } }, { tags: { team: { tag_key: assign("TEAM") } } })
                .policy,
            {
                Tags: { Team: { tag_key: "TEAM" } },
            },
        );
    });
});

describe("the effective management policy, for any policies", () => {
    const levels = fc.array(fc.array(documents, { maxLength: 3 }), { maxLength: 4 });

    it("has a source for every value, and no operator", () => {
        fc.assert(
            fc.property(levels, (all) => {
                const { policy, sources } = effectivePolicy(levelsOf(all));
                assert.doesNotMatch(JSON.stringify(policy), /@@/);
                for (const { path, values: given } of sources) {
                    const at = path.reduce<unknown>((node, key) => (node as Document)[key], policy);
                    assert.deepEqual(
                        Array.isArray(at) ? at : [at],
                        given.map(({ value }) => value),
                    );
                    for (const { source } of given) {
                        const level = all[Number(source.level.slice("level ".length))];
                        assert.ok(level?.[Number(source.policy.slice(1))], JSON.stringify(source));
                    }
                }
            }),
        );
    });

    it("does not depend on a level without policies", () => {
        fc.assert(
            fc.property(levels, fc.nat(4), (all, at) => {
                const more = [...all.slice(0, at), [], ...all.slice(at)];
                assert.deepEqual(effectivePolicy(levelsOf(more)).policy, effectivePolicy(levelsOf(all)).policy);
            }),
        );
    });

    it("does not depend on the order at one level, except for the order of lists, if nothing conflicts", () => {
        const sorted = (value: unknown): unknown =>
            JSON.parse(
                JSON.stringify(value, (_, one: unknown) => {
                    if (Array.isArray(one)) return [...(one as unknown[])].sort();
                    return typeof one === "object" && one !== null
                        ? Object.fromEntries(
                              Object.entries(one).map(([key, below]) => [key.toLowerCase(), below as unknown]),
                          )
                        : one;
                }),
            );
        fc.assert(
            fc.property(levels, (all) => {
                const forwards = effectivePolicy(levelsOf(all));
                fc.pre(forwards.problems.every(({ kind }) => kind === "ignored"));
                const backwards = effectivePolicy(levelsOf(all.map((level) => [...level].reverse())));
                assert.deepEqual(sorted(backwards.policy), sorted(forwards.policy));
            }),
        );
    });

    it("does not change below a level that allows its children nothing", () => {
        const lock = (node: Document): Document => ({
            ...Object.fromEntries(
                Object.entries(node).map(([key, value]) => [
                    key,
                    key.startsWith("@@") ? value : lock(value as Document),
                ]),
            ),
            [ALLOW]: ["@@none"],
        });
        fc.assert(
            fc.property(documents, levels, (root, below) => {
                const locked = [lock(root)];
                assert.deepEqual(
                    effectivePolicy(levelsOf([locked, ...below])).policy,
                    effectivePolicy(levelsOf([locked])).policy,
                );
            }),
        );
    });
});
