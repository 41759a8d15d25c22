import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { dissolvedUnits } from "../../../../program/identity";
import { review } from "../../../../program/review";
import { load } from "../../definition/definitionFixtures";
import { HEAD, stateOf } from "./stateFixture";

const BEFORE = "units: { Security: { accounts: { audit: {}, logs: {} } }, Other: {} }";

function warnings(after: string, before = BEFORE): string[] {
    // The definition is in a temporary folder.
    return dissolvedUnits(load(HEAD + after), stateOf(before)).map((one) => one.replace(/^\S*\/(?=organization)/, ""));
}

const IDS = "the old id (StackSets, resource shares, policy conditions) no longer reaches the accounts.";

describe("program: a deleted unit whose accounts go to new units", () => {
    it("is a warning where one account goes elsewhere, so that it is no renamed unit", () => {
        const after = "units: { Secure: { accounts: { audit: {} } }, Other: { accounts: { logs: {} } } }";
        const message =
            "organization.yaml:4:10: unit Security (ou-Security) is deleted: account audit to the new unit Secure and account logs to Other. " +
            `New units have new ids: what names ${IDS} If Security should only get another name, keep its key and write \`name\` in units.Security`;
        assert.deepEqual(warnings(after), [message]);
        const state = stateOf(BEFORE);
        for (const account of state.accounts.values()) Object.assign(account, { id: "111111111111" });
        const { problems, warnings: all } = review(load(HEAD + after), state, "o");
        assert.deepEqual(problems, []);
        assert.ok(
            all.some((one) => messageText(one).endsWith(message)),
            all.map(messageText).join("\n"),
        );
    });

    it("is a warning where the unit is divided into new ones", () => {
        const [told, ...more] = warnings(
            "units: { A: { accounts: { audit: {} } }, B: { accounts: { logs: {} } }, Other: {} }",
        );
        assert.deepEqual(more, []);
        assert.match(
            told ?? "",
            /unit Security \(ou-Security\) is deleted: account audit to the new unit A and account logs to the new unit B\. /,
        );
    });

    it("is one warning with the units below it, and says nothing of a name where it moves", () => {
        const before = "units: { W: { units: { P: { accounts: { p: {} } }, Q: { accounts: { q: {}, r: {} } } } } }";
        const after = "units: { P: { accounts: { p: {} } }, X: { units: { Q: { accounts: { q: {}, r: {} } } } } }";
        const [told, ...more] = warnings(after, before);
        assert.deepEqual(more, []);
        assert.match(
            told ?? "",
            /unit W \(ou-W\) is deleted with the 2 units below it: account p to the new unit P and accounts q and r to the new unit X\/Q\. New units have new ids: what names an old id/,
        );
        const moved = warnings(
            "units: { W: { units: { Security: { accounts: { audit: {}, logs: {} } } } }, Other: {} }",
        );
        assert.equal(moved.length, 1);
        assert.ok(moved[0]?.endsWith(IDS), moved[0]);
    });

    it("names the root", () => {
        const [told] = warnings(
            'units: { New: { accounts: { audit: {} } } }\naccounts: { logs: { unit: /, id: "111111111111" } }',
        );
        assert.match(told ?? "", /account audit to the new unit New and account logs to the root\. /);
    });

    it("says nothing where no account goes to a new unit", () => {
        for (const after of [
            "units: { Other: { accounts: { audit: {}, logs: {} } } }",
            "units: { Other: {}, New: {} }",
            "units: { Other: {}, Known: { id: ou-abcd-11111111, accounts: { audit: {}, logs: {} } } }",
            "units: { Security: {}, Other: {}, New: { accounts: { audit: {}, logs: {} } } }",
            BEFORE,
        ]) {
            assert.deepEqual(warnings(after), [], after);
        }
    });
});
