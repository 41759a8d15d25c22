import assert from "node:assert/strict";
import fc from "fast-check";
import { Hierarchies } from "../../../../evaluator/situation";
import { accountNode } from "../../../../tree";
import { evaluate } from "../../../../evaluator/evaluation";
import { effectOf, situation, type Json, type Sketch } from "./support";

const ACTIONS = ["sqs:SendMessage", "sqs:*", "sns:Publish", "sns:*", "sqs:Delete*"];
const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const condition: fc.Arbitrary<Json> = fc.oneof(
    fc.constant({}),
    some(["eu-central-1", "us-east-1", "eu-west-1"]).map((values) => ({
        StringNotEquals: { "aws:RequestedRegion": values },
    })),
    some(["arn:*:iam::*:role/Admin", "arn:*:iam::*:role/A*"]).map((values) => ({
        ArnNotLike: { "aws:PrincipalArn": values },
    })),
    fc.constant({ StringEquals: { "aws:PrincipalTag/team": "x" } }),
);
const denial: fc.Arbitrary<Json> = fc
    .record({ actions: some(ACTIONS), condition })
    .map(({ actions, condition: Condition }) => ({ Effect: "Deny", Action: actions, Resource: "*", Condition }));
const document = fc.array(denial, { minLength: 1, maxLength: 3 });
const keys = fc.uniqueArray(fc.constantFrom("p", "q"), { maxLength: 2 });
const sketch: fc.Arbitrary<Sketch> = fc
    .record({ p: document, q: document, root: keys, w: keys, account: keys, unit: fc.constantFrom("W", "V") })
    .map(({ p, q, root, w, account, unit }) => ({
        policies: { p, q },
        root,
        units: { W: w, V: [] },
        accounts: { a: [unit, ...account] as const },
    }));
/** Conditions of all kinds, and resource control policies. */
const odd: fc.Arbitrary<Json> = fc
    .record({
        actions: some(["sqs:SendMessage", "sqs:*", "s3:GetObject", "sns:Publish"]),
        operator: fc.constantFrom(
            "StringLike",
            "StringNotEqualsIfExists",
            "ForAnyValue:StringLike",
            "ArnNotLike",
            "Null",
        ),
        key: fc.constantFrom("aws:PrincipalArn", "aws:PrincipalOrgID", "aws:RequestedRegion", "aws:SourceArn", "sqs:x"),
        value: fc.constantFrom(
            "arn:aws:iam::*:user/*",
            "arn:aws:sts::*:assumed-role/A/*",
            "arn:*:*::*:root",
            "arn:aws:iam::999988887777:role/B",
        ),
        resource: fc.constantFrom("*", "arn:aws:sqs:*:*:q", "arn:aws:s3:::${aws:PrincipalAccount}/*"),
        outside: fc.boolean(),
    })
    .map(({ actions, operator, key, value, resource, outside }) => ({
        Effect: "Deny",
        Action: actions,
        Resource: resource,
        Condition: { [operator]: { [key]: operator === "Null" ? "true" : value } },
        ...(outside && { Principal: "*" }),
    }));
const oddSketch: fc.Arbitrary<Sketch> = fc
    .record({ p: odd, q: odd, root: keys, w: keys })
    .map(({ p, q, root, w }) => ({ policies: { p: [p], q: [q] }, root, units: { W: w }, accounts: { a: "W" } }));
const RUNS = { numRuns: 60 };

type Flat = {
    direction: string;
    certain: boolean;
    actions: readonly string[];
    regions?: unknown;
    who?: unknown;
    keys: unknown;
};
async function flat(before: Sketch, after: Sketch): Promise<Flat[]> {
    const { actions } = await effectOf(before, after);
    return actions.flatMap(({ effects }) =>
        effects.map(({ direction, certain, actions: of, regions, who, keys: hanging }) => ({
            direction,
            certain,
            actions: of,
            regions,
            who,
            keys: hanging,
        })),
    );
}

function sorted(effects: readonly Flat[]): string[] {
    return effects.map((one) => JSON.stringify(one)).sort();
}

describe("the effect of a change: properties", function () {
    this.timeout(60_000);

    it("no change has no effect, and loads no data", async () => {
        await fc.assert(
            fc.asyncProperty(sketch, async (one) => {
                assert.deepEqual((await effectOf(one, structuredClone(one))).actions, []);
            }),
            RUNS,
        );
    });

    it("undoing a change has the opposite effect", async () => {
        const mirrored: Readonly<Record<string, string>> = { gains: "loses", loses: "gains", changes: "changes" };
        let seen = 0;
        await fc.assert(
            fc.asyncProperty(fc.oneof(fc.tuple(sketch, sketch), fc.tuple(oddSketch, oddSketch)), async ([one, two]) => {
                const [there, back] = [await flat(one, two), await flat(two, one)];
                seen += there.length;
                const turned = back.map((effect) => ({ ...effect, direction: mirrored[effect.direction] ?? "" }));
                assert.deepEqual(sorted(turned), sorted(there));
            }),
            RUNS,
        );
        assert.ok(seen > RUNS.numRuns / 2, `${seen} effects were compared`);
    });

    it("adding a Deny never allows more, and removing one never denies more", async () => {
        let seen = 0;
        await fc.assert(
            fc.asyncProperty(sketch, denial, async (one, more) => {
                const tighter: Sketch = {
                    ...one,
                    policies: { ...one.policies, r: [more] },
                    root: [...(one.root ?? []), "r"],
                };
                const effects = await flat(one, tighter);
                seen += effects.length;
                for (const { direction } of effects) assert.equal(direction, "loses");
                for (const { direction } of await flat(tighter, one)) assert.equal(direction, "gains");
            }),
            RUNS,
        );
        assert.ok(seen > RUNS.numRuns / 2, `${seen} effects were seen`);
    });

    it("the message is true and complete, compared with single requests", async () => {
        const ACCOUNT = "111122223330";
        const everybody = ["Admin", "Adam", "Nobody"].map((role) => `arn:aws:iam::${ACCOUNT}:role/${role}`);
        const places = ["eu-central-1", "us-east-1", "eu-west-1", "ap-south-1"];
        let seen = 0;
        await fc.assert(
            fc.asyncProperty(sketch, sketch, async (one, two) => {
                const [before, after] = [one, two].map((each) => new Hierarchies(situation(each)).of(accountNode("a")));
                assert.ok(before && after);
                const effects = await flat(one, two);
                const told = new Set(effects.flatMap(({ actions }) => actions));
                const certain = new Set(effects.filter((effect) => effect.certain).flatMap(({ actions }) => actions));
                for (const action of ["sqs:SendMessage", "sns:Publish", "sqs:DeleteQueue", "sns:Subscribe"]) {
                    const changes = everybody.some((principal) =>
                        places.some((region) => {
                            const [was, is] = [before, after].map(
                                (each) => evaluate(each, { action, principal, region }).decision,
                            );
                            return was !== is;
                        }),
                    );
                    seen += Number(changes);
                    if (changes) assert.ok(told.has(action), action);
                    if (certain.has(action)) assert.ok(changes, action);
                }
            }),
            RUNS,
        );
        assert.ok(seen > RUNS.numRuns / 2, `${seen} changes were seen`);
    });
});
