import assert from "node:assert/strict";
import { awsPolicies } from "../../../../../evaluator/awsPolicies";
import { PERMISSION_SET_LIBRARY } from "../../../../../features/people/library";
import { load, refused } from "../../../definition/definitionFixtures";

const definition = (...policies: readonly string[]): string => `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
units: { Sandbox: { accounts: { play: {} } } }
people:
    groups: { developers: {} }
    users: { ada@example.com: { name: Ada Lovelace, groups: [developers] } }
    permissionSets:
        Own:
            description: Own
            managedPolicies:
${policies.map((one) => `                - ${one}\n`).join("")}
            boundary: { ▶managed: PowerUserAcces }
access: [{ who: developers, permissionSet: Own, where: [play] }]
`;

describe("the names of AWS's managed policies in permission sets", () => {
    it("are those that AWS has: the one that is meant is named", () => {
        refused(
            definition(
                "▶Billing",
                "ReadOnlyAccess",
                "▶AmazonS3FullAcess",
                "▶aws-service-role/AWSSupportServiceRolePolicy",
            ),
            'AWS has no managed policy "Billing". Did you mean "job-function/Billing"?',
            'AWS has no managed policy "AmazonS3FullAcess". Did you mean "AmazonS3FullAccess"?',
            '"aws-service-role/AWSSupportServiceRolePolicy" is for a service-linked role: AWS lets no permission set have it',
            'AWS has no managed policy "PowerUserAcces". Did you mean "PowerUserAccess"?',
        );
    });

    it("are a warning if AWS may have added the policy since", () => {
        const model = load(
            definition("AWSBrandNewServiceFullAccess").replace("▶managed: PowerUserAcces", "managed: PowerUserAccess"),
        );
        const warnings = model.features.warnings(model).filter((one) => one.includes("BrandNew"));
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /^permission set Own: on 20\d\d-\d\d-\d\d, .* AWS had no policy AWSBrandNew/);
    });

    it("of the library are those of AWS", () => {
        const named = [...PERMISSION_SET_LIBRARY.values()].flatMap(({ managedPolicies, boundary }) => [
            ...managedPolicies,
            ...(boundary === undefined ? [] : [boundary]),
        ]);
        assert.ok(named.length > 5);
        assert.deepEqual(
            named.filter((name) => !awsPolicies().has(name)),
            [],
        );
    });
});
