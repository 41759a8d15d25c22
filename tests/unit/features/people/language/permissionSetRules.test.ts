import assert from "node:assert/strict";
import { adoptablePermissionSet } from "../../../../../features/people/adoption/adoptablePermissionSet";
import { refused } from "../../../definition/definitionFixtures";
import { ORGANIZATION } from "./peopleFixture";

describe("a permission set that allows everything, with a boundary that leaves everything", () => {
    it("is refused without breakGlass, and adopted with it", () => {
        const set = "▶Own: { managedPolicies: [AdministratorAccess], boundary: { managed: AdministratorAccess } }";
        refused(`${ORGANIZATION}people: { permissionSets: { ${set} } }\n`, "breakGlass: true");
        const found = adoptablePermissionSet({
            arn: "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111",
            name: "Own",
            description: "",
            sessionDuration: "PT1H",
            relayState: "",
            managedPolicies: ["AdministratorAccess"],
            customerManagedPolicies: [],
            inlinePolicy: "",
            boundary: { kind: "aws", policy: "AdministratorAccess" },
            tags: {},
            accounts: [],
        });
        assert.ok(typeof found !== "string" && found.isAdministrator);
    });
});
