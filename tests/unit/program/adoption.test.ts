import assert from "node:assert/strict";
import type { OrganizationModel } from "../../../definition";
import { adoptionProblems, type FoundOrganization } from "../../../program/adoption";

const model: OrganizationModel = {
    featureSet: "ALL",
    id: "o-exists1234",
    breakGlassRole: "OrganizationAccountAccessRole",
    serviceAccess: ["cloudtrail.amazonaws.com"],
    policyTypes: ["SERVICE_CONTROL_POLICY"],
    guardrails: [],
    fullAccess: true,
    policies: [],
    units: [],
    accounts: [],
    assertions: [],
};
const found: FoundOrganization = {
    id: "o-exists1234",
    masterAccountId: "111111111111",
    featureSet: "ALL",
    awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com"],
    roots: [
        {
            policyTypes: [
                { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
                { type: "TAG_POLICY", status: "PENDING_DISABLE" },
            ],
        },
    ],
};
const { id: _, ...withoutId } = model;

describe("the adoption of an organisation that exists", () => {
    it("has nothing to say where the definition is as AWS has it", () => {
        assert.deepEqual(adoptionProblems(model, found, "organizations/prod"), []);
    });

    const refused: [string, OrganizationModel, FoundOrganization, RegExp][] = [
        ["without its id", withoutId, found, /has the organisation o-exists1234 already.*\n.*id: o-exists1234/],
        [
            "another organisation",
            { ...model, id: "o-other12345" },
            found,
            /is o-other12345, and the credentials are for the organisation o-exists1234/,
        ],
        [
            "another feature set",
            { ...model, featureSet: "CONSOLIDATED_BILLING" },
            found,
            /is CONSOLIDATED_BILLING, and the organisation has ALL/,
        ],
        [
            "a policy type that AWS has",
            model,
            {
                ...found,
                roots: [
                    {
                        policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"].map((type) => ({
                            type,
                            status: "ENABLED",
                        })),
                    },
                ],
            },
            /has TAG_POLICY enabled: add policyTypes: \[SERVICE_CONTROL_POLICY, TAG_POLICY\]/,
        ],
        [
            "a policy type that AWS lacks",
            { ...model, policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"] },
            found,
            /uses TAG_POLICY, which the organisation has not enabled[^]*--policy-type TAG_POLICY/,
        ],
        [
            "a service that AWS has",
            model,
            { ...found, awsServiceAccessPrincipals: ["cloudtrail.amazonaws.com", "sso.amazonaws.com"] },
            /gives access to sso\.amazonaws\.com as well/,
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

    it("tells all differences at once", () => {
        const different = { ...model, serviceAccess: [], policyTypes: [] };
        assert.deepEqual(
            adoptionProblems(different, found, "organizations/prod").map(({ path }) => path.at(-1)),
            ["policyTypes", "serviceAccess"],
        );
    });
});
