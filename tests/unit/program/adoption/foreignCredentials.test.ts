import assert from "node:assert/strict";
import { foreignCredentials } from "../../../../program/adoption";

const state = { organizationId: "o-ours123456", managementAccountId: "111111111111" };
const theirs = { id: "o-theirs1234", managementAccountId: "222222222222" };

describe("credentials that are not for the state's organisation", () => {
    const foreign: [string, Parameters<typeof foreignCredentials>, RegExp][] = [
        [
            "another management account",
            [state, { account: "222222222222", organization: theirs }],
            /for account 222222222222 of the organisation o-theirs1234, but .* o-ours123456 \(management account 111111111111\)\. Nothing was done\.\nChoose credentials of account 111111111111.*pulumi refresh/,
        ],
        [
            "a member of another organisation",
            [state, { account: "333333333333", organization: theirs }],
            /account 333333333333 of the organisation o-theirs1234, whose management account is 222222222222, but/,
        ],
        [
            "an account without organisation",
            [state, { account: "333333333333" }],
            /account 333333333333, which is in no organisation, but the state of this stack has the organisation/,
        ],
        [
            "an account that AWS does not name",
            [state, { organization: theirs }],
            /an account of the organisation o-theirs1234, whose management account is 222222222222, but/,
        ],
        [
            "another account, where the state does not name its own",
            [{ organizationId: "o-ours123456" }, { account: "222222222222", organization: theirs }],
            /organisation o-ours123456\. Nothing was done\.\nChoose credentials of its management account, or/,
        ],
        [
            "the right account, whose organisation was deleted",
            [state, { account: "111111111111" }],
            /^account 111111111111 is in no organisation, but .* AWS no longer has.*\n.*docs\/stacks\.md/,
        ],
        [
            "the right account, which has a new organisation",
            [state, { account: "111111111111", organization: { ...theirs, managementAccountId: "111111111111" } }],
            /^account 111111111111 has the organisation o-theirs1234, but .* AWS no longer has/,
        ],
        [
            "the right account, which has joined another organisation",
            [state, { account: "111111111111", organization: theirs }],
            /^account 111111111111 is a member of the organisation o-theirs1234, but .* AWS no longer has/,
        ],
    ];
    for (const [name, given, message] of foreign) {
        it(`are refused: ${name}`, () => assert.match(foreignCredentials(...given) ?? "", message));
    }

    it("are not those of any account of the state's organisation, nor any of a new stack", () => {
        const organization = { id: "o-ours123456", managementAccountId: "111111111111" };
        assert.equal(foreignCredentials(state, { account: "333333333333", organization }), undefined);
        assert.equal(foreignCredentials({}, { account: "222222222222", organization: theirs }), undefined);
    });
});
