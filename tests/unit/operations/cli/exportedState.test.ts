import assert from "node:assert/strict";
import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import {
    existingResources,
    pendingCreates,
    resourceTitle,
    type ExportedResource,
} from "../../../../operations/cli/exportedState";

const PREFIX = "urn:pulumi:prod::aws-organization::";
const urn = (type: string, name: string): string => `${PREFIX}${type}::${name}`;
const ACCOUNT = "aws-organization:index:Account$aws:organizations/account:Account";
const POLICY = "aws:organizations/policy:Policy";
const account = (key: string, id: string, more: object = {}): ExportedResource => ({
    urn: urn(ACCOUNT, key),
    id,
    outputs: { id, name: key, email: `${id}@example.com`, closeOnDeletion: false },
    ...more,
});
const policy = (key: string, more: object = {}): ExportedResource => ({
    urn: urn(POLICY, key),
    id: `p-${key}`,
    outputs: { id: `p-${key}`, type: "SERVICE_CONTROL_POLICY", content: "{}" },
    ...more,
});
const stateOf = (...resources: ExportedResource[]): Deployment => ({ version: 3, deployment: { resources } });

describe("an exported state: what the stack has", () => {
    it("matches what the engine reports to the program", () => {
        const bare = { urn: urn("pulumi:x:Y", "bare") };
        const found = existingResources(stateOf(policy("a"), policy("gone", { delete: true }), bare));
        assert.deepEqual([...found.policies], [["a", { id: "p-a", type: "SERVICE_CONTROL_POLICY", content: "{}" }]]);
    });

    it("is nothing for a new stack", () => {
        const { accounts, units, policies } = existingResources({ version: 3, deployment: {} });
        assert.deepEqual([accounts.size, units.size, policies.size], [0, 0, 0]);
    });

    it("says of the resource of a feature why the last run did not finish its change", () => {
        const type = "pulumi-nodejs:dynamic/baseline:BlockStackSet";
        const block = (name: string, more: object): ExportedResource => ({
            urn: urn(type, name),
            outputs: {},
            ...more,
        });
        const { featureResources } = existingResources(
            stateOf(block("oncall", { initErrors: ["it stops"] }), block("audit", { initErrors: [] })),
        );
        assert.deepEqual(featureResources?.get(type), [
            { name: "oncall", outputs: {}, errors: ["it stops"] },
            { name: "audit", outputs: {} },
        ]);
    });

    it("distinguishes accounts whose names end alike", () => {
        const { accounts } = existingResources(
            stateOf(
                account("legacy::shop", "222222222222", { outputs: { id: "222222222222", closeOnDeletion: true } }),
                account("shop", "111111111111"),
                account("x$shop", "333333333333"),
                account("a$b::shop", "444444444444"),
            ),
        );
        assert.deepEqual(
            [...accounts].map(([key, { id, closing }]) => [key, id, closing]),
            [
                ["legacy::shop", "222222222222", true],
                ["shop", "111111111111", false],
                ["x$shop", "333333333333", false],
                ["a$b::shop", "444444444444", false],
            ],
        );
    });

    it("contains the live account if an earlier one with its key is still to be deleted", () => {
        const [live, old] = [account("shop", "111111111111"), account("shop", "999999999999", { delete: true })];
        for (const order of [stateOf(live, old), stateOf(old, live)]) {
            assert.equal(existingResources(order).accounts.get("shop")?.id, "111111111111");
        }
    });
});

describe("an exported state: what an interrupted run has left", () => {
    const state: Deployment = {
        version: 3,
        deployment: {
            resources: [account("shop", "111122223333")],
            pending_operations: [
                { type: "creating", resource: { urn: urn(ACCOUNT, "data") } },
                { type: "creating", resource: { urn: urn(ACCOUNT, "data") } },
                { type: "creating", resource: { urn: urn(ACCOUNT, "legacy::data") } },
                { type: "updating", resource: { urn: urn(ACCOUNT, "shop") } },
            ],
        },
    };

    it("names each resource that was being created, once", () => {
        assert.deepEqual(pendingCreates(state).map(resourceTitle), ["Account data", "Account legacy::data"]);
        assert.deepEqual(pendingCreates({ version: 3, deployment: {} }), []);
    });
});
