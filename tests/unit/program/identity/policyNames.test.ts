import assert from "node:assert/strict";
import type { FoundPolicy } from "../../../../aws/organization";
import { formatPath, type OrganizationModel } from "../../../../definition";
import { findPolicies, policiesToName } from "../../../../program/identity/policyNames";
import { fromState, type ExistingResources } from "../../../../program/state";
import { byKey, load } from "../../definition/definitionFixtures";

const MODEL = load(`
organization: { breakGlassRole: BreakGlass }
policies:
  own: { type: SERVICE_CONTROL_POLICY, name: Own, description: d, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] } }
guardrails: [deny-root-user]
`);

/** A policy in AWS that equals the definition's, except for the given fields. */
function like(key: string, more: Partial<FoundPolicy & { content: string }> = {}): FoundPolicy & { content: string } {
    const { name, description, content } = byKey(MODEL.policies, key);
    return { id: "p-12345678", name, description, content, awsManaged: false, ...more };
}

async function found(
    inAws: FoundPolicy & { content: string },
    existing: ExistingResources = fromState({}),
    model: OrganizationModel = MODEL,
): Promise<{ ids: Record<string, string>; problems: string[] }> {
    const { ids, problems } = await findPolicies(model, existing, {
        list: (type) => Promise.resolve(type === "SERVICE_CONTROL_POLICY" ? [inAws] : []),
        content: () => Promise.resolve(inAws.content),
    });
    return {
        ids: Object.fromEntries(ids),
        problems: problems.map(({ path, message }) => `${formatPath(path)} ${message}`),
    };
}

describe("program: policies that exist in AWS already", () => {
    it("are left alone if the name differs", async () => {
        assert.deepEqual(await found(like("own", { name: "Other" })), { ids: {}, problems: [] });
    });

    it("are left alone if the type differs", async () => {
        const tagPolicy = load("policies: { own: { type: TAG_POLICY, name: Own, document: { tags: {} } } }");
        assert.deepEqual(await found(like("own"), undefined, tagPolicy), { ids: {}, problems: [] });
    });

    it("are adopted if nothing differs, whatever the layout of the document", async () => {
        const laidOut = JSON.stringify(JSON.parse(byKey(MODEL.policies, "own").content), undefined, 4);
        assert.deepEqual(await found(like("own", { content: laidOut })), { ids: { own: "p-12345678" }, problems: [] });
    });

    it("are adopted whatever they say if they are the quarantine", async () => {
        assert.deepEqual(await found(like("quarantine", { content: "{}", description: "in a hurry" })), {
            ids: { quarantine: "p-12345678" },
            problems: [],
        });
    });

    it("are refused if they say something else, and the id is given", async () => {
        for (const difference of [{ content: "{}" }, { description: "other" }]) {
            const { ids, problems } = await found(like("own", difference));
            assert.deepEqual(ids, {});
            assert.equal(problems.length, 1);
            assert.match(
                problems[0] ?? "",
                /^policies\.own the organisation has a SERVICE_CONTROL_POLICY of the name "Own" already, p-12345678, [^]*policies: \{ own: \{ id: p-12345678 \} \}/,
            );
        }
    });

    it("are refused if a guardrail of the library would have their name, because it cannot be given an id", async () => {
        const { problems } = await found(like("deny-root-user", { content: "{}" }));
        assert.match(
            problems[0] ?? "",
            /^guardrails\[0\] [^]*aws organizations update-policy --policy-id p-12345678 --name "deny-root-user \(before\)"$/,
        );
    });

    it("are refused if another key of the stack has them", async () => {
        const existing = { ...fromState({}), policies: new Map([["before", { id: "p-12345678" }]]) };
        const { ids, problems } = await found(like("own"), existing);
        assert.deepEqual(ids, {});
        assert.match(
            problems[0] ?? "",
            /^policies\.own policy own has the name "Own", and in AWS policy before \(p-12345678\) of this stack has it\. [^]*keep the key before/,
        );
    });
});

/** Policies of one statement each, as `key: name`. */
function policies(names: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): string {
    const entries = Object.entries(names).map(
        ([key, name]) =>
            `${key}: { ${more[key] ?? ""} type: SERVICE_CONTROL_POLICY, name: ${name}, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:${name}*", Resource: "*" }] } }`,
    );
    return `policies:\n  ${entries.join("\n  ")}`;
}

describe("program: names of policies that exist in AWS", () => {
    /** A stack with policies, given as id and name by key. */
    const stack = (known: Readonly<Record<string, readonly [string, string]>>): ExistingResources => ({
        ...fromState({}),
        policies: new Map(
            Object.entries(known).map(([key, [id, name]]) => [key, { id, name, type: "SERVICE_CONTROL_POLICY" }]),
        ),
    });
    const AB = stack({ a: ["p-aaaaaaaa", "A"], b: ["p-bbbbbbbb", "B"] });
    const refusals = async (
        text: string,
        existing: ExistingResources,
        inAws: Readonly<Record<string, string>>,
    ): Promise<string[]> => {
        const { problems } = await findPolicies(load(text), existing, {
            list: () =>
                Promise.resolve(
                    Object.entries(inAws).map(([id, name]) => ({
                        id,
                        name,
                        description: "",
                        awsManaged: id === "p-FullAWSAccess",
                    })),
                ),
            content: () => Promise.resolve("{}"),
        });
        return problems.map(({ path, message }) => `${formatPath(path)} ${message}`);
    };
    const BOTH = { "p-aaaaaaaa": "A", "p-bbbbbbbb": "B" };

    const cases: readonly [string, string, ExistingResources, Readonly<Record<string, string>>, RegExp[]][] = [
        ["a free name", policies({ a: "C", b: "B" }), AB, BOTH, []],
        ["its own name in another case", policies({ a: "a", b: "B" }), AB, BOTH, []],
        [
            "the names of two exchanged",
            policies({ a: "B", b: "A" }),
            AB,
            BOTH,
            [
                /^policies\.a .*in AWS policy b \(p-bbbbbbbb\) of this stack has it\. .* in two steps\. First rename b/,
                /^policies\.b .*in AWS policy a /,
            ],
        ],
        [
            "the name of one that is renamed in the same run",
            policies({ a: "B", b: "C" }),
            AB,
            BOTH,
            [/^policies\.a .*policy b \(p-bbbbbbbb\).*in two steps/],
        ],
        [
            "the name of one that is left out",
            policies({ a: "B" }),
            AB,
            BOTH,
            [
                /^policies\.a .*Policy b is deleted at the end of a run: leave it out first, apply that, and then rename a$/,
            ],
        ],
        [
            "a new key with the name of one that is left out",
            policies({ a: "A", new: "b" }),
            AB,
            BOTH,
            [/^policies\.new .*policy b \(p-bbbbbbbb\) of this stack has it, written "B"\. .*keep the key b/],
        ],
        [
            "the name of a policy of somebody else, in another case",
            policies({ a: "theirs", b: "B" }),
            AB,
            { ...BOTH, "p-tttttttt": "Theirs" },
            [
                /^policies\.a .*another SERVICE_CONTROL_POLICY of the name "Theirs", p-tttttttt, which is not in this stack/,
            ],
        ],
        [
            "the name of one that is taken over in the same run, under another name",
            policies({ a: "A", b: "B", new: "Old", taken: "New" }, { taken: "id: p-tttttttt," }),
            AB,
            { ...BOTH, "p-tttttttt": "Old" },
            [/^policies\.new .*in AWS policy taken \(p-tttttttt\) of this stack has it.*in two steps/],
        ],
        [
            "two that are taken over as they are, with names that differ in case only",
            policies({ a: "own", b: "Own" }, { a: "id: p-aaaaaaaa,", b: "id: p-bbbbbbbb," }),
            fromState({}),
            { "p-aaaaaaaa": "own", "p-bbbbbbbb": "Own" },
            [],
        ],
        [
            "two new ones with names that differ in case only",
            policies({ a: "own", b: "Own" }),
            fromState({}),
            {},
            [/^policies\.a .*differ only in case/, /^policies\.b /],
        ],
        [
            "an id that the organisation has not, and AWS's own",
            policies({ a: "A", b: "B" }, { a: "id: p-aaaaaaaa,", b: "id: p-FullAWSAccess," }),
            fromState({}),
            { "p-FullAWSAccess": "FullAWSAccess" },
            [
                /^policies\.a\.id the organisation has no SERVICE_CONTROL_POLICY with the id/,
                /^policies\.b\.id .*AWS's own/,
            ],
        ],
    ];
    for (const [what, text, existing, inAws, expected] of cases) {
        it(`${expected.length === 0 ? "allowed" : "refused"}: ${what}`, async () => {
            const told = await refusals(text, existing, inAws);
            assert.equal(told.length, expected.length, told.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(told[index] ?? "", message);
        });
    }

    it("are not looked for if no policy gets a new name", () => {
        assert.deepEqual(policiesToName(load(policies({ a: "A", b: "B" })), AB), []);
    });
});
