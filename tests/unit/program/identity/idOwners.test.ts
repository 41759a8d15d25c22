import assert from "node:assert/strict";
import fc from "fast-check";
import { formatPath } from "../../../../definition";
import { idProblems, sharedIds } from "../../../../program/identity";
import { review } from "../../../../program/review";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';
const [P1, P2] = ["p-11111111", "p-22222222"];
const [U1, U2, U3] = ["ou-abcd-11111111", "ou-abcd-22222222", "ou-abcd-33333333"];
const [A1, A2] = ["111111111111", "222222222222"];

/** A stack with the policies p and q, the units A, A/B and C, and the accounts a and b. */
const STACK: ExistingResources = {
    ...fromState({}),
    organizationId: "o-aaaaaaaaaa",
    policies: new Map([
        ["p", { id: P1 }],
        ["q", { id: P2 }],
    ]),
    units: new Map([
        ["A", { id: U1 }],
        ["A/B", { id: U2, parent: "A" }],
        ["C", { id: U3 }],
    ]),
    accounts: new Map([
        ["a", { id: A1, email: "a@example.com", closing: false, unit: "A" }],
        ["b", { id: A2, email: "b@example.com", closing: true, unit: "A" }],
    ]),
};

function policy(key: string, id?: string): string {
    const document = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] }';
    return `${key}: { ${id === undefined ? "" : `id: ${id}, `}type: SERVICE_CONTROL_POLICY, document: ${document} }`;
}

function refusals(text: string, existing = STACK): string[] {
    return idProblems(load(text), existing, "organizations/test").map(
        ({ path, message }) => `${formatPath(path)} ${message}`,
    );
}

const CASES: readonly [string, string, readonly RegExp[]][] = [
    [
        "everything as it is",
        `organization: { id: o-aaaaaaaaaa }\npolicies: { ${policy("p", P1)}, ${policy("q", P2)} }\n` +
            `units: { A: { id: ${U1}, units: { B: { id: ${U2} } }, accounts: { a: { id: "${A1}" } } }, C: {} }`,
        [],
    ],
    [
        "new ids at new keys",
        `policies: { ${policy("new", "p-33333333")} }\nunits: { New: { id: ou-abcd-44444444 } }`,
        [],
    ],
    ["another organisation", "organization: { id: o-bbbbbbbbbb }", [/^organization\.id .*this stack has o-aaaaaaaaaa/]],
    [
        "the key of a policy renamed",
        `policies: { ${policy("renamed", P1)}, ${policy("q", P2)} }`,
        [
            /^policies\.renamed\.id policy renamed has the id p-11111111, which is policy p of this stack\. .*Keep the key p\. .*write `name`/,
        ],
    ],
    [
        "two keys for one policy",
        `policies: { ${policy("again", P1)}, ${policy("p")} }`,
        [/^policies\.again\.id .*which is policy p of this stack\. .*one entry.* Remove this entry and use p instead/],
    ],
    [
        "the keys of two policies swapped, once",
        `policies: { ${policy("p", P2)}, ${policy("q", P1)} }`,
        [
            /^policies\.p\.id policy p has the id p-22222222, which is policy q of this stack, and policy q has the id p-11111111, which is policy p of this stack: this looks like swapped keys\. .*put each key back to its own id: p is p-11111111 and q is p-22222222\. To rename the policies in AWS, write `name` in their entries; .*third name first/,
        ],
    ],
    [
        "the keys of two units swapped, once, with those below them",
        `units: { C: { id: ${U1}, units: { B: { id: ${U2} } } }, A: { id: ${U3} } }`,
        [
            /^units\.C\.id unit C has the id ou-abcd-11111111, which is unit A of this stack, and unit A has the id ou-abcd-33333333, .*swapped keys\. .*C is ou-abcd-33333333 and A is ou-abcd-11111111\. To rename the units/,
        ],
    ],
    [
        "the ids of two accounts swapped",
        `units: { A: { accounts: { a: { id: "${A2}" }, b: { id: "${A1}" } } } }`,
        [
            /^units\.A\.accounts\.a\.id .*swapped keys\. .*a is 111111111111 and b is 222222222222\. To rename the accounts in AWS, write `name` in their entries$/,
        ],
    ],
    [
        "an id changed at its key",
        `policies: { ${policy("p", "p-33333333")} }`,
        [
            /^policies\.p\.id policy p is p-11111111 in this stack, but the definition says p-33333333\. .*Write id: p-11111111 or leave it out/,
        ],
    ],
    [
        "the key of a unit renamed, reported once for everything in it",
        `units: { Renamed: { id: ${U1}, units: { B: { id: ${U2} } } } }`,
        [
            /^units\.Renamed\.id unit Renamed has the id ou-abcd-11111111, which is unit A of this stack\. .*Keep the key A\. To rename the unit in AWS, write `name` in units\.A$/,
        ],
    ],
    [
        "a unit renamed in a unit that is renamed",
        `units: { Renamed: { id: ${U1}, units: { Other: { id: ${U2} } } } }`,
        [/^units\.Renamed\.id /, /^units\.Renamed\.units\.Other\.id .*which is unit A\/B/],
    ],
    [
        "a unit moved below another",
        `units: { A: { id: ${U1} }, C: { id: ${U3}, units: { B: { id: ${U2} } } } }`,
        [
            /^units\.C\.units\.B\.id unit C\/B .*which is unit A\/B of this stack\. AWS cannot move a unit: put it back to A\/B\. .*in two steps/,
        ],
    ],
    [
        "an id of a unit changed at its key",
        "units: { A: { id: ou-abcd-44444444 } }",
        [/^units\.A\.id unit A is ou-abcd-11111111 in this stack/],
    ],
    [
        "the key of an account renamed",
        `units: { A: { accounts: { renamed: { id: "${A1}", email: a@example.com } } } }`,
        [
            /^units\.A\.accounts\.renamed\.id account renamed .*which is account a of this stack\. .*keep the key a\. .*write `name`/,
        ],
    ],
    [
        "the id of an account that is to be closed, at a new key",
        `units: { A: { accounts: { a: {}, again: { id: "${A2}", email: b@example.com } } } }`,
        [/^units\.A\.accounts\.again\.id .*which is account b of this stack/],
    ],
    [
        "the id of an account changed at its key",
        'units: { A: { accounts: { a: { id: "333333333333" } } } }',
        [/account a is 111111111111 in this stack, but the definition says 333333333333\. .*Write id: "111111111111"/],
    ],
    [
        "the id of the account that was let go for the one that is there, as acknowledged",
        'units: { A: { accounts: { a: { id: "333333333333", acknowledge: { replacement: "333333333333" } } } } }',
        [],
    ],
];

describe("program: each resource of AWS belongs to one resource of the stack", () => {
    for (const [what, text, expected] of CASES) {
        it(`${expected.length === 0 ? "allows" : "refuses"} ${what}`, () => {
            const told = refusals(DEFAULTS + text);
            assert.equal(told.length, expected.length, told.join("\n"));
            for (const [index, message] of expected.entries()) assert.match(told[index] ?? "", message);
        });
    }

    it("refuses an id that belongs to a policy of another type", () => {
        const existing = { ...STACK, policies: new Map([["p", { id: P1, type: "TAG_POLICY" }]]) };
        const [message, ...more] = refusals(`policies: { ${policy("p", P1)} }`, existing);
        assert.deepEqual(more, []);
        assert.match(
            message ?? "",
            /^policies\.p\.id policy p \(p-11111111\) is a TAG_POLICY, but the definition makes it a SERVICE_CONTROL_POLICY/,
        );
        assert.deepEqual(refusals(`policies: { ${policy("p")} }`, existing), []);
    });

    it("never imports what another key of the stack has", () => {
        const id = fc.constantFrom("p-aaaaaaaa", "p-bbbbbbbb", "p-cccccccc");
        const some = fc.dictionary(fc.constantFrom("k", "l", "m", "n"), id, { noNullPrototype: true });
        fc.assert(
            fc.property(some, some, (wanted, has) => {
                fc.pre(new Set(Object.values(wanted)).size === Object.keys(wanted).length);
                fc.pre(new Set(Object.values(has)).size === Object.keys(has).length);
                const existing = {
                    ...STACK,
                    policies: new Map(Object.entries(has).map(([key, one]) => [key, { id: one }])),
                };
                const text = `policies: { ${Object.entries(wanted)
                    .map(([key, one]) => policy(key, one))
                    .join(", ")} }`;
                const isWrong = Object.entries(wanted).some(
                    ([key, one]) =>
                        (has[key] !== undefined && has[key] !== one) ||
                        Object.entries(has).some(([other, its]) => other !== key && its === one),
                );
                assert.equal(refusals(text, existing).length > 0, isWrong);
            }),
            { numRuns: 60 },
        );
    });

    it("reports an account with a renamed key once, where its id is written, and not the consequences", () => {
        const model = load(`${DEFAULTS}units: { A: { accounts: { renamed: { id: "${A1}", email: a@example.com } } } }`);
        const existing = { ...STACK, accounts: new Map([...STACK.accounts].slice(0, 1)) };
        assert.deepEqual(
            review(model, existing, "organizations/test").problems.map(({ path }) => formatPath(path)),
            ["units.A.accounts.renamed.id"],
        );
    });

    it("refuses an id that the definition gives to one entry and that was found for another", () => {
        const model = load(`policies: { ${policy("p", P1)}, ${policy("q")} }`);
        const found = { ...model, policies: model.policies.map((one) => ({ ...one, id: P1 })) };
        assert.deepEqual(sharedIds(model), []);
        assert.match(sharedIds(found)[0]?.message ?? "", /^policy q is p-11111111 in AWS, and so is policy p/);
    });
});

describe("program: a state in which two resources have the same id", () => {
    const PREFIX = "urn:pulumi:prod::aws-organization::aws-organization:index:Organization$";
    const UNIT = `${PREFIX}aws-organization:index:OrganizationalUnit$aws:organizations/`;
    const resource = (type: string, outputs: Record<string, string>) => ({ type, outputs });
    const state = fromState({
        [`${PREFIX}aws:organizations/policy:Policy::old`]: resource("aws:organizations/policy:Policy", { id: P1 }),
        [`${PREFIX}aws:organizations/policy:Policy::new`]: resource("aws:organizations/policy:Policy", { id: P1 }),
        [`${PREFIX}aws:organizations/policy:Policy::other`]: resource("aws:organizations/policy:Policy", { id: P2 }),
        [`${UNIT}policyAttachment:PolicyAttachment::old@A`]: resource("", { id: `${U1}:${P1}` }),
        [`${UNIT}policyAttachment:PolicyAttachment::new@A`]: resource("", { id: `${U1}:${P1}` }),
    });

    it("is refused, with commands that remove from it what the definition does not name", () => {
        const model = load(
            `policies: { ${policy("new", P1)}, ${policy("other")} }\nunits: { A: { guardrails: [new] } }`,
        );
        const refused = review(model, state, "organizations/test")
            .problems.map(({ message }) => message)
            .join();
        assert.match(refused, /has policy p-11111111 as old and as new, each of which is one thing in AWS/);
        assert.deepEqual(refused.match(/pulumi state delete '.*' --yes/g), [
            `pulumi state delete '${UNIT}policyAttachment:PolicyAttachment::old@A' --yes`,
            `pulumi state delete '${PREFIX}aws:organizations/policy:Policy::old' --yes`,
        ]);
    });
});
