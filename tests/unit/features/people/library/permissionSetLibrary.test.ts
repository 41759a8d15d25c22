import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as prettier from "prettier";
import { parsePolicy } from "../../../../../evaluator/evaluation";
import { catalogueFor, lint } from "../../../../../evaluator/lint";
import { PERMISSION_SET_LIBRARY } from "../../../../../features/people/library";
import { permissionSetsPage } from "../../../../../features/people/library/permissionSetsPage";
import { accessLines, ORGANIZATION, PEOPLE, peopleOf } from "../language/peopleFixture";

const PAGE = "docs/permission-sets.md";

describe("the library of permission sets", () => {
    it("has a page that is up to date: `make docs` writes it", async () => {
        const config = await prettier.resolveConfig(PAGE);
        const text = await prettier.format(permissionSetsPage(), { ...config, filepath: PAGE });
        assert.equal(fs.readFileSync(PAGE, "utf8"), text);
    });

    it("names actions and keys that AWS has", async () => {
        for (const { name, inlinePolicy } of PERMISSION_SET_LIBRARY.values()) {
            if (!inlinePolicy) continue;
            // What is checked of actions is the same for every policy with statements.
            const document = parsePolicy(inlinePolicy, "SERVICE_CONTROL_POLICY");
            assert.deepEqual(lint(document, await catalogueFor([document])), [], name);
        }
    });

    it("lets nobody but a way in for emergencies give access by IAM Identity Center, which PowerUserAccess allows", () => {
        for (const { name, managedPolicies, inlinePolicy } of PERMISSION_SET_LIBRARY.values()) {
            if (!managedPolicies.includes("PowerUserAccess")) continue;
            assert.match(JSON.stringify(inlinePolicy), /"Deny","Action":\[[^\]]*"sso:Create\*"/, name);
        }
    });

    for (const [name, { isBreakGlass }] of PERMISSION_SET_LIBRARY) {
        it(`${name} can be used by its name, and be made one's own`, () => {
            const own = `    permissionSets: { Own: { library: ${name}, session: 90m } }\n`;
            const lines = [`{ who: platform, permissionSet: [${name}, Own], where: everywhere }`];
            const { permissionSets } = peopleOf(ORGANIZATION + PEOPLE + own + accessLines(lines));
            const [one, other] = [name, "Own"].map((key) => permissionSets.find((set) => set.key === key));
            assert.ok(one && other);
            assert.equal(other.sessionMinutes, 90);
            assert.equal(other.inlinePolicy, one.inlinePolicy);
            assert.deepEqual(other.managedPolicies, one.managedPolicies);
            assert.deepEqual(other.boundary, one.boundary);
        });

        it(`${name} ${isBreakGlass ? "is a way in for emergencies" : "does not allow everything"}`, () => {
            const administers = PERMISSION_SET_LIBRARY.get(name)?.managedPolicies.includes("AdministratorAccess");
            assert.equal(administers, isBreakGlass === true);
        });
    }
});
