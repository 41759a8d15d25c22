import assert from "node:assert/strict";
import { load, mistakes } from "../../../definition/definitionFixtures";
import { accessLines, ORGANIZATION, PEOPLE } from "./peopleFixture";

const BOTH = [
    "{ who: platform, permissionSet: [Platform, billing], where: { managementAccount: true } }",
    "{ who: platform, permissionSet: Platform, where: everywhere }",
];
const SETS = "    permissionSets: { Platform: { managedPolicies: [ReadOnlyAccess] } }\n";
const ADMINISTRATOR = "delegatedAdministrators: { sso.amazonaws.com: shop-prod }\n";

describe("permission sets that are used in the management account and in others", () => {
    it("are a mistake where the definition has a delegated administrator of IAM Identity Center", () => {
        const [found, ...others] = mistakes(ORGANIZATION + PEOPLE + SETS + accessLines(BOTH) + ADMINISTRATOR);
        assert.deepEqual(others, []);
        assert.equal(found?.path, "people.permissionSets.Platform");
        assert.match(found.message, /^"Platform" is used .* account shop-prod administers sso\.amazonaws\.com/);
        assert.match(found.message, /Make two: keep this one for the other accounts/);
        assert.match(found.message, /\{ notDelegated: \[Platform\] \}/);
    });

    it("are allowed there if it is acknowledged, with a warning that names the administrator", () => {
        const acknowledged = "    acknowledge: { notDelegated: [Platform] }\n";
        const text = ORGANIZATION + PEOPLE + SETS + acknowledged + accessLines(BOTH) + ADMINISTRATOR;
        const model = load(text);
        assert.match(
            model.features.warnings(model).join("\n"),
            /Platform is used .* Account shop-prod administers IAM Identity Center, and cannot manage it/,
        );
        const [unknown] = mistakes(text.replace("notDelegated: [Platform]", "notDelegated: [Platfrom, Platform]"));
        assert.equal(unknown?.path, "people.acknowledge.notDelegated[0]");
    });

    it("are no mistake without one, with one of another service, or where each has its own", () => {
        load(ORGANIZATION + PEOPLE + SETS + accessLines(BOTH));
        const other = ORGANIZATION.replace("[sso", "[guardduty.amazonaws.com, sso");
        const guardDuty = "delegatedAdministrators: { guardduty.amazonaws.com: shop-prod }\n";
        load(other + PEOPLE + SETS + accessLines(BOTH) + guardDuty);
        const apart = [BOTH[0]?.replace("[Platform, billing]", "billing") ?? "", BOTH[1] ?? ""];
        load(ORGANIZATION + PEOPLE + SETS + accessLines(apart) + ADMINISTRATOR);
    });
});
