import assert from "node:assert/strict";
import {
    AttachPolicyCommand,
    CreatePolicyCommand,
    EnableAWSServiceAccessCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";

/** A rule of AWS, a call that breaks it, and the exception with the reason that AWS answers with. */
export type Rule = [rule: string, call: () => Promise<unknown>, exception: string, reason?: string];

/** A test for each rule. */
export function check(rules: Rule[]): void {
    for (const [rule, call, expected, reason] of rules) {
        it(`${rule}: ${reason ?? expected}`, async () => {
            await assert.rejects(call, (error: Error & { Reason?: string }) => {
                assert.deepEqual([error.name, error.Reason], [expected, reason], error.message);
                return true;
            });
        });
    }
}

export const CONSTRAINT = "ConstraintViolationException";
export const INPUT = "InvalidInputException";
export const MALFORMED = "MalformedPolicyDocumentException";
export const ABSENT_UNIT = "ou-abcd-12345678";
export const ABSENT_ACCOUNT = "999999999999";

/** A service control policy with one statement, which denies all of S3 unless it is changed. */
export const statement = (changes: object): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*", ...changes }],
    });

/** An organisation for the tests of one file: a unit, three accounts and a tag policy. Its fields are set when the tests run. */
export class OrganizationUnderTest {
    aws!: LocalAws;
    client!: OrganizationsClient;
    to!: Fixture;
    root!: string;
    management!: string;
    unit!: string;
    /** The account with the tag policy. */
    account!: string;
    member!: string;
    /** The delegated administrator of GuardDuty. */
    administrator!: string;
    tagPolicy!: string;

    async create(): Promise<void> {
        this.aws = await startLocalAws({ accountLimit: 12, unitLimit: 12 });
        this.client = new OrganizationsClient(this.aws.clientConfig());
        this.to = new Fixture(this.aws, this.client);
        ({ root: this.root, management: this.management } = await this.to.createOrganization());
        await this.to.enable("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY");
        this.unit = await this.to.createUnit(this.root, "Workloads");
        this.account = await this.to.createAccount("shop");
        this.member = await this.to.createAccount("member");
        this.administrator = await this.to.createAccount("administrator");
        const ServicePrincipal = "guardduty.amazonaws.com";
        await this.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        await this.client.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: this.administrator, ServicePrincipal }),
        );
        this.tagPolicy = await this.to.createPolicy("TAG_POLICY", "costs");
        await this.client.send(new AttachPolicyCommand({ PolicyId: this.tagPolicy, TargetId: this.account }));
    }

    createPolicy(Type: PolicyType, Content: string, Name = "p"): Promise<unknown> {
        return this.client.send(new CreatePolicyCommand({ Type, Name, Description: "", Content }));
    }
}

/** Creates the organisation before the tests of the calling describe, and stops its AWS after them. */
export function organizationUnderTest(): OrganizationUnderTest {
    const organization = new OrganizationUnderTest();
    before(() => organization.create());
    after(() => organization.aws.stop());
    return organization;
}
