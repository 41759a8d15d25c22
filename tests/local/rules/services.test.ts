import {
    DeregisterDelegatedAdministratorCommand,
    DisableAWSServiceAccessCommand,
    EnableAWSServiceAccessCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";

import { check, CONSTRAINT, INPUT, ABSENT_ACCOUNT, organizationUnderTest } from "./shared";

describe("rules of AWS Organizations: service access and delegated administrators", () => {
    const on = organizationUnderTest();

    const register = (AccountId: string, ServicePrincipal: string): Promise<unknown> =>
        on.client.send(new RegisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
    check([
        [
            "an unknown service",
            () => on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduti.amazonaws.com" })),
            INPUT,
            "UNRECOGNIZED_SERVICE_PRINCIPAL",
        ],
        [
            "an unknown domain",
            () => on.client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.example.com" })),
            INPUT,
            "UNRECOGNIZED_SERVICE_PRINCIPAL",
        ],
        [
            "service access comes first",
            () => register(on.member, "config.amazonaws.com"),
            CONSTRAINT,
            "SERVICE_ACCESS_NOT_ENABLED",
        ],
        [
            "not the management account",
            () => register(on.management, "guardduty.amazonaws.com"),
            CONSTRAINT,
            "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
        ],
        ["not twice", () => register(on.administrator, "guardduty.amazonaws.com"), "AccountAlreadyRegisteredException"],
        [
            "not an unknown account",
            () => register(ABSENT_ACCOUNT, "guardduty.amazonaws.com"),
            "AccountNotFoundException",
        ],
        [
            "not registered",
            () =>
                on.client.send(
                    new DeregisterDelegatedAdministratorCommand({
                        AccountId: on.member,
                        ServicePrincipal: "guardduty.amazonaws.com",
                    }),
                ),
            "AccountNotRegisteredException",
        ],
    ]);

    for (const principal of [
        "sso.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "config-multiaccountsetup.amazonaws.com",
        "member.org.stacksets.cloudformation.amazonaws.com",
        "securityhub.amazonaws.com",
        "backup.amazonaws.com",
        "iam.amazonaws.com",
        "account.amazonaws.com",
        "access-analyzer.amazonaws.com",
        "malware-protection.guardduty.amazonaws.com",
        "storage-lens.s3.amazonaws.com",
        "tagpolicies.tag.amazonaws.com",
        "ram.amazonaws.com",
        "inspector2.amazonaws.com",
        "reporting.trustedadvisor.amazonaws.com",
        "cost-optimization-hub.bcm.amazonaws.com",
    ]) {
        it(`${principal} is a service`, () =>
            on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: principal })).then(() => undefined));
    }
});
