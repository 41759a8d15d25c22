import assert from "node:assert/strict";
import { awsPolicies } from "../../../../../evaluator/awsPolicies";
import { adoptablePermissionSet } from "../../../../../features/people/adoption/adoptablePermissionSet";
import { isAdministratorSet } from "../../../../../features/people/language/administratorSet";
import { refused } from "../../../definition/definitionFixtures";
import { ORGANIZATION } from "./peopleFixture";

const policies = (...managedPolicies: string[]): Parameters<typeof isAdministratorSet>[0] => ({ managedPolicies });
const boundary = (policy: string): { kind: "aws"; policy: string } => ({ kind: "aws", policy });

describe("a permission set that allows everything", () => {
    it("is found by the documents of AWS's policies, alone and together", () => {
        const alone = [...awsPolicies().keys()].filter((name) => isAdministratorSet(policies(name)));
        // The second allows everything to whoever works through AWS's MCP server.
        assert.deepEqual(alone.sort(), ["AWSMcpServiceActionsFullAccess", "AdministratorAccess"]);
        assert.equal(isAdministratorSet(policies("IAMFullAccess", "PowerUserAccess")), true);
        assert.equal(isAdministratorSet(policies("IAMReadOnlyAccess", "PowerUserAccess")), false);
        assert.equal(isAdministratorSet(policies("NoSuchPolicy")), false);
        assert.equal(isAdministratorSet(policies()), false);
    });

    it("is none with a boundary that allows less", () => {
        const all = policies("AdministratorAccess");
        assert.equal(isAdministratorSet({ ...all, boundary: boundary("PowerUserAccess") }), false);
        assert.equal(isAdministratorSet({ ...all, boundary: boundary("AdministratorAccess") }), true);
        const own = { kind: "customer", policy: { name: "Own", path: "/" } } as const;
        assert.equal(isAdministratorSet({ ...all, boundary: own }), false);
    });

    it("is refused without breakGlass, and adopted with it", () => {
        const set = "▶Own: { managedPolicies: [AdministratorAccess], boundary: { managed: AdministratorAccess } }";
        refused(`${ORGANIZATION}people: { permissionSets: { ${set} } }\n`, "breakGlass: true");
        const found = adoptablePermissionSet({
            arn: "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111",
            name: "Own",
            description: "",
            sessionDuration: "PT1H",
            relayState: "",
            managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
            customerManagedPolicies: [],
            inlinePolicy: "",
            boundary: { managedPolicy: "arn:aws:iam::aws:policy/AdministratorAccess" },
            tags: {},
            accounts: [],
        });
        assert.ok(typeof found !== "string" && found.isAdministrator);
    });
});
