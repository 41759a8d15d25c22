import assert from "node:assert/strict";
import type { OrganizationModel } from "../../../../definition";
import { adoptionProblems, organizationIdProblems, type FoundOrganization } from "../../../../program/adoption";

const model: OrganizationModel = {
    featureSet: "ALL",
    id: "o-exists1234",
    tags: {},
    breakGlassRole: "OrganizationAccountAccessRole",
    serviceAccess: ["cloudtrail.amazonaws.com"],
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    guardrails: [],
    fullAccess: true,
    policies: [],
    units: [],
    accounts: [],
};
const found: FoundOrganization = {
    id: "o-exists1234",
    managementAccount: { id: "111111111111", email: "root@example.com" },
    featureSet: "ALL",
    serviceAccess: ["cloudtrail.amazonaws.com"],
    rootId: "r-abcd",
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    members: [],
};
const { id: _, ...withoutId } = model;
const identity = { id: found.id, managementAccountId: found.managementAccount.id };

describe("the adoption of an existing organisation", () => {
    it("reports nothing if the definition agrees with AWS", () => {
        assert.deepEqual(adoptionProblems(model, found, "organizations/prod"), []);
    });

    const others: [string, OrganizationModel, typeof identity | undefined, RegExp][] = [
        [
            "without its id",
            withoutId,
            identity,
            /has the organisation o-exists1234 already.*\n.*id: o-exists1234[^]*`\.\/org adopt`/,
        ],
        [
            "by the id of another organisation",
            { ...model, id: "o-other12345" },
            identity,
            /is o-other12345, but the credentials are for the organisation o-exists1234/,
        ],
        ["where there is none", model, undefined, /has no organisation, but the definition takes over o-exists1234/],
    ];
    for (const [name, definition, organization, message] of others) {
        it(`is refused ${name}`, () => {
            const [problem, ...more] = organizationIdProblems(definition, organization, "organizations/prod");
            assert.match(problem?.message ?? "", message);
            assert.deepEqual([problem?.place.file, problem?.path], ["organizations/prod", ["organization", "id"]]);
            assert.deepEqual(more, []);
        });
    }

    it("needs the id of the organisation, and no id where there is none", () => {
        assert.deepEqual(organizationIdProblems(model, identity, "organizations/prod"), []);
        assert.deepEqual(organizationIdProblems(withoutId, undefined, "organizations/prod"), []);
    });

    const refused: [string, OrganizationModel, FoundOrganization, RegExp][] = [
        [
            "another feature set",
            { ...model, featureSet: "CONSOLIDATED_BILLING" },
            found,
            /is CONSOLIDATED_BILLING, but the organisation has ALL/,
        ],
        [
            "a policy type that the provider does not know",
            model,
            { ...found, policyTypes: ["GUARDDUTY_POLICY", "SERVICE_CONTROL_POLICY"] },
            /has GUARDDUTY_POLICY enabled, which the AWS provider in use refuses/,
        ],
        [
            "a policy type that AWS lacks",
            { ...model, policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] },
            found,
            /uses TAG_POLICY, which the organisation has not enabled[^]*--policy-type TAG_POLICY/,
        ],
        [
            "a service that AWS has and that is to have no access",
            { ...model, withoutServiceAccess: ["sso.amazonaws.com"] },
            { ...found, serviceAccess: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
            /gives access to sso\.amazonaws\.com\. It is taken over as it is: leave them out here/,
        ],
        [
            "a service that AWS lacks",
            { ...model, serviceAccess: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
            found,
            /gives no access to sso\.amazonaws\.com/,
        ],
    ];
    for (const [name, definition, organization, message] of refused) {
        it(`refuses ${name}`, () => {
            const [problem, ...more] = adoptionProblems(definition, organization, "organizations/prod");
            assert.match(problem?.message ?? "", message);
            assert.equal(problem?.place.file, "organizations/prod");
            assert.deepEqual(more, []);
        });
    }

    it("requires nothing that is enabled and not named: it stays enabled", () => {
        const more: FoundOrganization = {
            ...found,
            serviceAccess: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"],
            policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
        };
        assert.deepEqual(
            adoptionProblems({ ...model, serviceAccess: [], policyTypes: [] }, more, "organizations/prod"),
            [],
        );
    });

    it("reports all differences at once", () => {
        const different: OrganizationModel = {
            ...model,
            serviceAccess: ["sso.amazonaws.com"],
            policyTypes: ["BACKUP_POLICY"],
        };
        assert.deepEqual(
            adoptionProblems(different, found, "organizations/prod").map(({ path }) => path.at(-1)),
            ["policyTypes", "serviceAccess"],
        );
    });
});
