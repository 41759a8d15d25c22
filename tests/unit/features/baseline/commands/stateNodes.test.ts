import assert from "node:assert/strict";
import { NODES } from "./stacksFixture";

describe("the accounts and units of a state", () => {
    it("are named by their keys", () => {
        assert.equal(NODES.account("id-shop")?.key, "shop");
        assert.equal(NODES.account("id-other"), undefined);
        assert.equal(NODES.unitText("ou-prod"), "unit Workloads/Production");
        assert.equal(NODES.unitText("r-a1b2"), "the root");
        assert.equal(NODES.unitText("ou-own"), 'unit "ou-own", which this stack does not have');
    });

    it("lie below the root and their units, and in no others", () => {
        const pairs: [string | undefined, string, boolean][] = [
            ["ou-prod", "ou-work", true],
            ["ou-prod", "ou-prod", true],
            ["ou-prod", "r-a1b2", true],
            ["r-a1b2", "r-a1b2", true],
            ["ou-own", "r-a1b2", true],
            ["ou-work", "ou-prod", false],
            ["ou-sand", "ou-work", false],
            ["ou-own", "ou-work", false],
            [undefined, "ou-work", false],
        ];
        for (const [lower, upper, isIn] of pairs) assert.equal(NODES.isIn(lower, upper), isIn, `${lower} in ${upper}`);
    });
});
