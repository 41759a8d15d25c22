import assert from "node:assert/strict";
import * as fc from "fast-check";
import { accountNode, describeNode, OrganizationTree, ROOT_NODE, unitNode } from "../../../tree";

const tree = new OrganizationTree(
    [{ key: "W" }, { key: "W/P", parent: "W" }, { key: "S" }, { key: "W/P/X", parent: "W/P" }],
    [{ key: "shop", unit: "W/P" }, { key: "data", unit: "W" }, { key: "loose" }, { key: "lost", unit: "elsewhere" }],
);
const keys = (all: readonly { readonly key: string }[]): string[] => all.map(({ key }) => key);

describe("the organisation's tree", () => {
    it("leads from the root down to a node", () => {
        assert.deepEqual(tree.pathTo(accountNode("shop")).map(describeNode), [
            "the root",
            "unit W",
            "unit W/P",
            "account shop",
        ]);
        assert.deepEqual(keys(tree.pathTo(unitNode("W/P"))), ["root", "W", "W/P"]);
        assert.deepEqual(tree.pathTo(ROOT_NODE), [ROOT_NODE]);
        assert.deepEqual(keys(tree.pathTo(accountNode("lost"))), ["root", "lost"]);
        assert.deepEqual(tree.pathTo(accountNode("nobody")), [ROOT_NODE]);
    });

    it("finds what is in a unit and below it", () => {
        assert.deepEqual(keys(tree.unitsIn()), ["W", "S"]);
        assert.deepEqual(keys(tree.unitsBelow("W")), ["W/P", "W/P/X"]);
        assert.deepEqual(keys(tree.accountsIn("W")), ["data"]);
        assert.deepEqual(keys(tree.accountsBelow("W")), ["data", "shop"]);
        assert.deepEqual(keys(tree.accountsIn()), ["loose", "lost"]);
        assert.deepEqual(keys(tree.accountsBelow()).sort(), ["data", "loose", "lost", "shop"]);
        assert.deepEqual(tree.accountsBelow("nowhere"), []);
    });

    it("walks up and down the same way, whatever the tree", () => {
        const units = fc
            .array(fc.option(fc.nat(), { nil: undefined }), { minLength: 1, maxLength: 12 })
            .map((parents) =>
                parents.map((parent, index) => ({
                    key: `u${index}`,
                    parent: parent === undefined || index === 0 ? undefined : `u${parent % index}`,
                })),
            );
        fc.assert(
            fc.property(units, (all) => {
                const any = new OrganizationTree(all);
                for (const { key } of all) {
                    const above = keys(any.unitsDownTo(key)).slice(0, -1);
                    for (const { key: other } of all) {
                        assert.equal(keys(any.unitsBelow(other)).includes(key), above.includes(other));
                    }
                }
            }),
        );
    });

    it("ends where parents lead in a circle", () => {
        const circle = new OrganizationTree([
            { key: "a", parent: "b" },
            { key: "b", parent: "a" },
        ]);
        assert.deepEqual(keys(circle.unitsDownTo("a")), ["b", "a"]);
    });
});
