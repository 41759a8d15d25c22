import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DefinitionModel } from "../../../../definition";
import type { IdentityCenterInstance } from "../../../../aws/identityCenterInstance";
import { NO_PEOPLE_FOUND } from "../../../../features/people/plan/foundPeople";
import { PROGRAM_FEATURES } from "../../../../features/programs";
import { order } from "../../../../program/order";
import { register, stackOutputs, type Registered } from "../../../../program/register";
import { fromState, type ExistingResources } from "../../../../program/state";
import { AWS, one, provision, value, waitsFor, type RegisteredResource } from "../../components/mockedPulumi";
import { load, loadDefinition } from "../../definition/definitionFixtures";
import { BASELINE_FINDINGS, registerModel, registrationOf } from "./registerModel";
import * as pulumi from "@pulumi/pulumi";

const NOTHING = fromState({});

async function provisioned(
    definition: string | DefinitionModel,
    existing: ExistingResources = NOTHING,
): Promise<readonly RegisteredResource[]> {
    const model = typeof definition === "string" ? load(definition) : definition;
    return (await provision(() => registerModel(model, { existing }))).registered;
}

const urns = (registered: readonly RegisteredResource[], type: string): string[] =>
    registered.filter((each) => each.type === type).map(({ urn }) => urn);

const IDENTITY_CENTER: IdentityCenterInstance = {
    arn: "arn:aws:sso:::instance/ssoins-1111111111111111",
    identityStoreId: "d-1111111111",
    region: "us-east-1",
};
const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';

const page = (file: string): string => fs.readFileSync(path.resolve(__dirname, "../../../..", file), "utf8");

describe("program: the resources of a definition", () => {
    it("has one resource for each thing in the example", async () => {
        const model = loadDefinition(path.resolve(__dirname, "../../../../organizations/dev"));
        // What AWS has as soon as the organisation exists.
        const found = new Map<string, unknown>([
            ["people", { ...NO_PEOPLE_FOUND, instance: IDENTITY_CENTER }],
            ["baseline", BASELINE_FINDINGS],
        ]);
        const { registered } = await provision(() => registerModel(model, { existing: NOTHING, found }));
        const count = (type: string): number => urns(registered, type).length;
        assert.equal(count(AWS.organization), 1);
        assert.equal(count(AWS.unit), model.units.length);
        assert.equal(count(AWS.account), model.accounts.length);
        assert.equal(count(AWS.policy), model.policies.length);
        const attached = [model, ...model.units, ...model.accounts].flatMap(({ guardrails }) => guardrails);
        assert.equal(count(AWS.attachment), attached.length);
        assert.equal(new Set(registered.map(({ urn }) => urn)).size, registered.length, "no URN twice");
        // Pulumi counts the stack itself too, and the cost figures of the local AWS make it know two cost allocation tags.
        const all = registered.length + 1 + 2;
        assert.match(page("README.md"), new RegExp(`^ +${all} unchanged$`, "m"));
        const [, updated, others] =
            /~ (\d+) to update\n +\d+ changes\. (\d+) unchanged/.exec(page("docs/when/i-need-a-new-account.md")) ??
            assert.fail();
        assert.equal(Number(updated) + Number(others), all);
    });

    it("registers the same for more accounts than it handles at a time", async () => {
        const names = Array.from({ length: 150 }, (_, index) => `a${index}`);
        const model = load(
            `${DEFAULTS}units: { U: { accounts: { ${names.map((name) => `${name}: {}`).join(", ")} } } }`,
        );
        const account = { id: "111122223333", email: "", unit: "U", closing: false };
        const existing = { ...NOTHING, accounts: new Map(names.map((name) => [name, account])) };
        const atOnce = await provisioned(model, existing);
        let end: (all: Registered) => void;
        const built = new Promise<Registered>((resolve) => (end = resolve));
        let isBuilt = false;
        const { result, registered } = await provision(() => {
            void register(registrationOf(model, { existing }), order(model, existing), PROGRAM_FEATURES).then((all) => {
                isBuilt = true;
                end(all);
            });
            return new Promise<boolean>((resolve) => queueMicrotask(() => resolve(isBuilt)));
        }, built);
        assert.equal(await result, false, "some wait for others");
        assert.equal((await built).accounts.size, names.length);
        const all = (of: readonly RegisteredResource[]): Set<string> => new Set(of.map(({ urn }) => urn));
        assert.deepEqual(all(registered), all(atOnce));
    });

    it("gives a unit and an account with the same key their own attachments of one policy", async () => {
        const registered = await provisioned(
            `${DEFAULTS}units: { root: { guardrails: [deny-root-user], accounts: { root: { guardrails: [deny-root-user] } } } }\nguardrails: [deny-root-user]`,
        );
        assert.equal(new Set(urns(registered, AWS.attachment)).size, 3);
    });

    it("attaches a policy that takes over a statement before the first policy loses it", async () => {
        const content = (...names: string[]): string =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: names.map((name) => ({ Sid: name, Effect: "Deny", Action: `s3:${name}`, Resource: "*" })),
            });
        const policy = (...names: string[]): string =>
            `{ type: SERVICE_CONTROL_POLICY, document: ${content(...names)} }`;
        const definition =
            `${DEFAULTS}policies: { p: ${policy("A")}, q: ${policy("B")} }\n` +
            "units: { W: { guardrails: [p], accounts: { a: { guardrails: [p, q] }, b: { guardrails: [p] } } } }";
        const account = { id: "111122223333", email: "a@example.com", unit: "W", closing: false };
        const existing: ExistingResources = {
            ...NOTHING,
            accounts: new Map([
                ["a", account],
                ["b", account],
            ]),
            policies: new Map([["p", { id: "p-1", type: "SERVICE_CONTROL_POLICY", content: content("A", "B") }]]),
        };
        const registered = await provisioned(definition, existing);
        const { dependsOn } = one(registered, AWS.policy, "p").options;
        const waited = await new Promise<pulumi.Resource[]>((resolve) =>
            pulumi.output(dependsOn as pulumi.Input<pulumi.Resource[]>).apply((found) => resolve(found as never)),
        );
        assert.deepEqual(
            waited.map((resource) => registered.find((each) => each.resource === resource)?.name),
            ["organization", "q", "q@a"],
        );
        // Otherwise it would wait for the policy that waits for it.
        assert.deepEqual(waitsFor(registered, one(registered, AWS.account, "a")), []);
        assert.deepEqual(waitsFor(registered, one(registered, AWS.account, "b")), ["p@W", "p"]);
        // If no statement moves, it waits as usual.
        const always = await provisioned(definition);
        assert.deepEqual(waitsFor(always, one(always, AWS.account, "a")), ["p@W", "p", "q"]);
    });

    it("keeps the URN of an account that moves, also to another kind and depth", async () => {
        const before = await provisioned(
            `${DEFAULTS}units: { S: { kind: sandbox, accounts: { a: {} } }, W: { kind: workloads, units: { P: {} } } }`,
        );
        const after = await provisioned(
            `${DEFAULTS}units: { S: { kind: sandbox }, W: { kind: workloads, units: { P: { accounts: { a: {} } } } } }`,
        );
        assert.deepEqual(after.map(({ urn }) => urn).sort(), before.map(({ urn }) => urn).sort());
        assert.equal(one(before, AWS.account, "a").inputs["parentId"], "organizationalunit:S");
        assert.equal(one(after, AWS.account, "a").inputs["parentId"], "organizationalunit:W/P");
        assert.deepEqual(waitsFor(after, one(after, AWS.account, "a")), [
            "deny-closing-account@W",
            "deny-leaving-organization@W",
            "protect-access-role@W",
        ]);
    });

    it("keeps the URNs of a unit and all below it when its kind, name or tags change", async () => {
        const texts = ["kind: sandbox", "kind: security", "name: Other, tags: { T: v }"].map(
            (unit) => `${DEFAULTS}units: { U: { ${unit}, units: { V: { accounts: { a: {} } } } } }`,
        );
        const all = await texts.reduce<Promise<string[]>>(async (before, text) => {
            const registered = await provisioned(text);
            return [
                ...(await before),
                JSON.stringify([...urns(registered, AWS.unit), ...urns(registered, AWS.account)]),
            ];
        }, Promise.resolve([]));
        assert.equal(new Set(all).size, 1);
    });

    it("marks every sandbox by a tag, whether its kind is its own or inherited, and nothing else", async () => {
        const registered = await provisioned(
            `${DEFAULTS}units: { S: { kind: sandbox, tags: { T: v }, units: { V: { accounts: { a: {} } }, P: { kind: plain } } }, W: { kind: workloads } }`,
        );
        const marked = registered.filter(({ inputs }) => JSON.stringify(inputs).includes("aws-organization:"));
        assert.deepEqual(
            marked.map(({ type, name, inputs }) => [type, name, inputs.tags]),
            [
                [AWS.unit, "S", { T: "v", "aws-organization:kind": "sandbox" }],
                [AWS.unit, "S/V", { T: "v", "aws-organization:kind": "sandbox" }],
            ],
        );
    });

    const WITH_IDS = `${DEFAULTS}organization: { id: o-exists1234 }\npolicies: { p: { guardrail: deny-root-user, id: p-12345678 } }\nunits: { U: { id: ou-abcd-12345678, accounts: { a: { id: "111122223333" } } } }`;

    it("imports by id in the first run what exists", async () => {
        const registered = await provisioned(WITH_IDS);
        const imported = registered.map(({ options }) => options.import).filter((id) => id !== undefined);
        assert.deepEqual(imported.sort(), ["111122223333", "o-exists1234", "ou-abcd-12345678", "p-12345678"]);
    });

    it("imports the attachments of policies that are attached already", async () => {
        const model = load(
            `${DEFAULTS}guardrails: [deny-root-user, deny-purchases]\nunits: { U: { guardrails: [deny-root-user], accounts: { U: { guardrails: [deny-root-user] } } } }`,
        );
        const { registered } = await provision(() =>
            registerModel(model, {
                attachments: {
                    root: new Map([["deny-root-user", "r-abcd:p-1"]]),
                    units: new Map([["U", new Map([["deny-root-user", "ou-u:p-1"]])]]),
                    accounts: new Map([["U", new Map([["deny-root-user", "111122223333:p-1"]])]]),
                },
            }),
        );
        const below = registered.filter(({ name }) => name === "deny-root-user@U");
        assert.deepEqual(
            below.map(({ urn, options }) => [urn.split("$").at(-2), options.import]),
            [
                ["aws-organization:index:OrganizationalUnit", "ou-u:p-1"],
                ["aws-organization:index:Account", "111122223333:p-1"],
            ],
        );
        assert.equal(one(registered, AWS.attachment, "deny-root-user@root").options.import, "r-abcd:p-1");
        assert.equal(one(registered, AWS.attachment, "deny-purchases@root").options.import, undefined);
    });

    it("imports nothing that the state has, and does not compare the role of an imported account", async () => {
        const registered = await provisioned(WITH_IDS, {
            organizationId: "o-exists1234",
            featureSet: "ALL",
            accounts: new Map([["a", { id: "111122223333", email: "a@example.com", closing: false }]]),
            units: new Map([["U", { id: "ou-abcd-12345678" }]]),
            policies: new Map([["p", { id: "p-12345678" }]]),
            attachments: { root: [], units: new Map(), accounts: new Map() },
        });
        assert.ok(registered.every(({ options }) => options.import === undefined));
        assert.deepEqual(one(registered, AWS.account, "a").options.ignoreChanges, ["roleName"]);
    });

    it("unprotects an account for its replacement only by exactly its id", async () => {
        const text = `${DEFAULTS}units: { U: { accounts: { a: { acknowledge: { replacement: "111122223333" } } } } }`;
        const having = (id: string): ExistingResources => ({
            ...NOTHING,
            accounts: new Map([["a", { id, email: "old@example.com", closing: false }]]),
        });
        const protect = async (existing: ExistingResources): Promise<unknown> =>
            one(await provisioned(text, existing), AWS.account, "a").options.protect;
        assert.equal(await protect(having("111122223333")), false);
        assert.equal(await protect(having("444455556666")), true);
        assert.equal(await protect(NOTHING), true);
    });
});

describe("program: an account that exists already", () => {
    const model = load('defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { a: {} } } }');
    const ignored = async (roleName: string | undefined, moved: ReadonlySet<string>): Promise<unknown> => {
        const known = { id: "1", email: "a@example.com", closing: false, ...(roleName !== undefined && { roleName }) };
        const { registered } = await provision(() =>
            registerModel(model, { existing: { ...NOTHING, accounts: new Map([["a", known]]) }, moved }),
        );
        return one(registered, AWS.account, "a").options.ignoreChanges;
    };

    it("keeps its role in all later runs if it was imported, which the state shows", async () => {
        assert.deepEqual(await ignored(undefined, new Set()), ["roleName"]);
        assert.deepEqual(await ignored("Admin", new Set()), []);
    });

    it("is not moved a second time", async () => {
        assert.deepEqual(await ignored("Admin", new Set(["a"])), ["parentId"]);
    });
});

describe("program: the outputs of the stack", () => {
    it("have ids and ARNs by key and as a tree", async () => {
        const model = load(
            `${DEFAULTS}units: { U: { units: { V: { accounts: { b: {} } } }, accounts: { a: {} } }, W: {} }\nguardrails: [deny-root-user]`,
        );
        const { result } = await provision(() =>
            pulumi.output(stackOutputs({ model, invited: [] }, registerModel(model))),
        );
        const arn = (id: string): string => `arn:aws-cn:organizations::000000000000:${id}`;
        const unit = (key: string): Record<string, string> => ({
            id: `organizationalunit:${key}`,
            arn: arn(`organizationalunit:${key}`),
        });
        const account = (key: string, unitKey: string): Record<string, string> => ({
            id: `account:${key}`,
            arn: arn(`account:${key}`),
            email: `${key}@example.com`,
            unit: unitKey,
            roleArn: `arn:aws-cn:iam::account:${key}:role/OrganizationAccountAccessRole`,
        });
        assert.deepEqual(await value(result), {
            organization: {
                id: "o-exampleorgid",
                arn: arn("o-exampleorgid"),
                rootId: "r-abcd",
                managementAccountId: "000000000000",
            },
            tree: {
                U: {
                    ...unit("U"),
                    accounts: { a: "account:a" },
                    units: { V: { ...unit("U/V"), accounts: { b: "account:b" } } },
                },
                W: unit("W"),
            },
            accounts: { a: account("a", "U"), b: account("b", "U/V") },
            policies: { "deny-root-user": { id: "policy:deny-root-user", arn: arn("policy:deny-root-user") } },
        });
    });
});
