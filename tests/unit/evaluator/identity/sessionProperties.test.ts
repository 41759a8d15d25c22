import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluateSession, type SessionEvaluation, type SessionPolicies } from "../../../../evaluator/identity";
import { hierarchy, rcp } from "../evaluation/support";

const ACTIONS = ["s3:GetObject", "s3:PutObject"];
const RESOURCES = ["arn:aws:s3:::a", "arn:aws:s3:::b"];
const VALUES = ["1", "2"];

interface Sketch {
    readonly Effect: "Allow" | "Deny";
    readonly Action: string;
    readonly Resource: string;
    /** The value that x:a must have. */
    readonly value?: string;
}

interface World {
    /** `null`: a policy whose document is not known. */
    readonly policies: readonly (readonly Sketch[] | null)[];
    readonly boundary?: readonly Sketch[] | null;
    readonly scps: readonly Sketch[];
    readonly rcps: readonly Sketch[];
}

interface Asked {
    readonly action: string;
    readonly resource: string;
    /** `null`: the request does not have x:a. Undefined: that is not known. */
    readonly value?: string | null;
}

const sketch = (effects: readonly Sketch["Effect"][]): fc.Arbitrary<Sketch> =>
    fc.record(
        {
            Effect: fc.constantFrom(...effects),
            Action: fc.constantFrom(...ACTIONS, "s3:*", "*"),
            Resource: fc.constantFrom(...RESOURCES, "*"),
            value: fc.constantFrom(...VALUES),
        },
        { requiredKeys: ["Effect", "Action", "Resource"] },
    );
const BOTH = ["Allow", "Allow", "Deny"] as const;
const known = fc.array(sketch(BOTH), { minLength: 1, maxLength: 3 });
const world = (document: fc.Arbitrary<readonly Sketch[] | null>): fc.Arbitrary<World> =>
    fc.record(
        {
            policies: fc.array(document, { maxLength: 3 }),
            boundary: document,
            scps: fc.array(sketch(["Deny"]), { maxLength: 2 }),
            rcps: fc.array(sketch(["Deny"]), { maxLength: 1 }),
        },
        { requiredKeys: ["policies", "scps", "rcps"] },
    );
const asked = (value: fc.Arbitrary<string | null | undefined>): fc.Arbitrary<Asked> =>
    fc
        .record({ action: fc.constantFrom(...ACTIONS), resource: fc.constantFrom(...RESOURCES), value })
        .map(({ value: given, ...rest }) => ({ ...rest, ...(given !== undefined && { value: given }) }));
const KNOWN_VALUE = fc.constantFrom(...VALUES, null);

function raw({ Effect, Action, Resource, value }: Sketch): Record<string, unknown> {
    return { Effect, Action, Resource, ...(value !== undefined && { Condition: { StringEquals: { "x:a": value } } }) };
}

const text = (statements: readonly Sketch[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements.map(raw) });

function evaluated({ policies, boundary, scps, rcps }: World, { action, resource, value }: Asked): SessionEvaluation {
    const document = (label: string, of: readonly Sketch[] | null): SessionPolicies["policies"][number] =>
        of === null ? { label } : { label, content: text(of) };
    const session: SessionPolicies = {
        role: { permissionSet: "Developer", region: "eu-central-1" },
        policies: policies.map((one, index) => document(`p${index}`, one)),
        ...(boundary !== undefined && { boundary: document("the boundary", boundary) }),
    };
    const levels = hierarchy({
        root: ["full", ...scps.map(raw)],
        account: ["full"],
    });
    const withRcps = {
        ...levels,
        levels: levels.levels.map((level, index) =>
            index === 0 ? { ...level, policies: [...level.policies, ...rcps.map((one) => rcp(raw(one)))] } : level,
        ),
    };
    return evaluateSession(session, withRcps, {
        action,
        resource,
        ...(value !== undefined && { context: { "x:a": value } }),
    });
}

/** IAM's rules as a person would read them. All documents and the request are known. */
function naive({ policies, boundary, scps, rcps }: World, { action, resource, value }: Asked): boolean {
    const matching = (of: readonly Sketch[] | null): Sketch[] =>
        (of ?? []).filter(
            (one) =>
                (one.Action === "*" || one.Action === "s3:*" || one.Action === action) &&
                (one.Resource === "*" || one.Resource === resource) &&
                (one.value === undefined || one.value === value),
        );
    const own = policies.flatMap(matching);
    const limit = boundary === undefined ? undefined : matching(boundary);
    const isDenied = [...own, ...(limit ?? []), ...matching(scps), ...matching(rcps)].some(
        ({ Effect }) => Effect === "Deny",
    );
    const isAllowed = own.some(({ Effect }) => Effect === "Allow");
    return !isDenied && isAllowed && (limit === undefined || limit.some(({ Effect }) => Effect === "Allow"));
}

describe("sessions of random permission sets", () => {
    it("are evaluated as a naive reading has it, if everything is known", () => {
        fc.assert(
            fc.property(world(known), asked(KNOWN_VALUE), (of, request) => {
                const { decision, deniedBy } = evaluated(of, request);
                assert.equal(decision, naive(of, request) ? "allowed" : "denied");
                assert.equal(deniedBy.length > 0, decision === "denied");
            }),
            { numRuns: 1000 },
        );
    });

    it("have an answer only if everything that is not known would leave it as it is", () => {
        const open = world(fc.option(known, { freq: 2 }));
        const content = fc.array(known, { minLength: 4, maxLength: 4 });
        fc.assert(
            fc.property(open, asked(fc.constant(undefined)), content, KNOWN_VALUE, (of, request, contents, value) => {
                const { decision } = evaluated(of, request);
                if (decision === "undetermined") return;
                const [limit = [], ...own] = contents;
                const filled: World = {
                    ...of,
                    policies: of.policies.map((one, index) => one ?? own[index] ?? []),
                    ...(of.boundary !== undefined && { boundary: of.boundary ?? limit }),
                };
                assert.equal(naive(filled, { ...request, value }), decision === "allowed");
            }),
            { numRuns: 1000 },
        );
    });

    it("name the statements that decide", () => {
        fc.assert(
            fc.property(world(known), asked(KNOWN_VALUE), (of, request) => {
                const { identity, boundary } = evaluated(of, request);
                for (const verdict of [identity, ...(boundary ? [boundary] : [])]) {
                    const effect = verdict.says === "allowed" ? "Allow" : "Deny";
                    assert.ok(verdict.by.every((one) => one.effect === effect && one.raw["Effect"] === effect));
                    assert.equal(verdict.by.length > 0, verdict.says !== "implicitly denied");
                }
            }),
        );
    });
});
