import assert from "node:assert/strict";
import type { ForecastState } from "../../../../program/forecast";
import { refreshedState, type RefreshedOutputs } from "../../../../program/openStack/refreshedState";

const urnOf = (type: string, name: string): string => `urn:pulumi:test::aws-organization::${type}::${name}`;
const resource = (type: string, name: string, values: Record<string, unknown>): ForecastState => ({
    ...{ urn: urnOf(type, name), id: name, custom: true },
    ...{ inputs: values, outputs: { ...values, arn: `arn:${name}` } },
});

const POLICY = resource("aws:organizations/policy:Policy", "own", { content: "tight", type: "SCP" });
const ACCOUNT = resource("aws:organizations/account:Account", "shop", { name: "Shop" });
const PROVIDER = resource("pulumi:providers:aws", "default", { region: "us-east-1" });
const COMPONENT: ForecastState = { urn: urnOf("aws-organization:index:Organization", "organization") };
const STATE = [COMPONENT, PROVIDER, POLICY, ACCOUNT];

/** An engine that has refreshed resources of these names. */
function engine(refreshed: Readonly<Record<string, Record<string, unknown>>>): RefreshedOutputs {
    return (urn) => Promise.resolve(refreshed[urn.split("::").at(-1) ?? ""]);
}

describe("the state as a run has refreshed it", () => {
    it("is unknown if the run has not refreshed anything", async () => {
        assert.equal(await refreshedState(STATE, engine({})), undefined);
        assert.equal(await refreshedState([], engine({})), undefined);
    });

    it("has what somebody changed by hand as inputs and outputs, and not what AWS computes as an input", async () => {
        const own = { content: "tighter", type: "SCP", arn: "arn:other" };
        const found = await refreshedState(STATE, engine({ own, shop: { name: "Shop", arn: "arn:shop" } }));
        assert.deepEqual(found, [
            COMPONENT,
            PROVIDER,
            { ...POLICY, inputs: { content: "tighter", type: "SCP" }, outputs: own },
            ACCOUNT,
        ]);
    });

    it("lacks what somebody deleted by hand", async () => {
        const engineOf = engine({ own: { content: "tight", type: "SCP", arn: "arn:own" } });
        assert.deepEqual(await refreshedState(STATE, engineOf), [COMPONENT, PROVIDER, POLICY]);
    });

    it("keeps what is none of the targets that are refreshed", async () => {
        const other = resource("aws:organizations/policy:Policy", "other", { content: "x" });
        const own = { content: "tighter", type: "SCP", arn: "arn:own" };
        const found = await refreshedState([...STATE, other], engine({ own }));
        assert.deepEqual(found?.slice(3), [ACCOUNT, other]);
    });
});
