import assert from "node:assert/strict";
import { interruptedAccess, interruptedOperations } from "../../../../program/failedRun";

const ACCESS = "pulumi-nodejs:dynamic/people:AccountAccess";
const urn = (type: string, name: string): string => `urn:pulumi:s::p::${type}::${name}`;
const [READER, ADMIN, SHOP] = [urn(ACCESS, "Reader@shop"), urn(ACCESS, "Admin@shop"), urn("aws:a/b:Account", "shop")];

const exported = (resources: readonly object[], ...operations: readonly (readonly [string, string])[]): string =>
    JSON.stringify({
        deployment: {
            resources,
            pending_operations: operations.map(([type, of]) => ({ type, resource: { urn: of } })),
        },
    });

describe("program: what a killed run was changing", () => {
    it("is what it was creating and the state does not have, and what it was changing of the state", () => {
        const resources = [{ urn: READER }, { urn: ADMIN, delete: true }, { urn: SHOP }];
        const state = exported(resources, ["creating", ADMIN], ["updating", READER], ["updating", SHOP]);
        assert.deepEqual(interruptedAccess(state), {
            changed: [READER],
            created: [{ type: ACCESS, name: "Admin@shop" }],
        });
    });

    it("is not what a later run has created or deleted, and not an account, which is found by its e-mail", () => {
        const operations = [
            ["creating", READER],
            ["deleting", ADMIN],
            ["creating", SHOP],
        ] as const;
        assert.deepEqual(interruptedAccess(exported([{ urn: READER }], ...operations)), { changed: [], created: [] });
    });

    it("is a block of the baseline too that it was making: AWS may have its StackSet, which is this stack's", () => {
        const block = "pulumi-nodejs:dynamic/baseline:BlockStackSet";
        const operations = [
            ["creating", urn(block, "oncall")],
            ["updating", urn(block, "deploy")],
        ] as const;
        assert.deepEqual(interruptedAccess(exported([{ urn: urn(block, "deploy") }], ...operations)), {
            changed: [],
            created: [{ type: block, name: "oncall" }],
        });
    });

    it("is nothing if the text is no state, or has no such operations", () => {
        for (const text of ["", '{"pending_operations": ', JSON.stringify({ deployment: null }), exported([])]) {
            assert.deepEqual(interruptedAccess(text), { changed: [], created: [] });
        }
    });

    it("names each resource once", () => {
        const pending_operations = ["creating", "creating", "reading"].map((type) => ({
            type,
            resource: { urn: SHOP },
        }));
        assert.deepEqual(interruptedOperations({ pending_operations }), [
            { kind: "creating", urn: SHOP, resource: { urn: SHOP } },
        ]);
    });
});
