import assert from "node:assert/strict";
import { formatPath } from "../../../../definition";
import { findAccounts, isNew, takenEmails } from "../../../../program/creation";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const MANAGEMENT = { id: "9", email: "root@example.com" };
const NOTHING = fromState({});
const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';

describe("program: accounts that exist in AWS and not in the stack", () => {
    const { accounts } = load(`${DEFAULTS}units: { U: { accounts: { shop: {} } } }`);
    const found = (email: string, state: string, existing: ExistingResources = NOTHING) =>
        findAccounts(
            accounts,
            { managementAccount: MANAGEMENT, members: [{ id: "1", name: "any", email, state }] },
            existing,
        );

    it("are found by their e-mails, whatever the case and the name", () => {
        for (const email of ["shop@example.com", "SHOP@Example.com"]) {
            assert.deepEqual([...found(email, "ACTIVE").ids], [["shop", "1"]]);
        }
        assert.equal(found("other@example.com", "ACTIVE").ids.size, 0);
    });

    const refused: readonly [string, ReturnType<typeof found>, RegExp][] = [
        ...["SUSPENDED", "PENDING_CLOSURE", "CLOSED"].map((state): [string, ReturnType<typeof found>, RegExp] => [
            `of an account that is ${state}`,
            found("shop@example.com", state),
            /^account shop: shop@example\.com is the e-mail of a closed account, 1 \([A-Z_]+\)\. Within 90 days .* Reopen it, or choose another e-mail\. If it is this account that was closed, take it out of the definition: \.\/org close shop$/,
        ]),
        [
            "of another account of the stack",
            found("shop@example.com", "ACTIVE", {
                ...NOTHING,
                accounts: new Map([["old", { id: "1", email: "shop@example.com", closing: true }]]),
            }),
            /^account shop: shop@example\.com is the e-mail of account old \(1\) of this stack\. .*Keep the key old/,
        ],
        [
            "of the management account",
            findAccounts(accounts, { managementAccount: { id: "9", email: "Shop@example.com" }, members: [] }, NOTHING),
            /^account shop: shop@example\.com is the e-mail of the management account: choose another$/,
        ],
    ];
    for (const [what, { ids, problems }, message] of refused) {
        it(`must not have the e-mail ${what}`, () => {
            assert.equal(ids.size, 0);
            assert.equal(problems.length, 1);
            assert.match(problems[0]?.message ?? "", message);
            assert.equal(formatPath(problems[0]?.path ?? []), "units.U.accounts.shop.email");
        });
    }

    it("keep their e-mails from the new accounts that replace others", () => {
        const inAws = (id: string) => ({
            managementAccount: MANAGEMENT,
            members: [{ id, name: "any", email: "SHOP@example.com", state: "ACTIVE" }],
        });
        const known = { accounts: new Map([["other", { id: "1" }]]) };
        const taken = (id: string): string | undefined => takenEmails(accounts, inAws(id), known)[0]?.message;
        assert.match(taken("1") ?? "", /is the e-mail of account other \(1\) of this stack/);
        assert.match(taken("2") ?? "", /is the e-mail of account 2 of the organisation: give the new account another/);
        assert.deepEqual(takenEmails([], inAws("2"), known), []);
    });

    it("are looked for only if an account would be created", () => {
        const { accounts: all } = load(
            `${DEFAULTS}units: { U: { accounts: { created: {}, known: {}, taken: { id: "111122223333" }, invited: { id: "444455556666", invite: {} } } } }`,
        );
        const existing = { accounts: new Map([["known", { id: "1" }]]) };
        assert.deepEqual(
            all.filter((account) => isNew(account, existing)).map(({ key }) => key),
            ["created"],
        );
    });
});
