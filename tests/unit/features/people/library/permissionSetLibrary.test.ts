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

    it("can be narrowed: by denials, and by a boundary where it has none", () => {
        const set = (text: string): ReturnType<typeof peopleOf>["permissionSets"][number] => {
            const [one] = peopleOf(`${ORGANIZATION}${PEOPLE}    permissionSets: { Own: { ${text} } }\n`).permissionSets;
            return one ?? assert.fail();
        };
        const own = set("library: developer, parameters: { alsoDenied: ['rds:Delete*', s3:DeleteBucket] }");
        const { inlinePolicy } = PERMISSION_SET_LIBRARY.get("developer") ?? {};
        assert.deepEqual(JSON.parse(own.inlinePolicy ?? ""), {
            Version: "2012-10-17",
            Statement: [
                ...(inlinePolicy?.Statement ?? []),
                { Sid: "AlsoDenied", Effect: "Deny", Action: ["rds:Delete*", "s3:DeleteBucket"], Resource: "*" },
            ],
        });
        assert.match(
            set("library: read-only, parameters: { alsoDenied: [s3:GetObject] }").inlinePolicy ?? "",
            /AlsoDenied/,
        );
        assert.deepEqual(set("library: admin, boundary: { managed: PowerUserAccess }").boundary, {
            kind: "aws",
            policy: "PowerUserAccess",
        });
        assert.equal(set("library: admin, parameters: {}").inlinePolicy, set("library: admin").inlinePolicy);
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
