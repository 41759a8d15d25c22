import assert from "node:assert/strict";
import { NodePeople } from "../../../../../operations/commands/tree/page/data/nodePeople";
import { NO_FILTER, TreeSearch } from "../../../../../operations/commands/tree/page/data/treeFilter";
import { TreeIndex } from "../../../../../operations/commands/tree/page/data/treeIndex";
import { TreeState } from "../../../../../operations/commands/tree/page/data/treeState";
import { viewHash, viewOf } from "../../../../../operations/commands/tree/page/data/viewLink";
import { generatedTree } from "../../../../browser/support/generatedTree";

describe("the address of the page of the organisation", () => {
    const index = new TreeIndex(generatedTree({ accounts: 1000 }));
    const search = new TreeSearch(index, new NodePeople(index));
    const stateOf = (hash: string): TreeState => new TreeState(index, search, viewOf(hash));
    const number = (ref: string): number => index.numberOf(ref) ?? -1;

    it("is empty for the page as it begins", () => {
        assert.equal(viewHash(stateOf("").view()), "");
    });

    it("holds what is chosen, looked for and unfolded, and shows the same again", () => {
        const state = stateOf("");
        state.changeFilter({ typed: "shop & co", tag: "Team=shop", guardrail: "!regions", who: "ada@example.com" });
        state.changeFilter({ typed: "shop", guardrail: "", who: "" });
        state.unfoldAll("none");
        state.select(number("account:shop-prod-0006"));
        state.toggle([number("unit:Workloads/NonProduction")], false);
        const hash = viewHash(state.view());
        assert.equal(
            hash,
            "#at=account%3Ashop-prod-0006&find=shop&tag=Team%3Dshop&unfold=none&open=root&open=unit%3AWorkloads" +
                "&open=unit%3AWorkloads%2FProduction&open=unit%3AWorkloads%2FProduction%2Fteam-001&fold=unit%3AWorkloads%2FNonProduction",
        );
        const again = stateOf(hash);
        assert.deepEqual(again.rows(), state.rows());
        assert.deepEqual(again.filter, state.filter);
        assert.equal(again.selected, state.selected);
        assert.equal(viewHash(again.view()), hash);
    });

    it("keeps what was unfolded without a filter while somebody filters", () => {
        const state = stateOf("");
        state.unfoldAll("none");
        const before = state.rows();
        assert.equal(before.length, 3);
        state.changeFilter({ typed: "shop-prod-0001" });
        assert.equal(state.rows().length, 5);
        state.unfoldAll("none");
        assert.equal(state.rows().length, 2);
        state.changeFilter(NO_FILTER);
        assert.deepEqual(state.rows(), before);
    });

    it("unfolds what leads to the node that it names", () => {
        const ref = "account:payments-dev-0990";
        const state = stateOf(`#at=${encodeURIComponent(ref)}`);
        assert.equal(state.selected, number(ref));
        assert.ok(state.rows().some(({ node }) => node === state.selected));
    });

    for (const hash of [
        "#at=account%3Agone",
        "#open=unit%3AGone&fold=x",
        "#unfold=sideways",
        "#%E0%A4%A",
        "#&&==",
        "#__proto__=1",
    ]) {
        it(`is a view also where it names what there is not: ${hash}`, () => {
            const state = stateOf(hash);
            assert.equal(state.selected, undefined);
            assert.deepEqual(state.rows(), stateOf("").rows());
        });
    }

    it("shows all rows that the filter lets through on paper", () => {
        const state = stateOf("#tag=Team%3Dshop&unfold=none");
        const accounts = state.allRows().filter(({ node }) => index.node(node).kind === "account");
        assert.equal(accounts.length, 200);
    });
});
