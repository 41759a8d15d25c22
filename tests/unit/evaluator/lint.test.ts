import assert from "node:assert/strict";
import { LIBRARY } from "../../../guardrails";
import { parsePolicy } from "../../../evaluator/evaluation";
import { catalogueFor, lint } from "../../../evaluator/lint";
import { LINT, SCP } from "./lint.cases";
import { EXAMPLES } from "./evaluation/examples.cases";
import { document } from "./evaluation/support";

describe("evaluator: lint", () => {
    for (const [type, statement, expected] of LINT) {
        it(JSON.stringify(statement), async () => {
            const policy = parsePolicy(document(statement as Record<string, unknown>), type);
            const messages = lint(policy, await catalogueFor([policy])).map(({ message }) => message);
            assert.equal(messages.length, expected.length, messages.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(messages[index] ?? "", message);
        });
    }

    it("gives the statement, and the path in the document", async () => {
        const policy = parsePolicy(
            document([
                { Effect: "Deny", Action: "s3:Nothing" },
                {
                    Sid: "Typo",
                    Effect: "Deny",
                    Action: ["s3:*", "s3x:*"],
                    Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "x"] } },
                },
            ]),
            SCP,
        );
        const found = lint(policy, await catalogueFor([policy]));
        assert.deepEqual(
            found.map(({ statement, sid, path }) => [statement, sid, path.join(".")]),
            [
                [0, undefined, "Statement.0.Action"],
                [1, "Typo", "Statement.1.Action.1"],
                [1, "Typo", "Statement.1.Condition.StringEquals.aws:RequestedRegion.1"],
            ],
        );
        assert.match(found[1]?.message ?? "", /^statement 2 \(Typo\) names s3x:\*/);
        const alone = parsePolicy(
            { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "s3x:*", Resource: "*" } },
            SCP,
        );
        assert.deepEqual(lint(alone, await catalogueFor([alone]))[0]?.path, ["Statement", "Action"]);
    });

    const deny = { Effect: "Deny", Action: ["s3:*", "ec2:*"], Resource: "*" };
    const twice: readonly (readonly [string, object[], readonly RegExp[]])[] = [
        [
            "the same",
            [deny, { ...deny, Sid: "B" }],
            [/^statement 2 \(B\) repeats what statement 1 says already: leave it out$/],
        ],
        [
            "a narrower one before",
            [
                { ...deny, Action: "s3:GetObject" },
                { ...deny, Sid: "Wide" },
            ],
            [/^statement 1 repeats what statement 2 \(Wide\)/],
        ],
        [
            "a narrower resource",
            [deny, { ...deny, Resource: "arn:aws:s3:::a", Action: "s3:*" }],
            [/^statement 2 repeats what statement/],
        ],
        [
            "one with a condition",
            [deny, { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } }],
            [/^statement 2 repeats what statement/],
        ],
        [
            "one with the same condition",
            [
                { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
                { ...deny, Action: "s3:GetObject", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            ],
            [/^statement 2 repeats what statement/],
        ],
        [
            "one with another condition",
            [
                { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
                { ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } },
            ],
            [],
        ],
        ["another effect", [deny, { ...deny, Effect: "Allow" }], []],
        ["more actions", [deny, { ...deny, Action: ["s3:*", "iam:*"] }], []],
        [
            "NotAction",
            [
                { Effect: "Deny", NotAction: "iam:*", Resource: "*" },
                { Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" },
            ],
            [],
        ],
    ];
    for (const [what, statements, expected] of twice) {
        it(`statements: ${what}`, async () => {
            const policy = parsePolicy({ Version: "2012-10-17", Statement: statements }, SCP);
            const messages = lint(policy, await catalogueFor([policy])).map(({ message }) => message);
            assert.equal(messages.length, expected.length, messages.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(messages[index] ?? "", message);
        });
    }

    for (const { what, statements } of EXAMPLES) {
        it(`has no warning about AWS's example: ${what}`, async () => {
            const policy = parsePolicy(document(statements), SCP);
            assert.deepEqual(lint(policy, await catalogueFor([policy])), []);
        });
    }

    it("loads next to no data for a region deny", async () => {
        const guardrail = LIBRARY.get("region-deny");
        assert.ok(guardrail);
        const content = guardrail.document(guardrail.parameters.parse({ regions: ["eu-central-1"] }));
        const catalogue = await catalogueFor([parsePolicy(content, SCP)]);
        const loaded = catalogue.services.filter((service) => catalogue.isLoaded(service));
        assert.ok(loaded.length < 12, loaded.join());
    });

    // A document may be very large, and its contents odd. Each of these took minutes when everything was compared with everything.
    const many = (count: number, make: (index: number) => string): string[] =>
        Array.from({ length: count }, (_, i) => make(i));
    const large: Readonly<Record<string, object>> = {
        "names that do not exist": { Action: many(50_000, (i) => `ec2:Nothing${i}`) },
        "patterns of actions": { Action: many(50_000, (i) => `ec2:*a${i}*`) },
        "services that do not exist": { Action: many(50_000, (i) => `svc${i}:*`) },
        resources: { Action: "ec2:*", Resource: many(20_000, (i) => `arn:aws:ec2:*:*:*${"*a".repeat(10)}${i}`) },
        "one long name": { Action: `ec2:${"x".repeat(1_000_000)}` },
        "one long resource": { Action: "s3:*", Resource: `arn:aws:s3:::${"*a".repeat(400_000)}` },
        "keys that do not exist": {
            Action: "ec2:*",
            Condition: {
                StringEquals: Object.fromEntries(many(30_000, (i) => `ec2:key${i}`).map((key) => [key, "x"])),
            },
        },
        "keys that exist": {
            Action: "ec2:*",
            Condition: {
                StringEquals: Object.fromEntries(many(30_000, (i) => `ec2:ResourceTag/${i}`).map((key) => [key, "x"])),
            },
        },
        values: {
            Action: "s3:*",
            Condition: { StringLike: { "aws:PrincipalTag/a": many(50_000, (i) => `*${i}*a*a*a*b`) } },
        },
        variables: { Action: "s3:*", Resource: many(20_000, (i) => `arn:aws:s3:::${"${aws:x".repeat(5)}${i}`) },
    };
    for (const [what, sketch] of Object.entries(large)) {
        it(`comes to an end with 1 MB of ${what}`, async function () {
            this.timeout(10_000);
            const policy = parsePolicy(document({ Effect: "Deny", ...sketch }), SCP);
            const catalogue = await catalogueFor([policy]);
            const found = lint(policy, catalogue);
            assert.ok(found.every(({ message }) => message.length < 1_100));
        });
    }
});
