import assert from "node:assert/strict";
import { placesText } from "../../../../../features/people/effect/placesText";
import { load } from "../../../definition/definitionFixtures";

describe("accounts in words", () => {
    const spine = load(
        'defaults: { email: "{account}@example.com" }\nunits: { Shops: { accounts: { shop: {}, made: { id: "111122223333" } } } }\n',
    );
    const words = (...accounts: readonly string[]): string =>
        placesText(accounts, { spine, known: ["shop", "made"], most: 5 });

    it("name an account that is taken over by its key", () => {
        assert.equal(words("111122223333"), words("made"));
        assert.equal(words("444455556666"), "444455556666, which the definition does not have");
    });
});
