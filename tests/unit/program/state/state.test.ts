import assert from "node:assert/strict";
import { registerModel } from "../register/registerModel";
import { fromState } from "../../../../program/state";
import { AWS, provision } from "../../components/mockedPulumi";
import { load } from "../../definition/definitionFixtures";

const ORGANIZATION = "aws-organization:index:Organization";
const UNIT = `${ORGANIZATION}$aws-organization:index:OrganizationalUnit`;
const ACCOUNT = `${ORGANIZATION}$aws-organization:index:Account`;

type Outputs = Record<string, unknown>;

/** The state as the engine gives it: a type chain, a name and outputs for each resource. */
function state(
    resources: readonly (readonly [chain: string, name: string, outputs?: Outputs])[],
    stack = "dev",
    project = "aws-organization",
): ReturnType<typeof fromState> {
    return fromState(
        Object.fromEntries(
            resources.map(([chain, name, outputs = {}]) => [
                `urn:pulumi:${stack}::${project}::${chain}::${name}`,
                { type: chain.split("$").at(-1) ?? "", outputs },
            ]),
        ),
    );
}

describe("program: the state", () => {
    it("of a new stack is empty", () => {
        const existing = fromState({});
        assert.equal(existing.organizationId, undefined);
        assert.equal(existing.accounts.size + existing.units.size + existing.policies.size, 0);
        assert.deepEqual(existing.attachments, { root: [], units: new Map(), accounts: new Map() });
    });

    it("shows where FullAWSAccess is detached", () => {
        const detached = "pulumi-nodejs:dynamic/organizations:FullAccessDetached";
        const existing = state([
            [`${ORGANIZATION}$${detached}`, "FullAWSAccess@root"],
            [`${UNIT}$${detached}`, "FullAWSAccess@W/P"],
            [`${ACCOUNT}$${detached}`, "FullAWSAccess@shop"],
        ]);
        assert.deepEqual(existing.fullAccessDetached, {
            root: true,
            units: new Set(["W/P"]),
            accounts: new Set(["shop"]),
        });
    });

    it("distinguishes accounts whose names end alike: closing one does not close the other", () => {
        const chain = `${ACCOUNT}$${AWS.account}`;
        const { accounts } = state([
            [chain, "legacy::shop", { id: "111111111111", closeOnDeletion: true }],
            [chain, "shop", { id: "222222222222", closeOnDeletion: false }],
        ]);
        assert.deepEqual(
            [...accounts].map(([key, { id, closing }]) => [key, id, closing]),
            [
                ["legacy::shop", "111111111111", true],
                ["shop", "222222222222", false],
            ],
        );
    });

    it("recognises a sandbox only by the mark in the unit's tags", () => {
        const chain = `${UNIT}$${AWS.unit}`;
        const { units } = state([
            [chain, "S", { id: "ou-1", tags: { "aws-organization:kind": "sandbox" } }],
            [chain, "A", { id: "ou-2", tags: { "aws-organization:kind": "Sandbox" } }],
            [chain, "B", { id: "ou-3", tags: { kind: "sandbox" } }],
            [chain, "C", { id: "ou-4", tags: null }],
            [chain, "D", { id: "ou-5" }],
        ]);
        assert.deepEqual(
            [...units].flatMap(([key, { sandbox }]) => (sandbox ? [key] : [])),
            ["S"],
        );
    });

    const RESOURCES: Parameters<typeof state>[0] = [
        ["pulumi:pulumi:Stack", "aws-organization-dev"],
        ["pulumi:providers:aws", "default", { region: "us-east-1" }],
        [ORGANIZATION, "organization"],
        [`${ORGANIZATION}$${AWS.organization}`, "organization", { id: "o-1", featureSet: "ALL" }],
        [`${ORGANIZATION}$${AWS.policy}`, "regions", { id: "p-1", type: "SERVICE_CONTROL_POLICY" }],
        [`${ORGANIZATION}$${AWS.attachment}`, "regions@root"],
        [UNIT, "W"],
        [`${UNIT}$${AWS.unit}`, "W", { id: "ou-1", parentId: "r-1" }],
        [`${UNIT}$${AWS.unit}`, "W/P", { id: "ou-2", parentId: "ou-1" }],
        [`${UNIT}$${AWS.attachment}`, "regions@W/P"],
        [`${UNIT}$${AWS.attachment}`, "suspend@W/P"],
        [
            `${ACCOUNT}$${AWS.account}`,
            "shop",
            {
                id: "111122223333",
                email: "shop@example.com",
                roleName: "Admin",
                parentId: "ou-2",
                closeOnDeletion: false,
            },
        ],
        [
            `${ACCOUNT}$${AWS.account}`,
            "old",
            {
                id: "444455556666",
                email: "old@example.com",
                roleName: null,
                parentId: "ou-elsewhere",
                closeOnDeletion: true,
            },
        ],
        [`${ACCOUNT}$${AWS.attachment}`, "suspend@old"],
        [ACCOUNT, "shop", { id: "111122223333", state: "active" }],
        [`${ACCOUNT}$${AWS.region}`, "ap-east-1@old", { regionName: "ap-east-1" }],
        [
            `${ACCOUNT}$${AWS.account}`,
            "sold",
            { id: "777788889999", email: "sold@example.com", closeOnDeletion: false },
        ],
        [ACCOUNT, "sold", { id: "777788889999", state: "leaving" }],
    ];

    it("is read from what the engine gives", () => {
        const existing = state(RESOURCES);
        assert.equal(existing.organizationId, "o-1");
        assert.equal(existing.featureSet, "ALL");
        assert.deepEqual(Object.fromEntries(existing.accounts), {
            shop: {
                id: "111122223333",
                email: "shop@example.com",
                roleName: "Admin",
                unit: "W/P",
                parentId: "ou-2",
                closing: false,
            },
            old: { id: "444455556666", email: "old@example.com", parentId: "ou-elsewhere", closing: true },
            sold: { id: "777788889999", email: "sold@example.com", closing: false, leaving: true },
        });
        assert.deepEqual(Object.fromEntries(existing.units), { W: { id: "ou-1" }, "W/P": { id: "ou-2", parent: "W" } });
        assert.deepEqual(Object.fromEntries(existing.policies), {
            regions: { id: "p-1", type: "SERVICE_CONTROL_POLICY" },
        });
        // Features read what depends on the organisation.
        assert.deepEqual(
            existing.featureResources,
            new Map([[AWS.region, [{ name: "ap-east-1@old", outputs: { regionName: "ap-east-1" } }]]]),
        );
        assert.deepEqual(existing.attachments, {
            root: ["regions"],
            units: new Map([["W/P", ["regions", "suspend"]]]),
            accounts: new Map([["old", ["suspend"]]]),
        });
    });

    const odd = [
        "a::b",
        "a$b",
        "a@b",
        "$",
        "::",
        "a b",
        "größe",
        "constructor",
        "__proto__",
        "a::b$c:d::e",
        "root",
        "urn:pulumi:x::y::z$w::v",
    ];
    for (const name of odd) {
        it(`keeps the whole name ${JSON.stringify(name)} of accounts, units and attachments`, () => {
            const existing = state([
                [`${ACCOUNT}$${AWS.account}`, name, { id: "1", email: "e" }],
                [`${UNIT}$${AWS.unit}`, name, { id: "ou" }],
                [`${ORGANIZATION}$${AWS.policy}`, name, { id: "p" }],
                [`${UNIT}$${AWS.attachment}`, `policy@${name}`],
                [`${ACCOUNT}$${AWS.attachment}`, `other@${name}`],
                [`${ORGANIZATION}$${AWS.attachment}`, "third@root"],
            ]);
            assert.deepEqual([...existing.accounts.keys()], [name]);
            assert.deepEqual([...existing.units.keys()], [name]);
            assert.deepEqual([...existing.policies.keys()], [name]);
            assert.deepEqual(existing.attachments.units.get(name), ["policy"]);
            assert.deepEqual(existing.attachments.accounts.get(name), ["other"]);
            assert.deepEqual(existing.attachments.root, ["third"]);
        });
    }

    it("is read whatever the names of the stack and the project are", () => {
        const existing = state([[`${ACCOUNT}$${AWS.account}`, "a", { id: "1" }]], "de$v", "pro$ject.x-y_z");
        assert.deepEqual([...existing.accounts.keys()], ["a"]);
    });

    it("is read for resources without a parent too", () => {
        assert.deepEqual([...state([[AWS.account, "by-hand", { id: "1" }]]).accounts.keys()], ["by-hand"]);
    });

    it("confuses no resource with its component, or with a type that ends alike", () => {
        const existing = state([
            [ACCOUNT, "a"],
            [`${ACCOUNT}$other:${AWS.account}`, "b", { id: "1" }],
        ]);
        assert.equal(existing.accounts.size, 0);
    });

    it("is what registering a definition produces: both use the same names and types", async () => {
        const model = load(`
defaults: { email: "{account}@example.com" }
guardrails: [deny-root-user]
units:
  same: { kind: sandbox, accounts: { same: { guardrails: [deny-closing-account] } }, units: { "b::c$d@e": { accounts: { "x@y": { email: xy@example.com } } } } }
`);
        const { registered } = await provision(() => registerModel(model));
        const existing = fromState(
            Object.fromEntries(
                registered.map(({ urn, type, name, inputs }) => [
                    urn,
                    { type, outputs: { ...inputs, id: `${type.split(":").at(-1)?.toLowerCase()}:${name}` } },
                ]),
            ),
        );
        assert.deepEqual([...existing.accounts.keys()].sort(), model.accounts.map(({ key }) => key).sort());
        for (const { key, name, unit, email, roleName } of model.accounts) {
            assert.deepEqual(existing.accounts.get(key), {
                id: `account:${key}`,
                name,
                email,
                roleName,
                unit,
                parentId: `organizationalunit:${unit}`,
                closing: false,
            });
        }
        for (const { key, parent, kind } of model.units) {
            assert.equal(existing.units.get(key)?.parent, parent);
            assert.equal(existing.units.get(key)?.sandbox ?? false, kind === "sandbox");
        }
        assert.deepEqual(existing.attachments, {
            root: ["deny-root-user"],
            units: new Map([["same", ["deny-leaving-organization", "deny-purchases"]]]),
            accounts: new Map([["same", ["deny-closing-account"]]]),
        });
    });

    it("contains the invitations, whose names are the keys of their accounts", () => {
        const type = "pulumi-nodejs:dynamic/organizations:Invitation";
        const { invitations, accounts } = fromState({
            [`urn:pulumi:test::aws-organization::aws-organization:index:Organization$${type}::shop`]: {
                type,
                outputs: {
                    targetType: "EMAIL",
                    targetId: "shop@example.com",
                    handshakeId: "h-12ab34cd56",
                    expires: "2026-12-09T10:00:00.000Z",
                    state: "OPEN",
                    previous: "h-0000000000",
                },
            },
        });
        assert.deepEqual(
            invitations,
            new Map([
                [
                    "shop",
                    {
                        target: { type: "EMAIL", id: "shop@example.com" },
                        handshakeId: "h-12ab34cd56",
                        previous: "h-0000000000",
                    },
                ],
            ]),
        );
        assert.equal(accounts.size, 0);
    });
});
