import assert from "node:assert/strict";
import { Organization } from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { ORGANIZATION, policy, URN } from "./shopAccount";
import { AWS, one, provision, value } from "./mockedPulumi";

describe("components: Organization", () => {
    it("is created and protected, and has the id of its root", async () => {
        const { registered, result } = await provision(() => new Organization("organization", ORGANIZATION));
        assert.deepEqual(
            registered.map(({ urn }) => urn),
            [
                `${URN}${TYPES.organization}::organization`,
                `${URN}${TYPES.organization}$${AWS.organization}::organization`,
            ],
        );
        const resource = one(registered, AWS.organization, "organization");
        assert.equal(resource.options.protect, true);
        assert.equal(resource.options.import, undefined);
        assert.deepEqual(resource.inputs["featureSet"], "ALL");
        assert.equal(resource.inputs["enabledPolicyTypes"], undefined);
        assert.equal(resource.inputs["awsServiceAccessPrincipals"], undefined);
        assert.equal(await value(result.rootId), "r-abcd");
        assert.equal(await value(result.id), "o-exampleorgid");
        assert.equal(await value(result.managementAccountId), "000000000000");
    });

    it("enables policy types and services, and is imported by its id", async () => {
        const { registered } = await provision(
            () =>
                new Organization(
                    "organization",
                    { featureSet: "ALL", policyTypes: ["TAG_POLICY"], serviceAccess: ["sso.amazonaws.com"] },
                    {},
                    { importId: "o-exists1234" },
                ),
        );
        const { inputs, options } = one(registered, AWS.organization, "organization");
        assert.deepEqual(inputs["enabledPolicyTypes"], ["TAG_POLICY"]);
        assert.deepEqual(inputs["awsServiceAccessPrincipals"], ["sso.amazonaws.com"]);
        assert.equal(options.import, "o-exists1234");
        assert.deepEqual(options.ignoreChanges, []);
    });

    it("does not compare settings that stay as AWS has them, and gets all features before anything else", async () => {
        const { registered } = await provision(
            () =>
                new Organization(
                    "organization",
                    ORGANIZATION,
                    {},
                    {
                        unchanged: ["featureSet", "policyTypes", "serviceAccess"],
                        allFeatures: { finalise: true, previous: "h-ended000" },
                    },
                ),
        );
        const { options } = one(registered, AWS.organization, "organization");
        assert.deepEqual(options.ignoreChanges, ["featureSet", "enabledPolicyTypes", "awsServiceAccessPrincipals"]);
        const change = one(registered, "pulumi-nodejs:dynamic/organizations:AllFeatures", "organization");
        assert.deepEqual([change.inputs["finalise"], change.inputs["previous"]], [true, "h-ended000"]);
        assert.ok(registered.indexOf(change) < registered.findIndex(({ type }) => type === AWS.organization));
    });

    it("attaches policies to its root", async () => {
        const { registered, result } = await provision(
            () =>
                new Organization("organization", {
                    ...ORGANIZATION,
                    guardrails: (root) => [policy("p", root), policy("q", root)],
                }),
        );
        assert.equal(result.guards.length, 2);
        const attachment = one(registered, AWS.attachment, "p@root");
        assert.equal(attachment.urn, `${URN}${TYPES.organization}$${AWS.attachment}::p@root`);
        assert.deepEqual([attachment.inputs["policyId"], attachment.inputs["targetId"]], ["policy:p", "r-abcd"]);
    });
});
