import assert from "node:assert/strict";
import { ModelTree, treeOf, type ModelNode } from "../../../definition/modelTree";
import { accountNode, ROOT_NODE, unitNode, type OrganizationNode } from "../../../tree";
import { load } from "./definitionFixtures";

const account = (key: string, more: object = {}): Record<string, object> => ({
    [key]: { email: `${key}@example.com`, ...more },
});

describe("definition: the tree of a model", () => {
    const model = load({
        fullAccess: false,
        guardrails: ["allow"],
        policies: {
            allow: {
                type: "SERVICE_CONTROL_POLICY",
                document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
            },
        },
        units: {
            A: {
                guardrails: ["deny-root-user"],
                accounts: account("one", { guardrails: ["deny-iam-users"] }),
                units: { B: { accounts: account("two") } },
            },
            C: { accounts: account("three") },
        },
    });
    const tree = treeOf(model);
    const names = (nodes: readonly ModelNode[]): string[] => nodes.map(({ name }) => name);

    it("is made once for a model", () => {
        assert.equal(treeOf(model), tree);
        assert.notEqual(treeOf({ ...model }), tree);
    });

    it("has the root, the units and the accounts, in the order of the model", () => {
        assert.deepEqual(names(tree.nodes), [
            "the root",
            "unit A",
            "unit A/B",
            "unit C",
            "account one",
            "account three",
            "account two",
        ]);
    });

    const nodes: readonly [OrganizationNode, Partial<ModelNode>][] = [
        [ROOT_NODE, { name: "the root", guardrails: ["allow"], fullAccess: false, path: ["guardrails"] }],
        [unitNode("A"), { guardrails: ["deny-root-user"], fullAccess: true, path: ["units", "A"] }],
        [unitNode("A/B"), { guardrails: [], path: ["units", "A", "units", "B"] }],
        [accountNode("one"), { guardrails: ["deny-iam-users"], path: ["units", "A", "accounts", "one"] }],
    ];
    for (const [node, expected] of nodes) {
        it(`knows what is attached to ${tree.node(node).name}, and its path`, () => {
            const found = tree.node(node);
            assert.deepEqual({ ...found, ...expected }, found);
        });
    }

    it("takes a node that it does not have for the root", () => {
        for (const node of [unitNode("constructor"), accountNode("A"), unitNode("one")]) {
            assert.equal(tree.node(node), tree.node(ROOT_NODE));
        }
    });

    const walks: readonly [OrganizationNode, down: string[], below: string[]][] = [
        [ROOT_NODE, ["the root"], ["unit A", "unit A/B", "unit C", "account one", "account three", "account two"]],
        [unitNode("A"), ["the root", "unit A"], ["unit A/B", "account one", "account two"]],
        [unitNode("A/B"), ["the root", "unit A", "unit A/B"], ["account two"]],
        [accountNode("two"), ["the root", "unit A", "unit A/B", "account two"], []],
    ];
    for (const [node, down, below] of walks) {
        it(`walks down to ${tree.node(node).name}, and finds what is below it`, () => {
            assert.deepEqual(names(tree.nodesDownTo(node)), down);
            assert.deepEqual(names(tree.nodesBelow(node)), below);
        });
    }

    it("needs no units and no accounts", () => {
        assert.deepEqual(names(new ModelTree(load("guardrails: [deny-root-user]")).nodes), ["the root"]);
    });
});
