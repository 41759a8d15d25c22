import assert from "node:assert/strict";
import { registerModel } from "./registerModel";
import { load } from "../../definition/definitionFixtures";
import { AWS, one, provision, waitsFor } from "../../components/mockedPulumi";

describe("program: an account in the root", () => {
    it("waits for the guardrails of the root, and has the same URN as in a unit", async () => {
        const definition = (unit: string) =>
            load({
                guardrails: ["deny-leaving-organization"],
                units: { U: {} },
                accounts: { old: { unit, id: "111122223333", email: "old@example.com" } },
            });
        const [root, unit] = [
            await provision(() => registerModel(definition("/"))),
            await provision(() => registerModel(definition("U"))),
        ].map(({ registered }) => ({ registered, account: one(registered, AWS.account, "old") }));
        assert.ok(root && unit);
        assert.equal(root.account.inputs.parentId, "r-abcd");
        assert.equal(root.account.urn, unit.account.urn);
        assert.equal(root.account.options.import, "111122223333");
        assert.ok(waitsFor(root.registered, root.account).includes("deny-leaving-organization@root"));
    });
});
