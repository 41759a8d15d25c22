import assert from "node:assert/strict";
import { mergeDocuments } from "../../../evaluator/fit";
import { statementDocument } from "../../../evaluator/policyDocument";
import { byKey, load, mistakes } from "./definitionFixtures";

type Statement = Record<string, unknown>;

/** A statement with the given number of characters as JSON. */
function statement(name: string, characters: number): Statement {
    const of = (padding: string): Statement => ({
        Sid: name,
        Effect: "Deny",
        Action: `${name}:${padding}`,
        Resource: "*",
    });
    return of("x".repeat(characters - JSON.stringify(of("")).length));
}

const policy = (...Statement: Statement[]): Record<string, unknown> => ({
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement },
});
const contents = (text: Parameters<typeof load>[0]): Record<string, string[]> =>
    Object.fromEntries(
        load(text).policies.map(({ key, content }) => [
            key,
            (JSON.parse(content) as { Statement: Statement[] }).Statement.map(({ Sid }) => String(Sid)),
        ]),
    );

describe("definition: a policy that is too large for AWS", () => {
    const large = policy(statement("a", 5_000), statement("b", 5_000), statement("c", 5_000));
    const definition = {
        guardrails: ["large"],
        policies: { large: { ...large, name: "Large", description: "d", tags: { Team: "x" }, id: "p-examplepolicy" } },
        units: {
            A: {
                guardrails: ["deny-root-user", "large"],
                accounts: { a: { email: "a@example.com", guardrails: ["large"] } },
            },
        },
    };

    it("is split into several with stable keys and names, attached wherever it is", () => {
        const model = load(definition);
        assert.deepEqual(
            model.policies.map(({ key, name, id, part }) => [key, name, id, part]),
            [
                ["deny-root-user", "deny-root-user", undefined, undefined],
                ["large", "Large", "p-examplepolicy", { of: "large", number: 1 }],
                ["large-2", "Large-2", undefined, { of: "large", number: 2 }],
            ],
        );
        const [first, second] = [byKey(model.policies, "large"), byKey(model.policies, "large-2")];
        assert.deepEqual([second.description, second.tags, second.type], [first.description, first.tags, first.type]);
        assert.ok(first.content.length <= 10_240 && second.content.length <= 10_240);
        assert.deepEqual(model.guardrails, ["large", "large-2"]);
        assert.deepEqual(model.units[0]?.guardrails, ["deny-root-user", "large", "large-2"]);
        assert.deepEqual(model.accounts[0]?.guardrails, ["large", "large-2"]);
    });

    it("has all its parts acknowledged as lost by its key", () => {
        const account = { email: "a@example.com", acknowledge: { loses: ["large", "deny-root-user"] } };
        const [model] = load({ policies: { large }, units: { A: { accounts: { a: account } } } }).accounts;
        assert.deepEqual(model?.acknowledge.loses, ["large", "large-2", "deny-root-user"]);
    });

    it("keeps the statements of each part when one is added at the end", () => {
        assert.deepEqual(contents(definition), {
            "deny-root-user": ["DenyRootUser"],
            large: ["a", "b"],
            "large-2": ["c"],
        });
        const [a, b, c] = [statement("a", 5_000), statement("b", 5_000), statement("c", 5_000)];
        assert.deepEqual(contents({ policies: { large: policy(a, b, c, statement("d", 5_000)) } }), {
            large: ["a", "b"],
            "large-2": ["c", "d"],
        });
        assert.deepEqual(contents({ policies: { large: policy(a, b) } }), { large: ["a", "b"] });
    });

    it("is unchanged if it fits", () => {
        const brackets = { Effect: "Deny", Action: ["s3:*", "s3:GetObject"], Resource: ["*"] };
        const [model] = load({ policies: { p: policy(brackets) } }).policies;
        assert.equal(model?.content, JSON.stringify({ Version: "2012-10-17", Statement: [brackets] }));
        assert.equal(model?.part, undefined);
    });

    it("cannot have a part with the key of another policy", () => {
        const found = mistakes({ policies: { large, "large-2": policy(statement("z", 100)) } });
        assert.equal(found.length, 1);
        assert.match(
            found[0]?.message ?? "",
            /^policy large is too large .* is split into 2\. One of them would have the key large-2, which another/,
        );
    });

    it("counts as several policies where it is attached", () => {
        const keys = Array.from({ length: 8 }, (_, index) => `p${index}`);
        const policies = { large, ...Object.fromEntries(keys.map((key) => [key, policy(statement(key, 1_000))])) };
        const [mistake, ...more] = mistakes({ policies, guardrails: [...keys, "large"] });
        assert.equal(more.length, 0);
        assert.match(
            mistake?.message ?? "",
            /^the root has 10 policies of type SERVICE_CONTROL_POLICY attached \(p0, .*, large, large-2\), and 1 of AWS's own: AWS allows 10\. Merge some\n/,
        );
    });

    it("names the statement that cannot be divided, and says why", () => {
        const spared = Array.from({ length: 600 }, (_, index) => `service${index}:SomeAction`);
        const [mistake] = mistakes({
            policies: { p: policy(statement("a", 100), { Effect: "Deny", NotAction: spared, Resource: "*" }) },
        });
        assert.match(
            mistake?.message ?? "",
            /A policy that is too large is split, but statement 2 cannot be: it needs \d+ characters, and what NotAction spares cannot be divided/,
        );
    });
});

describe("definition: more policies than AWS attaches to one node", () => {
    it("shows what is used from the root to the accounts, and which policies fit into one", () => {
        const keys = Array.from({ length: 10 }, (_, index) => `p${index}`);
        const policies = {
            ...Object.fromEntries(keys.map((key) => [key, policy(statement(key, 1_500))])),
            top: policy(statement("top", 300)),
            own: policy(statement("own", 400)),
        };
        const account = (guardrails: string[] = []): Record<string, unknown> => ({
            email: `{account}@example.com`,
            guardrails,
        });
        const [mistake, ...more] = mistakes({
            policies,
            guardrails: ["top"],
            units: {
                Workloads: {
                    units: {
                        Production: {
                            guardrails: keys,
                            accounts: { shop: account(["own"]), data: account(), web: account() },
                        },
                        Other: { guardrails: ["own"] },
                    },
                },
            },
        });
        assert.equal(more.length, 0);
        assert.equal(
            mistake?.message,
            `unit Workloads/Production has 10 policies of type SERVICE_CONTROL_POLICY attached (${keys.join(", ")}), and 1 of AWS's own: AWS allows 10. ` +
                "Merge some, or attach some to the unit above\n" +
                "These fit into one policy, with 9,044 of 10,240 characters. Name it instead of them:\n" +
                "policies: { merged: { merge: [p0, p1, p2, p3, p4, p5] } }\n" +
                "These fit into one policy, with 6,042 of 10,240 characters. Name it instead of them:\n" +
                "policies: { merged-2: { merge: [p6, p7, p8, p9] } }\n" +
                "\n" +
                [
                    "SERVICE_CONTROL_POLICY         attached       characters",
                    "the root                        2 of 10              339",
                    "  unit Workloads                1 of 10                0",
                    "    unit Workloads/Production  11 of 10           15,390",
                    ...keys.map((key) => `      - ${key}                               1,539 of 10,240`),
                    "      account shop              2 of 10              439",
                    "      and 2 units and accounts below without policies of their own",
                ].join("\n"),
        );
    });
});

describe("definition: policies that are merged into one", () => {
    const unit = (...guardrails: string[]): Record<string, unknown> => ({ W: { guardrails } });
    const names = ["deny-leaving-organization", "deny-root-user", "own"];
    const policies = { own: policy(statement("own", 200)), merged: { merge: names } };

    it("say the same as the several, and are one policy for AWS", () => {
        const model = load({ policies, units: unit("merged") });
        const [merged] = model.policies.filter(({ key }) => key === "merged");
        assert.deepEqual(model.units[0]?.guardrails, ["merged"]);
        assert.equal(merged?.type, "SERVICE_CONTROL_POLICY");
        assert.equal(merged.description, "deny-leaving-organization, deny-root-user and own.");
        const apart = load({ policies: { own: policies.own }, units: unit(...names) });
        const documents = names.map((name) => {
            const { content = "" } = apart.policies.find(({ key }) => key === name) ?? {};
            return statementDocument(JSON.parse(content) as Statement) ?? assert.fail(name);
        });
        assert.deepEqual(JSON.parse(merged.content), mergeDocuments(documents));
    });

    it("are split if they are too large", () => {
        const large = Object.fromEntries(["a", "b"].map((key) => [key, policy(statement(key, 8_000))]));
        const model = load({ policies: { ...large, both: { merge: ["a", "b"] } }, units: unit("both") });
        assert.deepEqual(model.units[0]?.guardrails, ["both", "both-2"]);
    });

    const refused: readonly [string, Record<string, unknown>, string, RegExp][] = [
        [
            "an unknown name",
            { merge: ["deny-root-usr", "own"] },
            "policies.m.merge[0]",
            /Did you mean "deny-root-user"\?/,
        ],
        ["one alone", { merge: ["own"] }, "policies.m.merge", /has fewer than 2 entries: give at least 2/],
        ["two types", { merge: ["own", "only-tls"] }, "policies.m.merge", /only-tls is a RESOURCE_CONTROL_POLICY/],
        ["one with settings", { merge: ["own", "ai-opt-out"] }, "policies.m.merge[1]", /AWS merges those itself/],
        ["one that is merged", { merge: ["own", "merged"] }, "policies.m.merge[1]", /name the policies that it merges/],
        ["one that needs parameters", { merge: ["own", "region-deny"] }, "policies.m.merge[1]", /needs regions/],
        ["a document in addition", { merge: names, document: {} }, "policies.m", /gives document and merge: keep one/],
        ["another type", { merge: names, type: "TAG_POLICY" }, "policies.m.type", /leave the type out/],
    ];
    for (const [what, input, path, message] of refused) {
        it(`refuse ${what}`, () => {
            const found = mistakes({ policies: { ...policies, m: input } });
            assert.deepEqual(
                found.map((mistake) => mistake.path),
                [path],
            );
            assert.match(found[0]?.message ?? "", message);
        });
    }

    it("report the mistakes of merged policies once, where they are written", () => {
        const broken = { type: "SERVICE_CONTROL_POLICY", file: "missing.json" };
        const found = mistakes({ policies: { broken, m: { merge: ["broken", "deny-root-user"] } } });
        assert.deepEqual(
            found.map((mistake) => mistake.path),
            ["policies.broken.file"],
        );
    });
});
