import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    coversAction,
    coversResource,
    fitDocument,
    mergeDocuments,
    proposeMerges,
    tidy,
} from "../../../../evaluator/fit";
import { statementDocument, type StatementDocument } from "../../../../evaluator/policyDocument";
import { documents, evaluate, REQUESTS, type Document } from "./reference";

const deny = (Action: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    Effect: "Deny",
    Action,
    Resource: "*",
    ...more,
});
const document = (...Statement: Record<string, unknown>[]): StatementDocument => ({
    Version: "2012-10-17",
    Statement,
});
const length = (value: unknown): number => JSON.stringify(value).length;

/** Asserts that two sets of documents give the same decision for every request, each set attached to one node. */
function assertSameMeaning(before: readonly Document[], after: readonly unknown[]): void {
    for (const request of REQUESTS) {
        assert.equal(evaluate(after as Document[], request), evaluate(before, request), JSON.stringify(request));
    }
}

function partsOf(given: Record<string, unknown>, max: number): readonly StatementDocument[] {
    const fit = fitDocument(given, max);
    return "parts" in fit ? (fit.parts as readonly StatementDocument[]) : assert.fail(JSON.stringify(fit));
}

describe("tidying a document", () => {
    const tidied = (statement: Record<string, unknown>): unknown => tidy(document(statement)).Statement[0];

    it("removes what has no effect", () => {
        assert.deepEqual(
            tidied({
                Sid: "",
                Effect: "Deny",
                Action: ["s3:*", "s3:GetObject", "S3:*", "ec2:RunInstances"],
                Resource: ["arn:aws:s3:::a/*", "*"],
                Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] }, Bool: {} },
            }),
            {
                Effect: "Deny",
                Action: ["s3:*", "ec2:RunInstances"],
                Resource: "*",
                Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
            },
        );
        assert.deepEqual(tidied(deny(["s3:*"], { Condition: {} })), deny("s3:*"));
    });

    it("keeps the order, names, and lists that must stay lists", () => {
        const statement = deny(["s3:PutObject", "s3:GetObject"], {
            Sid: "Name",
            Condition: { StringEquals: { "aws:PrincipalTag/Team": [] } },
        });
        assert.deepEqual(tidied(statement), statement);
    });

    it("recognises which pattern covers which", () => {
        const actions: readonly [string, string, boolean][] = [
            ["*", "s3:GetObject", true],
            ["s3:*", "S3:getobject", true],
            ["s3:Get*", "s3:Get?bject*", true],
            ["s3:?etObject", "s3:GetObject", true],
            ["s3:?et", "s3:*et", false],
            ["s3:GetObject", "s3:Get*", false],
            ["s3:Get.bject", "s3:GetObject", false],
        ];
        for (const [pattern, covered, expected] of actions) {
            assert.equal(coversAction(pattern, covered), expected, `${pattern} ${covered}`);
        }
        const resources: readonly [string, string, boolean][] = [
            ["*", "arn:aws:s3:::a", true],
            ["arn:aws:s3:::a*", "arn:aws:s3:::a/b", true],
            ["arn:aws:s3:::a*", "arn:aws:s3:::A/b", false],
            ["arn:aws:*", "arn:aws:s3:::a", false],
            ["arn:aws:s3:::*/a*", "arn:aws:s3:::b/a1", false],
        ];
        for (const [pattern, covered, expected] of resources) {
            assert.equal(coversResource(pattern, covered), expected, `${pattern} ${covered}`);
        }
    });

    it("keeps the meaning, whatever the document", () => {
        fc.assert(fc.property(documents, (given) => assertSameMeaning([given], [tidy(given)])));
    });

    it("never makes it longer, and changes nothing the second time", () => {
        fc.assert(
            fc.property(documents, (given) => {
                const once = tidy(given);
                assert.ok(length(once) <= length(given));
                assert.deepEqual(tidy(once), once);
            }),
        );
    });
});

describe("fitting a document into AWS's size", () => {
    const statements = Array.from({ length: 6 }, (_, index) =>
        deny(`service${index}:Action`, { Sid: `Statement${index}` }),
    );

    it("leaves a document that fits unchanged, formatting included", () => {
        const given = document(deny(["s3:GetObject", "s3:*"], { Sid: "" }));
        assert.deepEqual(fitDocument(given, length(given)), { parts: [given] });
    });

    it("tidies first, and keeps the names", () => {
        const given = document(deny(["s3:*", "s3:GetObject"], { Sid: "Name" }));
        assert.deepEqual(partsOf(given, length(given) - 1), [document(deny("s3:*", { Sid: "Name" }))]);
    });

    it("removes names if that saves a document", () => {
        const given = document(...statements);
        const [only, ...more] = partsOf(given, length(given) - 1);
        assert.equal(more.length, 0);
        assert.ok(only?.Statement.every((statement) => statement.Sid === undefined));
    });

    it("fills one document after the other, with the statements in order", () => {
        const max = length(document(...statements.slice(0, 2)));
        const parts = partsOf(document(...statements), max);
        assert.deepEqual(
            parts.map((part) => part.Statement.map(({ Sid }) => Sid)),
            [
                ["Statement0", "Statement1"],
                ["Statement2", "Statement3"],
                ["Statement4", "Statement5"],
            ],
        );
    });

    it("moves no statement when one is added at the end", () => {
        const max = length(document(...statements.slice(0, 2)));
        const before = partsOf(document(...statements.slice(0, 5)), max);
        const after = partsOf(document(...statements), max);
        assert.deepEqual(after.slice(0, 2), before.slice(0, 2));
    });

    it("divides a statement that is too large by its actions, then by its resources", () => {
        const actions = Array.from({ length: 30 }, (_, index) => `s3:Action${index}`);
        const byAction = partsOf(document(deny(actions, { Sid: "All" })), 200);
        assert.ok(byAction.length > 1);
        assert.deepEqual(
            byAction.flatMap(({ Statement: [statement] }) => statement?.Action),
            actions,
        );
        const resources = Array.from({ length: 30 }, (_, index) => `arn:aws:s3:::bucket-${index}`);
        const byResource = partsOf(document(deny("s3:*", { Resource: resources })), 300);
        assert.ok(byResource.length > 1);
        assert.deepEqual(
            byResource.flatMap(({ Statement: [statement] }) => statement?.Resource),
            resources,
        );
    });

    it("names the statement that cannot be divided, and says why", () => {
        const spared = Array.from({ length: 30 }, (_, index) => `s3:Action${index}`);
        const given = document(deny("s3:*"), { Effect: "Deny", NotAction: spared, Resource: "*", Sid: "Spare" });
        const fit = fitDocument(given, 200);
        assert.ok("tooLarge" in fit);
        assert.equal(fit.tooLarge.statement, 2);
        assert.match(fit.tooLarge.why, /^what NotAction spares cannot be divided/);
        const wide = fitDocument(
            document(deny("s3:*", { Condition: { StringLike: { "aws:x": "y".repeat(300) } } })),
            200,
        );
        assert.ok("tooLarge" in wide);
        assert.match(wide.tooLarge.why, /too large even with a single action or resource/);
        assert.ok("tooLarge" in fitDocument({ Version: "2012-10-17", Statement: ["x".repeat(300)] }, 200));
    });

    it("keeps the meaning and the size, whatever the document", () => {
        fc.assert(
            fc.property(documents, fc.integer({ min: 130, max: 900 }), (given, max) => {
                const fit = fitDocument(given, max);
                if (!("parts" in fit)) return;
                for (const part of fit.parts) assert.ok(length(part) <= max);
                assertSameMeaning([given], fit.parts);
            }),
        );
    });

    it("moves no statement when one is added at the end, whatever the document", () => {
        fc.assert(
            fc.property(documents, documents, fc.integer({ min: 400, max: 900 }), (given, more, max) => {
                const longer = { ...given, Statement: [...given.Statement, ...more.Statement] };
                const [before, after] = [fitDocument(given, max), fitDocument(longer, max)];
                if (!("parts" in before) || !("parts" in after)) return;
                const kept = before.parts.slice(0, -1) as unknown as readonly Document[];
                const sids = (parts: readonly unknown[]): boolean => JSON.stringify(parts).includes("SomeName");
                // Names that did not fit before may fit now, or the other way round.
                fc.pre(!sids([given]) || sids(before.parts) === sids(after.parts));
                assert.deepEqual(after.parts.slice(0, kept.length), kept);
            }),
        );
    });
});

describe("merging documents", () => {
    it("joins their statements in order, and keeps names that are unique", () => {
        const [one, two] = [document(deny("a:B", { Sid: "S" })), document(deny("c:D", { Sid: "S" }))];
        assert.deepEqual(mergeDocuments([one, two]), document(deny("a:B", { Sid: "S" }), deny("c:D")));
    });

    it("keeps the meaning, whatever the documents", () => {
        fc.assert(
            fc.property(fc.array(documents, { minLength: 1, maxLength: 4 }), (given) =>
                assertSameMeaning(given, [mergeDocuments(given)]),
            ),
        );
    });

    it("is suggested for policies that fit into one", () => {
        const policy = (key: string, size: number): { key: string; document: StatementDocument } => {
            const empty = document(deny("", { Sid: key }));
            return { key, document: document(deny("x".repeat(size - length(empty)), { Sid: key })) };
        };
        const merges = proposeMerges([policy("a", 300), policy("b", 600), policy("c", 250), policy("d", 900)], 1_000);
        assert.deepEqual(
            merges.map(({ keys }) => keys),
            [["b", "a"]],
        );
        assert.ok((merges[0]?.characters ?? 0) <= 1_000);
        assert.deepEqual(proposeMerges([policy("a", 600), policy("b", 600)], 1_000), []);
    });

    it("is suggested only if the result fits, whatever the documents", () => {
        fc.assert(
            fc.property(fc.array(documents, { maxLength: 6 }), fc.integer({ min: 100, max: 2_000 }), (given, max) => {
                const policies = given.map((one, index) => ({ key: `p${index}`, document: one }));
                for (const { keys, characters } of proposeMerges(policies, max)) {
                    const merged = mergeDocuments(
                        keys.map((key) => statementDocument(given[Number(key.slice(1))] ?? {}) ?? assert.fail(key)),
                    );
                    assert.equal(length(merged), characters);
                    assert.ok(characters <= max && keys.length > 1);
                }
            }),
        );
    });
});
