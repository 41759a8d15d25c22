import assert from "node:assert/strict";
import { modelChanges } from "../../../../operations/edit/draftDifference";
import { load } from "../../definition/definitionFixtures";
import { CONTACT, LET_IN } from "./support";

describe("the settings of an account in an edited definition", () => {
    const changes = (before: string, after: string): string[] => {
        const model = (accounts: string) =>
            load(
                `${LET_IN}defaults: { email: "{account}@example.com", enabledRegions: [me-south-1] }\nunits: { A: { accounts: { ${accounts} } } }`,
            );
        return modelChanges(model(before), model(after));
    };

    it("are a change of that account only", () => {
        assert.deepEqual(changes("a: {}, b: {}", "a: { enabledRegions: [ap-east-1] }, b: {}"), ["account a"]);
        assert.deepEqual(changes("a: {}, b: {}", `a: {}, b: { contacts: { billing: { ${CONTACT} } } }`), ["account b"]);
    });

    it("are added with an account, and removed with it", () => {
        assert.deepEqual(changes("a: {}", "a: {}, b: {}"), ["account b"]);
        assert.deepEqual(changes("a: {}, b: {}", "a: {}"), ["account b"]);
    });
});
