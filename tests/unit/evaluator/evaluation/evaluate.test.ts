import assert from "node:assert/strict";
import { evaluate, parsePolicy, type ContextValues } from "../../../../evaluator/evaluation";
import { BLOCK_CASES, CONDITION_CASES, VARIABLE_CASES } from "./conditions.cases";
import { EXAMPLES } from "./examples.cases";
import { LEVEL_CASES } from "./levels.cases";
import { ACTION_CASES, RESOURCE_CASES } from "./matching.cases";
import { hierarchy, outcome, ROLE, scp, underRoot } from "./support";

describe("evaluator: levels", () => {
    for (const [levels, outcomes] of LEVEL_CASES) {
        for (const [action, expected] of Object.entries(outcomes)) {
            it(`${action} under ${JSON.stringify(levels)}: ${expected}`, () => {
                assert.equal(outcome(hierarchy(levels), { action, principal: ROLE }), expected);
            });
        }
    }

    it("gives the result of each level, from the root down", () => {
        const levels = hierarchy({
            root: ["full"],
            Workloads: ["full", { Sid: "NoS3", Effect: "Deny", Action: "s3:*" }],
            shop: [],
        });
        assert.deepEqual(
            evaluate(levels, { action: "s3:GetObject" }).levels.map(({ node, says, by }) => [
                node.key,
                says,
                by.map(({ policy, sid }) => sid ?? policy),
            ]),
            [
                ["root", "allowed", ["FullAWSAccess"]],
                ["Workloads", "explicitly denied", ["NoS3"]],
                ["shop", "implicitly denied", []],
            ],
        );
    });

    it("names every Deny that matches", () => {
        const levels = hierarchy({
            root: [
                "full",
                [
                    { Sid: "A", Effect: "Deny", Action: "s3:*" },
                    { Sid: "B", Effect: "Deny", Action: "*" },
                ],
            ],
            shop: ["full", { Sid: "C", Effect: "Deny", Action: "s3:Get*" }],
        });
        const { denials } = evaluate(levels, { action: "s3:GetObject" });
        assert.deepEqual(
            denials.map(({ sid }) => sid),
            ["A", "B", "C"],
        );
    });
});

describe("evaluator: actions", () => {
    for (const [element, matching, others] of ACTION_CASES) {
        for (const Effect of ["Deny", "Allow"]) {
            it(`${Effect} ${JSON.stringify(element)}`, () => {
                const statement = { Effect, ...element };
                const levels = Effect === "Deny" ? underRoot([scp(statement)]) : hierarchy({ root: [statement] });
                const [yes, no] =
                    Effect === "Deny" ? ["explicitly denied", "allowed"] : ["allowed", "implicitly denied"];
                for (const action of matching) assert.equal(evaluate(levels, { action }).decision, yes, action);
                for (const action of others) assert.equal(evaluate(levels, { action }).decision, no, action);
            });
        }
    }
});

describe("evaluator: resources", () => {
    for (const [element, matching, others] of RESOURCE_CASES) {
        for (const Effect of ["Deny", "Allow"]) {
            it(`${Effect} ${JSON.stringify(element)}`, () => {
                const statement = { Effect, Action: "*", ...element };
                const levels = Effect === "Deny" ? underRoot([scp(statement)]) : hierarchy({ root: [statement] });
                const [yes, no] =
                    Effect === "Deny" ? ["explicitly denied", "allowed"] : ["allowed", "implicitly denied"];
                const context = {
                    "aws:PrincipalAccount": "111122223333",
                    "aws:RequestedRegion": "eu-central-1",
                    "x:none": null,
                };
                const decision = (resource: string): string =>
                    evaluate(levels, { action: "x:Do", resource, context }).decision;
                for (const resource of matching) assert.equal(decision(resource), yes, resource);
                for (const resource of others) assert.equal(decision(resource), no, resource);
            });
        }
    }

    const variable = "arn:aws:s3:::home/${aws:username}/*";
    const rows: readonly [string, Record<string, string | null>, boolean | undefined][] = [
        ["arn:aws:s3:::home/ann/x", { "aws:username": "ann" }, true],
        ["arn:aws:s3:::home/bob/x", { "aws:username": "ann" }, false],
        ["arn:aws:s3:::home/a*/x", { "aws:username": "a*" }, true],
        ["arn:aws:s3:::home/ann/x", { "aws:username": "a*" }, false],
        ["arn:aws:s3:::home/ann/x", { "aws:username": null }, false],
        ["arn:aws:s3:::home/ann/x", {}, undefined],
        ["arn:aws:s3:::other/ann/x", {}, false],
    ];
    for (const [resource, context, expected] of rows) {
        it(`${variable} and ${resource}, ${JSON.stringify(context)}: ${expected}`, () => {
            const levels = underRoot([scp({ Effect: "Deny", Action: "*", Resource: variable })]);
            assert.equal(holds(evaluate(levels, { action: "s3:GetObject", resource, context }).decision), expected);
            const not = underRoot([scp({ Effect: "Deny", Action: "*", NotResource: variable })]);
            assert.equal(
                holds(evaluate(not, { action: "s3:GetObject", resource, context }).decision),
                expected === undefined ? undefined : !expected,
            );
        });
    }

    it("treats variables in documents of the older Version as plain text", () => {
        const policy = parsePolicy(
            { Statement: [{ Effect: "Deny", Action: "*", Resource: variable }] },
            "SERVICE_CONTROL_POLICY",
        );
        const levels = underRoot([{ name: "old", policy }]);
        const decision = (resource: string): string =>
            evaluate(levels, { action: "s3:GetObject", resource, context: { "aws:username": "ann" } }).decision;
        assert.equal(decision("arn:aws:s3:::home/ann/x"), "allowed");
        assert.equal(decision("arn:aws:s3:::home/${aws:username}/x"), "explicitly denied");
    });
});

/** Whether the only statement, which is a Deny, matches. */
function holds(decision: string): boolean | undefined {
    return decision === "explicitly denied" ? true : decision === "allowed" ? false : undefined;
}

describe("evaluator: conditions", () => {
    for (const [topic, rows] of Object.entries(CONDITION_CASES)) {
        describe(topic, () => {
            for (const [operator, policy, request, expected] of rows) {
                it(`${operator} ${JSON.stringify(policy)} and ${JSON.stringify(request) ?? "unknown"}: ${expected}`, () => {
                    const levels = underRoot([
                        scp({ Effect: "Deny", Action: "*", Condition: { [operator]: { "x:key": policy } } }),
                    ]);
                    const context: ContextValues = request === undefined ? {} : { "x:key": request };
                    assert.equal(holds(evaluate(levels, { action: "x:Do", context }).decision), expected);
                });
            }
        });
    }

    for (const [title, cases] of [
        ["several lines", BLOCK_CASES],
        ["policy variables", VARIABLE_CASES],
    ] as const) {
        describe(title, () => {
            for (const [Condition, context, expected] of cases) {
                it(`${JSON.stringify(Condition)} and ${JSON.stringify(context)}: ${expected}`, () => {
                    const levels = underRoot([scp({ Effect: "Deny", Action: "*", Condition })]);
                    assert.equal(holds(evaluate(levels, { action: "x:Do", context }).decision), expected);
                });
            }
        });
    }

    it("treats unknown keys as absent if asked to", () => {
        const levels = underRoot([
            scp({ Effect: "Deny", Action: "*", Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }),
        ]);
        const request = { action: "s3:GetObject", principal: ROLE };
        assert.equal(evaluate(levels, request).decision, "undetermined");
        assert.equal(evaluate(levels, request, { assumeAbsent: true }).decision, "explicitly denied");
    });
});

describe("evaluator: example policies of AWS", () => {
    for (const { what, alone, statements, outcomes } of EXAMPLES) {
        describe(what, () => {
            const levels = alone ? hierarchy({ root: [statements], shop: ["full"] }) : underRoot([scp(statements)]);
            for (const [request, expected] of outcomes) {
                it(`${JSON.stringify(request)}: ${expected}`, () => {
                    assert.equal(outcome(levels, request), expected);
                });
            }
        });
    }
});
