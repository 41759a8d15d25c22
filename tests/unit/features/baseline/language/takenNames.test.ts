import assert from "node:assert/strict";
import { baselineMistakes, loadBaseline, UNITS } from "../baselineFixture";

const deploy = (key: string, repository: string, more = ""): string =>
    `    ${key}: { block: deploy-role, repository: ${repository}, branch: main, permissions: ["s3:*"]${more} }\n`;

describe("names of roles and policies that blocks make", () => {
    it("may be the same in accounts that have only one of the blocks", () => {
        const { model } = loadBaseline(`
units:
    One: { baseline: { first: { block: deploy-role, repository: acme/shop, branch: main, permissions: ["s3:*"] } }, accounts: { a: {} } }
    Two: { baseline: { second: { block: deploy-role, repository: other/shop, branch: main, permissions: ["s3:*"] } }, accounts: { b: {} } }
`);
        assert.equal(model.blocks.length, 2);
    });

    it("are refused if two blocks take them in one account, each name once", () => {
        const found = baselineMistakes(
            `baseline:\n${deploy("first", "acme/shop")}${deploy("second", "other/Shop")}${UNITS}`,
        );
        assert.deepEqual(found, [
            'baseline.second: makes the policy "deploy-Shop-boundary", which block first makes there too: give one of them another name (4 accounts)',
            'baseline.second: makes the role "deploy-Shop", which block first makes there too: give one of them another name (4 accounts)',
        ]);
        const named = `baseline:\n${deploy("first", "acme/shop")}${deploy("second", "other/shop", ", name: other-deploy")}`;
        assert.deepEqual(baselineMistakes(named + UNITS), []);
    });

    it("are refused if a template or a few lines of roles take them", () => {
        const roles =
            "    own: { roles: { budget-actions: { trust: { services: ec2.amazonaws.com }, managedPolicies: [ReadOnlyAccess] } } }\n";
        const found = baselineMistakes(`baseline:\n    budget-role:\n${roles}${UNITS}`);
        assert.deepEqual(found, [
            'baseline.own: makes the role "budget-actions", which block budget-role makes there too: give one of them another name (4 accounts)',
        ]);
    });

    it("are refused if the account's access role has them", () => {
        const found = baselineMistakes(`baseline:\n    budget-role: { name: OrganizationAccountAccessRole }\n${UNITS}`);
        assert.deepEqual(found, [
            'baseline.budget-role: makes the role "OrganizationAccountAccessRole", which AWS made with the account: give this one another name (4 accounts)',
        ]);
    });

    it("are read with the values of the place", () => {
        const text = `baseline:\n    budget-role:\n    own: { block: budget-role, name: other }\n${UNITS.replace(
            "Sandbox: { kind: sandbox,",
            "Sandbox: { kind: sandbox, baseline: { own: { name: budget-actions } },",
        )}`;
        assert.deepEqual(baselineMistakes(text), [
            'units.Sandbox.baseline.own: makes the role "budget-actions", which block budget-role makes there too: give one of them another name (1 account)',
        ]);
    });
});
