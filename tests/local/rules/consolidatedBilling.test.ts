import {
    CloseAccountCommand,
    CreatePolicyCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    ListAWSServiceAccessForOrganizationCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";

import { Fixture, policyDocument } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { check, CONSTRAINT } from "./shared";

describe("rules of an organization for consolidated billing", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let root: string;
    let account: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        const to = new Fixture(aws, client);
        ({ root } = await to.createOrganization("CONSOLIDATED_BILLING"));
        account = await to.createAccount("shop");
    });
    after(() => aws.stop());

    check([
        [
            "no policies",
            () =>
                client.send(
                    new CreatePolicyCommand({
                        Type: "TAG_POLICY",
                        Name: "p",
                        Description: "",
                        Content: policyDocument("TAG_POLICY"),
                    }),
                ),
            "PolicyTypeNotAvailableForOrganizationException",
        ],
        [
            "no policy types",
            () => client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: "SERVICE_CONTROL_POLICY" })),
            "PolicyTypeNotAvailableForOrganizationException",
        ],
        [
            "no service access",
            () => client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "config.amazonaws.com" })),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
        [
            "no list of services with access",
            () => client.send(new ListAWSServiceAccessForOrganizationCommand({})),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
        [
            "no closing",
            () => client.send(new CloseAccountCommand({ AccountId: account })),
            CONSTRAINT,
            "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
        ],
    ]);
});
