import assert from "node:assert/strict";
import { registerModel } from "../program/register/registerModel";
import { load } from "../definition/definitionFixtures";
import { AWS, one, provision, waitsFor } from "./mockedPulumi";

const DETACHED = "pulumi-nodejs:dynamic/organizations:FullAccessDetached";
const allow = {
    type: "SERVICE_CONTROL_POLICY",
    document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] },
};

describe("components: FullAWSAccess", () => {
    const place = { guardrails: ["allow", "deny-root-user"], fullAccess: false };
    const provisioned = (more: Record<string, unknown>): ReturnType<typeof provision> =>
        provision(() => registerModel(load({ policies: { allow }, ...more })));

    it("is detached from root, unit and account after the allow list is attached", async () => {
        const { registered } = await provisioned({
            ...place,
            units: { A: { ...place, accounts: { a: { ...place, email: "a@example.com" } } } },
        });
        for (const [target, parent] of [
            ["root", "organization"],
            ["A", "A"],
            ["a", "a"],
        ] as const) {
            const detached = one(registered, DETACHED, `FullAWSAccess@${target}`);
            assert.deepEqual(waitsFor(registered, detached), [`allow@${target}`, `deny-root-user@${target}`]);
            assert.equal(registered.find(({ resource }) => resource === detached.options.parent)?.name, parent);
        }
        // An account enters where it is done, and keeps its own until it is gone itself.
        const account = one(registered, AWS.account, "a");
        assert.ok(waitsFor(registered, account).includes("FullAWSAccess@A"));
        assert.equal(one(registered, DETACHED, "FullAWSAccess@a").options.deletedWith, account.resource);
        assert.equal(one(registered, DETACHED, "FullAWSAccess@A").options.deletedWith, undefined);
    });

    it("stays attached by default", async () => {
        const { registered } = await provisioned({ units: { A: { accounts: { a: { email: "a@example.com" } } } } });
        assert.deepEqual(
            registered.filter(({ type }) => type === DETACHED),
            [],
        );
    });

    it("has a provider that the state names by a path", async () => {
        const { registered } = await provisioned({ units: { A: place } });
        const { inputs } = one(registered, DETACHED, "FullAWSAccess@A");
        assert.equal(
            inputs.__provider,
            'exports.handler = () => require(require("node:path").resolve("program/providers.cjs")).fullAccessDetached',
        );
    });
});
