/* eslint-disable max-lines -- the properties share their generators of policies and requests */
import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, type Hierarchy, type HierarchyNode, type AccessRequest } from "../../../../evaluator/evaluation";
import { ACCOUNT, rcp, ROLE, scp } from "./support";

/** A small set of actions and resources, so that random policies and requests often match. */
const ACTIONS = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "iam:CreateUser"];
const RESOURCES = ["arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:sqs:eu-west-1:111122223333:q"];
const VALUES = ["1", "2", "3"];
const OPERATORS = [
    ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLikeIfExists", "StringEqualsIfExists"],
    ...["ForAllValues:StringEquals", "ForAnyValue:StringNotEquals", "NumericLessThan", "NumericNotEquals"],
];

type Sketch = {
    readonly Effect: string;
    readonly Action?: string[];
    readonly NotAction?: string[];
    readonly Resource?: string[];
    readonly NotResource?: string[];
    readonly Condition: Record<string, Record<string, string[]>>;
};

const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const actions = some([...ACTIONS, "*", "s3:*", "*:*e*"]);
const resources = some([...RESOURCES, "*", "arn:aws:s3:::*", "arn:aws:s3:::${x:b}"]);
const condition = fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    {
        weight: 3,
        arbitrary: fc.dictionary(
            fc.constantFrom(...OPERATORS, "Null"),
            fc.dictionary(fc.constantFrom("x:a", "x:b", "X:C"), some(VALUES), { minKeys: 1, maxKeys: 2 }),
            { minKeys: 1, maxKeys: 2 },
        ),
    },
);
const statement = (effects: readonly string[]): fc.Arbitrary<Sketch> =>
    fc
        .record({
            effect: fc.constantFrom(...effects),
            not: fc.boolean(),
            actions,
            notResources: fc.boolean(),
            resources,
            condition,
        })
        .map(({ effect, not, actions: patterns, notResources, resources: arns, condition: conditions }) => ({
            Effect: effect,
            ...(not ? { NotAction: patterns } : { Action: patterns }),
            ...(notResources ? { NotResource: arns } : { Resource: arns }),
            Condition: Object.fromEntries(
                Object.entries(conditions).map(([operator, keys]) => [
                    operator,
                    operator === "Null" ? Object.fromEntries(Object.keys(keys).map((key) => [key, ["true"]])) : keys,
                ]),
            ),
        }));
const BOTH = ["Allow", "Allow", "Deny"];
const policies = fc.array(fc.array(statement(BOTH), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const organisation = fc.array(policies, { minLength: 1, maxLength: 3 });
type Organisation = Sketch[][][];
const FULL: Sketch = { Effect: "Allow", Action: ["*"], Resource: ["*"], Condition: {} };
/**
 * Hierarchies like most real ones: everything is allowed at every level, and a little is denied. There an additional Deny makes a
 * difference.
 */
const allowing = fc
    .array(fc.array(statement(["Deny"]), { maxLength: 1 }), { minLength: 1, maxLength: 3 })
    .map((levels) => levels.map((denials): Sketch[][] => [[FULL], ...denials.map((one) => [one])]));

const context = fc.dictionary(
    fc.constantFrom("x:a", "x:b", "x:c"),
    fc.oneof(
        fc.constantFrom(...VALUES),
        fc.uniqueArray(fc.constantFrom(...VALUES), { maxLength: 2 }),
        fc.constant(null),
    ),
);
const request: fc.Arbitrary<AccessRequest> = fc
    .record({
        action: fc.constantFrom(...ACTIONS),
        resource: fc.option(fc.constantFrom(...RESOURCES), { nil: undefined }),
        context,
        who: fc.option(fc.constant(ROLE), { nil: undefined }),
    })
    .map(({ action, resource, context: values, who }) => ({
        action,
        context: values,
        ...(resource !== undefined && { resource }),
        ...(who !== undefined && { principal: who }),
    }));

function build(levels: Organisation, denials: Sketch[] = []): Hierarchy {
    return {
        account: ACCOUNT,
        levels: levels.map((attached, index): HierarchyNode => ({
            kind: index === 0 ? "root" : "unit",
            key: String(index),
            policies: [...attached.map((one) => scp([...one])), ...(index === 0 ? denials.map((one) => rcp(one)) : [])],
        })),
    };
}

/** Allowed, denied or not known. More context may not turn one of the first two into the other. */
function effect(levels: Hierarchy, asked: AccessRequest): string {
    const { decision } = evaluate(levels, asked);
    return decision.endsWith("denied") ? "denied" : decision;
}

/** A number for comparison: denied is least, then not known, then allowed. */
const freedom = (levels: Hierarchy, asked: AccessRequest): number =>
    ["denied", "undetermined", "allowed"].indexOf(effect(levels, asked));
const RUNS = { numRuns: 500 };

describe("evaluator: properties", () => {
    it("adding a Deny never allows more", () => {
        let fewer = 0;
        fc.assert(
            fc.property(
                fc.oneof({ weight: 3, arbitrary: allowing }, organisation),
                statement(["Deny"]),
                fc.nat(),
                request,
                (levels, denial, at, asked) => {
                    const more = levels.map((one, index) => (index === at % levels.length ? [...one, [denial]] : one));
                    const [before, after] = [freedom(build(levels), asked), freedom(build(more), asked)];
                    assert.ok(after <= before);
                    fewer += Number(after < before);
                },
            ),
            RUNS,
        );
        assert.ok(fewer > RUNS.numRuns / 25, `it made a difference ${fewer} times`);
    });

    it("adding an Allow never denies more", () => {
        let more = 0;
        /** Hierarchies in which one level allows nothing, so that its policies decide. */
        const lacking = allowing.map((levels) => levels.map((one, index) => (index === 0 ? one.slice(1) : one)));
        fc.assert(
            fc.property(
                fc.oneof({ weight: 3, arbitrary: lacking }, organisation),
                statement(["Allow"]),
                fc.nat(),
                request,
                (levels, allow, at, asked) => {
                    const where = at % 2 === 0 ? 0 : at % levels.length;
                    const wider = levels.map((one, index) => (index === where ? [...one, [allow]] : one));
                    const [before, after] = [freedom(build(levels), asked), freedom(build(wider), asked)];
                    assert.ok(after >= before);
                    more += Number(after > before);
                },
            ),
            RUNS,
        );
        assert.ok(more > RUNS.numRuns / 25, `it made a difference ${more} times`);
    });

    it("adding a level, or a resource control policy, never allows more", () => {
        const denial = statement(["Deny"]).map(({ NotAction, Action, ...rest }) => ({
            ...rest,
            Action: Action ?? NotAction,
        }));
        fc.assert(
            fc.property(organisation, policies, denial, request, (levels, level, denies, asked) => {
                const before = freedom(build(levels), asked);
                assert.ok(freedom(build([...levels, level]), asked) <= before);
                assert.ok(freedom(build(levels, [denies]), asked) <= before);
            }),
            RUNS,
        );
    });

    it("the order of statements, policies, levels' policies and values does not matter", () => {
        const turned = (one: Sketch): Sketch => {
            const lists = Object.entries(one).map(([key, value]): [string, unknown] => [
                key,
                Array.isArray(value) ? value.toReversed() : value,
            ]);
            const conditions = Object.entries(one.Condition)
                .toReversed()
                .map(([operator, keys]) => [
                    operator,
                    Object.fromEntries(
                        Object.entries(keys)
                            .toReversed()
                            .map(([key, all]) => [key, all.toReversed()]),
                    ),
                ]);
            return { ...Object.fromEntries(lists), Condition: Object.fromEntries(conditions) as unknown } as Sketch;
        };
        const decisions = new Map<string, number>();
        fc.assert(
            fc.property(organisation, request, (levels, asked) => {
                const { decision } = evaluate(build(levels), asked);
                decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
                const other = levels.map((level) =>
                    level.toReversed().map((statements) => statements.toReversed().map(turned)),
                );
                assert.equal(evaluate(build(other), asked).decision, decision);
            }),
            RUNS,
        );
        assert.equal(decisions.size, 4, [...decisions].join(" "));
    });

    it("a statement for several actions equals one statement for each, and policies may be merged and split", () => {
        fc.assert(
            fc.property(organisation, request, (levels, asked) => {
                const { decision } = evaluate(build(levels), asked);
                const split = levels.map((level) =>
                    level.map((statements) =>
                        statements.flatMap(
                            (one) => one.Action?.map((action) => ({ ...one, Action: [action] })) ?? [one],
                        ),
                    ),
                );
                assert.equal(evaluate(build(split), asked).decision, decision);
                assert.equal(evaluate(build(levels.map((level) => [level.flat()])), asked).decision, decision);
                const alone = levels.map((level) => level.flat().map((one) => [one]));
                assert.equal(evaluate(build(alone), asked).decision, decision);
            }),
            RUNS,
        );
    });

    it("duplicates change nothing", () => {
        fc.assert(
            fc.property(organisation, request, (levels, asked) => {
                const twice = levels.map((level) => [...level, ...level.map((one) => [...one, ...one])]);
                assert.equal(evaluate(build(twice), asked).decision, evaluate(build(levels), asked).decision);
                const repeated = levels.flatMap((level) => [level, level]);
                assert.equal(evaluate(build(repeated), asked).decision, evaluate(build(levels), asked).decision);
            }),
            RUNS,
        );
    });

    it("more context never turns an answer around", () => {
        fc.assert(
            fc.property(
                organisation,
                request,
                context,
                fc.constantFrom(...RESOURCES),
                (levels, asked, more, resource) => {
                    const hierarchy = build(levels);
                    const before = effect(hierarchy, asked);
                    const told = { resource, ...asked, context: { ...more, ...asked.context } };
                    if (before !== "undetermined") assert.equal(effect(hierarchy, told), before);
                    // A key that is assumed to be absent is one of the possible contexts.
                    const absent = evaluate(hierarchy, asked, { assumeAbsent: true }).decision;
                    if (before !== "undetermined") assert.equal(absent.endsWith("denied") ? "denied" : absent, before);
                },
            ),
            { numRuns: 1500 },
        );
    });

    it("complete context leaves nothing open, and only what was named as open decides", () => {
        fc.assert(
            fc.property(organisation, request, context, (levels, asked, values) => {
                const hierarchy = build(levels);
                const { considered } = evaluate(hierarchy, asked);
                const keys = new Set(considered.flatMap((one) => one.keys));
                const open = Object.fromEntries([...keys].map((key) => [key, values[key] ?? null]));
                const told: AccessRequest = {
                    resource: RESOURCES[0],
                    ...asked,
                    context: { ...open, ...asked.context },
                };
                const { decision } = evaluate(hierarchy, told);
                const answered = asked.resource === undefined || keys.size === 0 || decision !== "undetermined";
                assert.ok(answered, decision);
                const all = { "x:a": null, "x:b": null, "x:c": null, ...values, ...asked.context };
                assert.notEqual(evaluate(hierarchy, { ...told, context: all }).decision, "undetermined");
            }),
            RUNS,
        );
    });

    it("an undetermined request gets the answer `otherwise` if no open statement matches", () => {
        fc.assert(
            fc.property(organisation, request, (levels, asked) => {
                const hierarchy = build(levels);
                const { decision, otherwise, considered } = evaluate(hierarchy, asked);
                if (decision !== "undetermined") return;
                const closed = levels.map((level, index) =>
                    level.map((statements, at) =>
                        statements.filter(
                            (_, number) =>
                                !considered.some(
                                    (one) =>
                                        one.node.key === String(index) &&
                                        one.policy === hierarchy.levels[index]?.policies[at]?.name &&
                                        one.statement === number,
                                ),
                        ),
                    ),
                );
                const without = build(closed.map((level) => level.filter((statements) => statements.length > 0)));
                assert.equal(evaluate(without, asked).decision, otherwise);
            }),
            RUNS,
        );
    });
});
