import assert from "node:assert/strict";
import {
    DisableOrganizationsRootSessionsCommand,
    EnableOrganizationsRootCredentialsManagementCommand,
    EnableOrganizationsRootSessionsCommand,
    IAMClient,
    ListOrganizationsFeaturesCommand,
} from "@aws-sdk/client-iam";
import { EnableAWSServiceAccessCommand } from "@aws-sdk/client-organizations";
import { organizationUnderTest } from "./rules/shared";

describe("central root access in the local AWS", () => {
    const on = organizationUnderTest();
    let iam: IAMClient;
    before(() => {
        iam = new IAMClient(on.aws.clientConfig());
    });

    it("needs trusted access of IAM", async () => {
        await assert.rejects(iam.send(new EnableOrganizationsRootSessionsCommand({})), {
            name: "ServiceAccessNotEnabledException",
        });
        await on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }));
        const { EnabledFeatures } = await iam.send(new ListOrganizationsFeaturesCommand({}));
        assert.deepEqual(EnabledFeatures, []);
    });

    it("is enabled and disabled one feature at a time", async () => {
        await iam.send(new EnableOrganizationsRootSessionsCommand({}));
        const both = await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
        assert.deepEqual(both.EnabledFeatures, ["RootCredentialsManagement", "RootSessions"]);
        assert.match(both.OrganizationId ?? "", /^o-/);
        const { EnabledFeatures } = await iam.send(new DisableOrganizationsRootSessionsCommand({}));
        assert.deepEqual(EnabledFeatures, ["RootCredentialsManagement"]);
    });

    it("belongs to the management account", async () => {
        const credentials = { accessKeyId: on.member, secretAccessKey: "x" };
        const member = new IAMClient({ ...on.aws.clientConfig(), credentials });
        await assert.rejects(member.send(new ListOrganizationsFeaturesCommand({})), {
            name: "AccountNotManagementOrDelegatedAdministratorException",
        });
    });
});
