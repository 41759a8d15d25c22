import assert from "node:assert/strict";
import { expiredAccounts } from "../../../../program/review/expiredAccounts";
import { load } from "../../definition/definitionFixtures";

describe("program: accounts that have expired", () => {
    const told = (account: string, today: string): string[] =>
        expiredAccounts(
            load(`units: { A: { kind: sandbox, accounts: { a: { email: a@example.com, ${account} } } } }`),
            today,
        );

    it("are reported from the day after their last", () => {
        assert.deepEqual(told("expires: 2027-01-31", "2027-01-31"), []);
        assert.deepEqual(told("expires: 2027-01-31, owner: ada", "2027-02-01"), [
            "account a has expired on 2027-01-31; its owner is ada. " +
                "Close it (`org close a`), or write a later day in `expires`. Nothing happens automatically.",
        ]);
    });

    it("are not reported without a day, or if the account is closing or leaving", () => {
        assert.deepEqual(told("owner: ada", "2027-02-01"), []);
        assert.deepEqual(told("expires: 2027-01-31, state: closing", "2027-02-01"), []);
        assert.deepEqual(
            told('expires: 2027-01-31, state: leaving, acknowledge: { leaving: "111122223333" }', "2027-02-01"),
            [],
        );
    });
});
