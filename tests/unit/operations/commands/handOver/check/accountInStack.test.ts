import assert from "node:assert/strict";
import {
    accountInResources,
    namingResources,
    requireLeaving,
} from "../../../../../../operations/commands/handOver/check/accountInStack";
import type { ExportedResource } from "../../../../../../operations/cli/exportedState";

describe("the part of a stack that belongs to an account", () => {
    const ID = "222222222222";
    const PREFIX = "urn:pulumi:test::p::aws-organization:index:Organization$aws-organization:index:Account";
    const component = (key: string, state = "active"): ExportedResource => ({
        urn: `${PREFIX}::${key}`,
        outputs: { id: ID, state },
    });
    const account = (key: string, id: string, more: Partial<ExportedResource> = {}): ExportedResource => ({
        urn: `${PREFIX}$aws:organizations/account:Account::${key}`,
        id,
        parent: `${PREFIX}::${key}`,
        inputs: { closeOnDeletion: false },
        outputs: { id, closeOnDeletion: false },
        ...more,
    });
    const leaving = [component("shop", "leaving"), account("shop", ID)];
    const closing = { inputs: { closeOnDeletion: true }, outputs: { closeOnDeletion: true } };

    it("is its component and everything below; what depends on it is listed separately", () => {
        const mine = account("shop", ID, { protect: true });
        const deep = { urn: "urn:pulumi:test::p::x:index:Deep::deep", parent: mine.urn };
        const other = account("other", "333333333333", { dependencies: [mine.urn] });
        const unit = { urn: "urn:pulumi:test::p::aws-organization:index:OrganizationalUnit::shop", protect: true };
        const { urns, dependents, isProtected, end } = accountInResources(
            [component("shop"), mine, deep, other, unit],
            "shop",
        );
        assert.deepEqual(urns, [component("shop").urn, mine.urn, deep.urn]);
        assert.deepEqual({ dependents, isProtected, end }, { dependents: [other.urn], isProtected: true, end: "kept" });
        const none = accountInResources([other], "shop");
        assert.deepEqual([none.urns, none.dependents, none.isProtected, none.id], [[], [], false, undefined]);
    });

    it("is named by resources that are updated with it, and never by another account", () => {
        const dependencies = [account("shop", ID).urn];
        const budget = { urn: "urn:pulumi:test::p::aws:budgets/budget:Budget::unit Work monthly", dependencies };
        const others = [account("other", "333333333333", { dependencies }), { ...component("other"), dependencies }];
        const found = accountInResources([...leaving, budget, ...others], "shop");
        assert.equal(found.dependents.length, 3);
        assert.deepEqual(namingResources(found), [budget.urn]);
    });

    it("is found by exactly that name, even if another name ends with it", () => {
        const both = [
            component("legacy::shop", "leaving"),
            account("legacy::shop", "333333333333", closing),
            ...leaving,
            component("a$b::legacy::shop"),
            account("a$b::legacy::shop", "444444444444"),
        ];
        const shop = accountInResources(both, "shop");
        assert.deepEqual([shop.id, shop.end, shop.urns.length], [ID, "leaves", 2]);
        const legacy = accountInResources(both, "legacy::shop");
        assert.deepEqual([legacy.id, legacy.end, legacy.urns.length], ["333333333333", "closes", 2]);
        assert.equal(accountInResources(both, "legacy").urns.length, 0);
    });

    it("may be deleted only if the state says that exactly this account leaves, and nothing would be closed", () => {
        requireLeaving(accountInResources(leaving, "shop"), "shop", ID);
        // The stack no longer has the account.
        requireLeaving(accountInResources([], "shop"), "shop", ID);
        const cases: [string, ExportedResource[], RegExp][] = [
            ["active", [component("shop"), account("shop", ID)], /does not say that it leaves\. Put it back/],
            ["protected", [component("shop", "leaving"), account("shop", ID, { protect: true })], /does not say that/],
            ["closing", [component("shop", "closing"), account("shop", ID, closing)], /the stack would CLOSE shop/],
            ["leaving and closing at once", [component("shop", "leaving"), account("shop", ID, closing)], /CLOSE/],
            [
                "closing by what was asked for",
                [component("shop", "leaving"), account("shop", ID, { inputs: { closeOnDeletion: true } })],
                /CLOSE/,
            ],
            [
                "closing by what the provider has returned, which is what it goes by",
                [component("shop", "leaving"), account("shop", ID, { outputs: { closeOnDeletion: true } })],
                /CLOSE/,
            ],
            [
                "another account",
                [component("shop", "leaving"), account("shop", "999999999999")],
                /another account under the key shop: 999999999999 instead of 222222222222/,
            ],
            [
                "under another key",
                [component("store", "leaving"), account("store", ID)],
                /account 222222222222 under the key store, and not under shop/,
            ],
            [
                "with a closing that is pending",
                [...leaving, account("web", "555555555555", { delete: true, ...closing })],
                /about to close 555555555555/,
            ],
            ["without an account below the component", [component("shop", "leaving")], /does not say that/],
        ];
        for (const [what, state, message] of cases) {
            const refused = (): void => requireLeaving(accountInResources(state, "shop"), "shop", ID);
            assert.throws(refused, { name: "CommandError", message }, what);
        }
    });
});
