import assert from "node:assert/strict";
import { Account, Organization } from "../../../../components";
import {
    CentralRootAccess,
    DelegatedAdministrator,
    OrganizationResourcePolicy,
} from "../../../../components/delegation";
import { one, provision } from "../mockedPulumi";

describe("the components of delegation", () => {
    it("register an administrator after its account, features and a policy", async () => {
        const { registered } = await provision(() => {
            const parent = new Organization("organization", { featureSet: "ALL" });
            const account = new Account("audit", { parent, email: "audit@example.com" });
            new DelegatedAdministrator(
                "sso.amazonaws.com@audit",
                { account, service: "sso.amazonaws.com" },
                { parent },
            );
            new CentralRootAccess("central-root-access", { features: ["RootSessions"] }, { parent });
            new OrganizationResourcePolicy("resource-policy", { content: "{}" }, { parent });
        });
        // The provider's classes name all their outputs among the inputs, without a value.
        const inputsOf = (type: string, name: string): unknown =>
            JSON.parse(JSON.stringify(one(registered, type, name).inputs));
        assert.deepEqual(
            inputsOf("aws:organizations/delegatedAdministrator:DelegatedAdministrator", "sso.amazonaws.com@audit"),
            { accountId: "account:audit", servicePrincipal: "sso.amazonaws.com" },
        );
        assert.deepEqual(inputsOf("aws:iam/organizationsFeatures:OrganizationsFeatures", "central-root-access"), {
            enabledFeatures: ["RootSessions"],
        });
        assert.deepEqual(inputsOf("aws:organizations/resourcePolicy:ResourcePolicy", "resource-policy"), {
            content: "{}",
        });
    });
});
