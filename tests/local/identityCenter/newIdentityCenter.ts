import assert from "node:assert/strict";
import {
    CreateGroupCommand,
    CreateGroupMembershipCommand,
    CreateUserCommand,
    IdentitystoreClient,
} from "@aws-sdk/client-identitystore";
import {
    CreateAccountAssignmentCommand,
    CreatePermissionSetCommand,
    DeleteAccountAssignmentCommand,
    DescribeAccountAssignmentCreationStatusCommand,
    DescribeAccountAssignmentDeletionStatusCommand,
    DescribePermissionSetProvisioningStatusCommand,
    ListInstancesCommand,
    ProvisionPermissionSetCommand,
    SSOAdminClient,
    type AccountAssignmentOperationStatus,
    type PermissionSetProvisioningStatus,
} from "@aws-sdk/client-sso-admin";
import { EnableAWSServiceAccessCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws, type LocalAwsOptions } from "../server";

export type Principal = readonly [type: "USER" | "GROUP", id: string];

/** The AWS-managed policy of a name with its path. */
export const policyArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** An organisation with IAM Identity Center, on a local AWS where an assignment takes a minute. */
export class NewIdentityCenter {
    aws!: LocalAws;
    admin!: SSOAdminClient;
    directory!: IdentitystoreClient;
    to!: Fixture;
    organizations!: OrganizationsClient;
    management!: string;
    instance!: string;
    store!: string;

    async start(options: LocalAwsOptions = {}): Promise<void> {
        this.aws = await startLocalAws({ assignmentSeconds: 60, ...options });
        this.organizations = new OrganizationsClient(this.aws.clientConfig());
    }

    async create(): Promise<void> {
        await this.aws.reset();
        this.to = new Fixture(this.aws, this.organizations);
        ({ management: this.management } = await this.to.createOrganization());
        await this.organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "sso.amazonaws.com" }));
        await this.inRegion("us-east-1");
    }

    /** Finds the instance in its region, and uses that. */
    async inRegion(region: string): Promise<void> {
        this.admin = new SSOAdminClient({ ...this.aws.clientConfig(), region });
        this.directory = new IdentitystoreClient({ ...this.aws.clientConfig(), region });
        const { Instances = [] } = await this.admin.send(new ListInstancesCommand({}));
        this.instance = Instances[0]?.InstanceArn ?? assert.fail("no instance");
        this.store = Instances[0]?.IdentityStoreId ?? assert.fail("no directory");
    }

    async permissionSet(Name: string, more: Record<string, unknown> = {}): Promise<string> {
        const created = await this.admin.send(
            new CreatePermissionSetCommand({ InstanceArn: this.instance, Name, ...more }),
        );
        return created.PermissionSet?.PermissionSetArn ?? assert.fail("no permission set");
    }

    async user(UserName: string): Promise<Principal> {
        const { UserId } = await this.directory.send(
            new CreateUserCommand({
                IdentityStoreId: this.store,
                UserName,
                DisplayName: UserName,
                Name: { GivenName: "Ada", FamilyName: "Lovelace" },
                Emails: [{ Value: UserName, Primary: true, Type: "work" }],
            }),
        );
        return ["USER", UserId ?? assert.fail("no user")];
    }

    async group(DisplayName: string, ...members: readonly Principal[]): Promise<Principal> {
        const IdentityStoreId = this.store;
        const { GroupId } = await this.directory.send(new CreateGroupCommand({ IdentityStoreId, DisplayName }));
        for (const [, UserId] of members) {
            await this.directory.send(
                new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId: { UserId } }),
            );
        }
        return ["GROUP", GroupId ?? assert.fail("no group")];
    }

    /** The request for an assignment. */
    private target([PrincipalType, PrincipalId]: Principal, PermissionSetArn: string, TargetId: string) {
        return {
            InstanceArn: this.instance,
            PermissionSetArn,
            TargetId,
            TargetType: "AWS_ACCOUNT",
            PrincipalType,
            PrincipalId,
        } as const;
    }

    async startAssigning(
        who: Principal,
        permissionSet: string,
        account: string,
        admin = this.admin,
    ): Promise<AccountAssignmentOperationStatus> {
        const answer = await admin.send(new CreateAccountAssignmentCommand(this.target(who, permissionSet, account)));
        return answer.AccountAssignmentCreationStatus ?? assert.fail();
    }

    async startUnassigning(
        who: Principal,
        permissionSet: string,
        account: string,
    ): Promise<AccountAssignmentOperationStatus> {
        const answer = await this.admin.send(
            new DeleteAccountAssignmentCommand(this.target(who, permissionSet, account)),
        );
        return answer.AccountAssignmentDeletionStatus ?? assert.fail();
    }

    async creation({ RequestId }: AccountAssignmentOperationStatus): Promise<AccountAssignmentOperationStatus> {
        const answer = await this.admin.send(
            new DescribeAccountAssignmentCreationStatusCommand({
                InstanceArn: this.instance,
                AccountAssignmentCreationRequestId: RequestId,
            }),
        );
        return answer.AccountAssignmentCreationStatus ?? assert.fail();
    }

    async deletion({ RequestId }: AccountAssignmentOperationStatus): Promise<AccountAssignmentOperationStatus> {
        const answer = await this.admin.send(
            new DescribeAccountAssignmentDeletionStatusCommand({
                InstanceArn: this.instance,
                AccountAssignmentDeletionRequestId: RequestId,
            }),
        );
        return answer.AccountAssignmentDeletionStatus ?? assert.fail();
    }

    /** Creates an assignment and advances AWS's time until it exists. */
    async assign(who: Principal, permissionSet: string, account: string): Promise<AccountAssignmentOperationStatus> {
        const started = await this.startAssigning(who, permissionSet, account);
        await this.aws.advanceSeconds(60);
        return this.creation(started);
    }

    async unassign(who: Principal, permissionSet: string, account: string): Promise<AccountAssignmentOperationStatus> {
        const started = await this.startUnassigning(who, permissionSet, account);
        await this.aws.advanceSeconds(60);
        return this.deletion(started);
    }

    /** Provisions a permission set in an account, or everywhere, and advances AWS's time until that is done. */
    async provision(permissionSet: string, account?: string): Promise<PermissionSetProvisioningStatus> {
        const { PermissionSetProvisioningStatus: started } = await this.admin.send(
            new ProvisionPermissionSetCommand({
                InstanceArn: this.instance,
                PermissionSetArn: permissionSet,
                TargetType: account === undefined ? "ALL_PROVISIONED_ACCOUNTS" : "AWS_ACCOUNT",
                TargetId: account,
            }),
        );
        await this.aws.advanceSeconds(60);
        const answer = await this.admin.send(
            new DescribePermissionSetProvisioningStatusCommand({
                InstanceArn: this.instance,
                ProvisionPermissionSetRequestId: started?.RequestId,
            }),
        );
        return answer.PermissionSetProvisioningStatus ?? assert.fail();
    }
}

/** Creates the organisation and its instance before each test of the calling describe. */
export function newIdentityCenter(options?: LocalAwsOptions): NewIdentityCenter {
    const center = new NewIdentityCenter();
    before(() => center.start(options));
    beforeEach(() => center.create());
    after(() => center.aws.stop());
    return center;
}
