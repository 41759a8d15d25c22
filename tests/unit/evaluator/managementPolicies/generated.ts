import * as fc from "fast-check";
import type { PolicyLevel } from "../../../../evaluator/managementPolicies";

export type Document = Record<string, unknown>;

const ALLOW = "@@operators_allowed_for_child_policies";

const texts = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const allowed = fc.constantFrom(
    {},
    {},
    { [ALLOW]: ["@@all"] },
    { [ALLOW]: ["@@none"] },
    { [ALLOW]: ["@@append"] },
    { [ALLOW]: ["@@assign", "@@remove"] },
);

const operations = (value: fc.Arbitrary<unknown>, isList: boolean): fc.Arbitrary<Document> =>
    isList
        ? fc.record({ "@@assign": value, "@@append": value, "@@remove": value }, { requiredKeys: [] })
        : fc.record({ "@@assign": value });

const setting = (value: fc.Arbitrary<unknown>, isList: boolean): fc.Arbitrary<Document> =>
    fc.tuple(operations(value, isList), allowed).map(([own, children]) => ({ ...own, ...children }));

const tag = fc
    .tuple(
        fc.record(
            {
                tag_key: setting(fc.constantFrom("x", "X"), false),
                tag_value: setting(texts, true),
                enforced_for: setting(texts, true),
            },
            { requiredKeys: [] },
        ),
        allowed,
    )
    .map(([own, children]) => ({ ...own, ...children }));

/** Tag policies with few keys and values, so that policies of several levels overlap. */
export const documents: fc.Arbitrary<Document> = fc
    .tuple(
        fc.dictionary(fc.constantFrom("team", "Team", "project"), tag, { maxKeys: 2, noNullPrototype: true }),
        allowed,
    )
    // AWS compares keys in any case, so a document has a key once.
    .filter(([tags]) => new Set(Object.keys(tags).map((key) => key.toLowerCase())).size === Object.keys(tags).length)
    .map(([tags, children]) => ({ tags: { ...tags, ...children } }));

/** Levels with the names that the tests expect. */
export function levelsOf(levels: readonly (readonly Document[])[]): PolicyLevel[] {
    return levels.map((policies, level) => ({
        level: `level ${level}`,
        policies: policies.map((document, index) => ({ name: `p${index}`, document })),
    }));
}
