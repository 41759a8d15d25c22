import assert from "node:assert/strict";
import { NodePeople } from "../../../../../operations/commands/tree/page/data/nodePeople";
import { TreeIndex } from "../../../../../operations/commands/tree/page/data/treeIndex";
import { TreeSpending } from "../../../../../operations/commands/tree/page/data/treeSpending";
import { placeText } from "../../../../../operations/commands/tree/page/data/pageWords";
import { generatedTree } from "../../../../browser/support/generatedTree";

describe("who has access in the page of the organisation", () => {
    const document = generatedTree({ accounts: 10, perUnit: 5 });
    const index = new TreeIndex(document);
    const people = new NodePeople(index);
    const number = (ref: string): number => index.numberOf(ref) ?? -1;
    const lines = (of: NodePeople, node: number): readonly string[] =>
        of
            .of(node)
            .flatMap(({ who, kind, access }) =>
                access.map(
                    ({ through, grant, accounts }) =>
                        `${who} (${kind}) ${grant.permissionSet}${through === undefined ? "" : ` through ${through}`} in ${accounts}`,
                ),
            );

    it("is each member of a group, and a group whose members nobody knows", () => {
        assert.deepEqual(lines(people, number("account:shop-prod-0001")), [
            "ada.shop@example.com (person) developer through shop in 1",
            "auditors (external group) read-only in 1",
            "grace@example.com (person) admin in 1",
            "linus.shop@example.com (person) developer through shop in 1",
        ]);
        assert.equal(people.countOf(number("account:shop-prod-0001")), 4);
    });

    it("of a unit is that of its accounts, with their number", () => {
        const unit = lines(people, number("unit:Workloads/Production"));
        assert.ok(unit.includes("ada.data@example.com (person) developer through data in 1"));
        // The same permission set by another line of the definition is another grant.
        assert.equal(unit.filter((line) => line.startsWith("grace")).length, 5);
        assert.deepEqual(lines(people, number("unit:Sandbox")), []);
    });

    it("of the root has that of the management account, too", () => {
        const [root, ...others] = document.nodes;
        assert.ok(root);
        const only = new TreeIndex({ ...document, nodes: [{ ...root, access: 0 }, ...others.slice(0, 2)] });
        assert.equal(new NodePeople(only).of(0).length, 4);
    });

    it("says of a group that nobody is in it", () => {
        const empty = new NodePeople(
            new TreeIndex({ ...document, groups: [{ key: "shop", members: [], isExternal: false }] }),
        );
        assert.ok(lines(empty, number("account:shop-prod-0001")).includes("shop (empty group) developer in 1"));
    });

    it("counts people and unknown groups once, and offers groups to look for", () => {
        assert.equal(people.count, 12);
        assert.deepEqual(people.everybody().slice(0, 2), ["ada.data@example.com", "ada.payments@example.com"]);
        assert.ok(people.everybody().includes("data"));
    });
});

describe("figures and places in the page of the organisation", () => {
    it("sum what accounts have cost, by month", () => {
        const index = new TreeIndex(generatedTree({ accounts: 4, perUnit: 2, hasSpend: true }));
        const spending = new TreeSpending(index);
        assert.deepEqual(spending.of(0)?.months, [
            { month: "2026-09", amount: 406 },
            { month: "2026-10", amount: 806 },
        ]);
        assert.equal(spending.of(index.numberOf("unit:Sandbox") ?? -1), undefined);
        assert.equal(new TreeSpending(new TreeIndex(generatedTree({ accounts: 4 }))).of(0), undefined);
    });

    it("are written without the definition's folder and without the column", () => {
        assert.equal(
            placeText("organizations/dev/accounts/shop.yaml:3:54", "organizations/dev"),
            "accounts/shop.yaml:3",
        );
        assert.equal(placeText("organizations/dev.yaml:3:54", "organizations/dev.yaml"), "organizations/dev.yaml:3");
        assert.equal(placeText("the default", "organizations/dev"), "the default");
    });

    it("bind an account from the root down", () => {
        const index = new TreeIndex(generatedTree({ accounts: 12 }));
        const account = index.numberOf("account:shop-prod-0006") ?? -1;
        const bound = index.guardrails(account).map(({ policy, at }) => `${policy} at ${index.node(at).key}`);
        assert.deepEqual(bound, [
            "deny-leaving at root",
            "tag-values at root",
            "regions at Workloads",
            "require-encryption at Workloads/Production",
            "require-encryption at shop-prod-0006",
        ]);
        assert.equal(index.guardrailCounts[account], 5);
    });
});
