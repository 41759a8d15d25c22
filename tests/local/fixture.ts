import assert from "node:assert/strict";

import {
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreateOrganizationCommand,
    CreatePolicyCommand,
    DescribeCreateAccountStatusCommand,
    EnablePolicyTypeCommand,
    ListRootsCommand,
    type OrganizationFeatureSet,
    type OrganizationsClient,
    type PolicyType,
} from "@aws-sdk/client-organizations";

import type { LocalAws } from "./server";

/** A small valid document of each type. */
export function policyDocument(type: PolicyType): string {
    switch (type) {
        case "SERVICE_CONTROL_POLICY":
            return `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}`;
        case "RESOURCE_CONTROL_POLICY":
            return `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}`;
        case "TAG_POLICY":
            return `{"tags":{"costcenter":{"tag_key":{"@@assign":"CostCenter"}}}}`;
        case "BACKUP_POLICY":
            return `{"plans":{"daily":{"regions":{"@@assign":["eu-central-1"]}}}}`;
        case "AISERVICES_OPT_OUT_POLICY":
            return `{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}`;
        case "CHATBOT_POLICY":
            return `{"chatbot":{"platforms":{"slack":{"client":{"@@assign":"disabled"}}}}}`;
        case "DECLARATIVE_POLICY_EC2":
            return `{"ec2_attributes":{"serial_console_access":{"status":{"@@assign":"disabled"}}}}`;
        default:
            return `{"any":{"thing":{"@@assign":"x"}}}`;
    }
}

/** Creates what a test starts with. */
export class Fixture {
    private root = "";

    constructor(
        private readonly aws: LocalAws,
        private readonly client: OrganizationsClient,
    ) {}

    async createOrganization(featureSet?: OrganizationFeatureSet): Promise<{ root: string; management: string }> {
        const { Organization } = await this.client.send(new CreateOrganizationCommand({ FeatureSet: featureSet }));
        const { Roots } = await this.client.send(new ListRootsCommand({}));
        this.root = Roots?.[0]?.Id ?? assert.fail("no root");
        return { root: this.root, management: Organization?.MasterAccountId ?? assert.fail("no management account") };
    }

    async enable(...types: PolicyType[]): Promise<void> {
        for (const PolicyType of types) {
            await this.client.send(new EnablePolicyTypeCommand({ RootId: this.root, PolicyType }));
        }
    }

    async createUnit(parent: string, name: string): Promise<string> {
        const answer = await this.client.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: name }));
        return answer.OrganizationalUnit?.Id ?? assert.fail("no unit");
    }

    /** Creates an account and advances AWS's time until it exists. */
    async createAccount(name: string, tags: Record<string, string> = {}): Promise<string> {
        const { CreateAccountStatus } = await this.client.send(
            new CreateAccountCommand({
                AccountName: name,
                Email: `${name}@example.com`,
                Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
            }),
        );
        await this.aws.advanceSeconds(1);
        const status = await this.client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }),
        );
        return (
            status.CreateAccountStatus?.AccountId ??
            assert.fail(`the account was not created: ${status.CreateAccountStatus?.FailureReason}`)
        );
    }

    async createPolicy(type: PolicyType, name: string, content = policyDocument(type)): Promise<string> {
        const { Policy } = await this.client.send(
            new CreatePolicyCommand({ Type: type, Name: name, Description: "", Content: content }),
        );
        return Policy?.PolicySummary?.Id ?? assert.fail("no policy");
    }
}
