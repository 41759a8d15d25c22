import assert from "node:assert/strict";
import { findOrganization, organizationIdentity } from "../../../../program/openStack/stackAws";
import { answeringAws, exception } from "../../aws/answeringAws";

const DescribeOrganization = {
    Organization: { Id: "o-a1b2c3d4e5", MasterAccountId: "111122223333", FeatureSet: "ALL" },
};
const ListRoots = { Roots: [{ Id: "r-ab12", PolicyTypes: [] }] };

describe("the AWS of a stack", () => {
    it("refuses the credentials of a member account, and says whose it uses", async () => {
        const denied = exception("AccessDeniedException");
        const { calls } = answeringAws({
            DescribeOrganization: [DescribeOrganization, DescribeOrganization],
            ListRoots: [denied],
            ListAccounts: [denied],
            ListAWSServiceAccessForOrganization: [denied],
        });
        await assert.rejects(findOrganization(calls), (error: Error) => {
            assert.equal(error.name, "RunEnd");
            assert.match(error.message, /^AWS does not say .* \(organizations:List\w+\), which has to be known before/);
            assert.match(error.message, /o-a1b2c3d4e5.*management account, 111122223333.*docs\/aws-roles\.md/);
            return true;
        });
    });

    it("refuses the credentials of an organisation that the stack's settings do not allow", async () => {
        const identity = (allowedAccountIds: string[], account?: string) =>
            organizationIdentity(answeringAws({ DescribeOrganization: [DescribeOrganization] }).calls, {
                allowedAccountIds,
                file: "Pulumi.prod.yaml",
                callerAccount: () => Promise.resolve(account),
            });
        for (const allowed of [[], ["999988887777", "111122223333"]]) {
            assert.equal((await identity(allowed))?.id, "o-a1b2c3d4e5");
        }
        await assert.rejects(identity(["999988887777"]), {
            name: "RunEnd",
            message:
                /an account of the organisation o-a1b2c3d4e5, whose management account is 111122223333, and Pulumi\.prod\.yaml allows only 999988887777 \(aws:allowed/,
        });
        await assert.rejects(identity(["999988887777", "111122223333"], "444455556666"), {
            name: "RunEnd",
            message:
                "the credentials are for account 444455556666, but Pulumi.prod.yaml allows only 999988887777 and 111122223333 (aws:allowedAccountIds): choose other credentials, or another stack. Nothing was done.",
        });
        // A member account of another organisation, which the settings allow by mistake.
        await assert.rejects(identity(["444455556666"], "444455556666"), {
            message: /account 444455556666 of the organisation o-a1b2c3d4e5, whose management account is 111122223333/,
        });
    });

    it("does not mention credentials for another refusal", async () => {
        const { calls } = answeringAws({
            DescribeOrganization: [DescribeOrganization],
            ListRoots: [ListRoots],
            ListAccounts: [exception("ServiceException")],
            ListAWSServiceAccessForOrganization: [{ EnabledServicePrincipals: [] }],
        });
        await assert.rejects(findOrganization(calls), (error: Error) => {
            assert.equal(error.name, "RunEnd");
            assert.doesNotMatch(error.message, /management account/);
            return true;
        });
    });
});
