import assert from "node:assert/strict";
import { differences } from "../../../../../operations/commands/adopt/definitionDifferences";
import { account, allowing, drafted, inventory, policy, unit, unitId } from "./organizationFixture";

describe("org adopt: the comparison with AWS", () => {
    const full = inventory({
        units: [unit(1, "A", { tags: { Team: "a" }, policies: ["p-00000001"] })],
        accounts: [account(1, "shop", { parent: unitId(1), tags: { Team: "a" }, policies: ["p-00000001"] })],
        policies: [policy(1, "guard", allowing)],
    });
    const [a, shop, guard] = [
        full.units[0] ?? assert.fail(),
        full.accounts[0] ?? assert.fail(),
        full.policies[0] ?? assert.fail(),
    ];

    for (const [field, changed] of Object.entries({
        "the feature set": { organization: { ...full.organization, featureSet: "CONSOLIDATED_BILLING" } },
        services: { organization: { ...full.organization, serviceAccess: ["sso.amazonaws.com"] } },
        "types of policy": { organization: { ...full.organization, policyTypes: ["TAG_POLICY"] } },
        "policies of the root": { root: { ...full.root, policies: ["p-00000001"] } },
        "FullAWSAccess of the root": { root: { ...full.root, fullAccess: false } },
        "the name of a unit": { units: [{ ...a, name: "B" }] },
        "tags of a unit": { units: [{ ...a, tags: {} }] },
        "policies of a unit": { units: [{ ...a, policies: [] }] },
        "a unit that is missing": { units: [a, unit(2, "C")] },
        "a unit too many": { units: [] },
        "the e-mail of an account": { accounts: [{ ...shop, email: "x@example.com" }] },
        "the unit of an account": { accounts: [{ ...shop, parent: "r-ab12" }] },
        "the name of an account": { accounts: [{ ...shop, name: "Shop" }] },
        "tags of an account": { accounts: [{ ...shop, tags: { Team: "b" } }] },
        "FullAWSAccess of an account": { accounts: [{ ...shop, fullAccess: false }] },
        "the document of a policy": { policies: [{ ...guard, content: policy(1, "x").content }] },
        "the description of a policy": { policies: [{ ...guard, description: "x" }] },
        "tags of a policy": { policies: [{ ...guard, tags: { a: "b" } }] },
    })) {
        it(`finds a difference in ${field}`, () =>
            drafted(full, ({ model }) => {
                assert.deepEqual(differences(model, full), []);
                assert.equal(differences(model, { ...full, ...changed }).length, 1);
            }));
    }
});
