import assert from "node:assert/strict";
import {
    DeletePermissionSetCommand,
    DescribeAccountAssignmentCreationStatusCommand,
    DescribePermissionSetCommand,
    ListAccountAssignmentCreationStatusCommand,
    ListAccountAssignmentDeletionStatusCommand,
    ListAccountAssignmentsCommand,
    ListAccountAssignmentsForPrincipalCommand,
    ListAccountsForProvisionedPermissionSetCommand,
    ListPermissionSetsProvisionedToAccountCommand,
    SSOAdminClient,
    TagResourceCommand,
    UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { DeleteGroupCommand } from "@aws-sdk/client-identitystore";
import {
    CloseAccountCommand,
    DisableAWSServiceAccessCommand,
    RemoveAccountFromOrganizationCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { newIdentityCenter, type Principal } from "./newIdentityCenter";

const NOBODY: Principal = ["USER", "12ab34cd56-12345678-1234-1234-1234-123456789012"];

describe("assignments of IAM Identity Center", () => {
    const center = newIdentityCenter();
    let shop: string;
    let ada: Principal;
    let developers: Principal;
    let reader: string;

    beforeEach(async () => {
        shop = await center.to.createAccount("shop");
        ada = await center.user("ada@example.com");
        developers = await center.group("developers", ada);
        reader = await center.permissionSet("Reader");
    });

    const assignedTo = async (PermissionSetArn: string, AccountId: string): Promise<(string | undefined)[]> => {
        const answer = await center.admin.send(
            new ListAccountAssignmentsCommand({ InstanceArn: center.instance, PermissionSetArn, AccountId }),
        );
        return (answer.AccountAssignments ?? []).map(({ PrincipalId }) => PrincipalId);
    };
    const placesOf = async (
        [PrincipalType, PrincipalId]: Principal,
        AccountId?: string,
    ): Promise<(string | undefined)[][]> => {
        const answer = await center.admin.send(
            new ListAccountAssignmentsForPrincipalCommand({
                InstanceArn: center.instance,
                PrincipalType,
                PrincipalId,
                Filter: AccountId === undefined ? undefined : { AccountId },
            }),
        );
        return (answer.AccountAssignments ?? []).map((one) => [one.AccountId, one.PermissionSetArn, one.PrincipalType]);
    };

    it("are created and deleted in the background", async () => {
        const started = await center.startAssigning(developers, reader, shop);
        assert.equal(started.Status, "IN_PROGRESS");
        assert.equal((await center.creation(started)).Status, "IN_PROGRESS");
        assert.deepEqual(await assignedTo(reader, shop), []);
        await center.aws.advanceSeconds(60);
        const done = await center.creation(started);
        assert.equal(done.Status, "SUCCEEDED");
        assert.equal(done.TargetId, shop);
        assert.equal(done.PrincipalId, developers[1]);
        assert.equal(done.PermissionSetArn, reader);
        assert.deepEqual(await assignedTo(reader, shop), [developers[1]]);

        const deleting = await center.startUnassigning(developers, reader, shop);
        assert.deepEqual(await assignedTo(reader, shop), [developers[1]]);
        await center.aws.advanceSeconds(60);
        assert.equal((await center.deletion(deleting)).Status, "SUCCEEDED");
        assert.deepEqual(await assignedTo(reader, shop), []);
        await assert.rejects(
            center.admin.send(
                new DescribeAccountAssignmentCreationStatusCommand({
                    InstanceArn: center.instance,
                    AccountAssignmentCreationRequestId: deleting.RequestId,
                }),
            ),
            { name: "ResourceNotFoundException" },
        );
    });

    it("may be created again, which changes nothing; one that does not exist cannot be deleted", async () => {
        await center.assign(developers, reader, shop);
        assert.equal((await center.assign(developers, reader, shop)).Status, "SUCCEEDED");
        assert.deepEqual(await assignedTo(reader, shop), [developers[1]]);
        await assert.rejects(center.startUnassigning(ada, reader, shop), { name: "ResourceNotFoundException" });
    });

    it("conflict with the same assignment that is being created or deleted", async () => {
        await center.startAssigning(developers, reader, shop);
        await assert.rejects(center.startAssigning(developers, reader, shop), { name: "ConflictException" });
        await center.startAssigning(ada, reader, shop);
    });

    it("need a permission set and an account of the organisation, or are refused", async () => {
        const missing = `${reader.slice(0, -16)}0000000000000000`;
        const notFound = { name: "ResourceNotFoundException" };
        await assert.rejects(center.startAssigning(ada, missing, shop), notFound);
        await assert.rejects(center.startAssigning(ada, reader, "999999999999"), notFound);
        await assert.rejects(center.startAssigning(ada, reader, "shop"), { name: "ValidationException" });
    });

    it("need a user or group, and an active account, or fail in the background", async () => {
        for (const principal of [NOBODY, ["GROUP", ada[1]] as const]) {
            const [kind, id] = principal;
            const failed = await center.assign(principal, reader, shop);
            assert.deepEqual(
                [failed.Status, failed.FailureReason],
                [
                    "FAILED",
                    `Received a 404 status error: the ${kind} assignee ${id} was not found in directory ${center.store}.`,
                ],
            );
        }
        await center.assign(developers, reader, shop);
        await center.organizations.send(new CloseAccountCommand({ AccountId: shop }));
        await center.aws.advanceSeconds(60);
        const failed = await center.assign(ada, reader, shop);
        assert.equal(failed.Status, "FAILED");
        assert.match(
            failed.FailureReason ?? "",
            /Obtaining permissions to manage your AWS account '\d{12}' takes longer/,
        );
        assert.deepEqual(await assignedTo(reader, shop), [developers[1]]);
        const provisioned = await center.provision(reader);
        assert.deepEqual([provisioned.Status, provisioned.FailureReason], ["FAILED", failed.FailureReason]);
        assert.equal((await center.unassign(developers, reader, shop)).Status, "SUCCEEDED");
    });

    it("need trusted access for sso.amazonaws.com", async () => {
        await center.organizations.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: "sso.amazonaws.com" }));
        await assert.rejects(center.startAssigning(ada, reader, shop), { name: "AccessDeniedException" });
    });

    it("fail for a reason that a test gives", async () => {
        await center.aws.identityCenter({
            failures: [{ account: shop, permissionSet: "Reader", kind: "create", reason: "An internal error." }],
        });
        const log = await center.to.createAccount("log");
        assert.equal((await center.assign(ada, reader, log)).Status, "SUCCEEDED");
        const failed = await center.assign(ada, reader, shop);
        assert.deepEqual([failed.Status, failed.FailureReason], ["FAILED", "An internal error."]);
        assert.deepEqual(await assignedTo(reader, shop), []);
        assert.equal((await center.assign(ada, reader, shop)).Status, "SUCCEEDED");
        await assert.rejects(center.aws.identityCenter({ failures: [{ reason: "x", kind: "x" as "create" }] }));
    });

    it("are listed for a principal: a user also has those of its groups", async () => {
        const log = await center.to.createAccount("log");
        await center.assign(developers, reader, shop);
        await center.assign(ada, reader, log);
        assert.deepEqual(await placesOf(developers), [[shop, reader, "GROUP"]]);
        assert.deepEqual(await placesOf(ada), [
            [log, reader, "USER"],
            [shop, reader, "GROUP"],
        ]);
        assert.deepEqual(await placesOf(ada, shop), [[shop, reader, "GROUP"]]);
        await assert.rejects(placesOf(NOBODY), { name: "ResourceNotFoundException" });
    });

    it("keep their permission set, which is provisioned where it is assigned", async () => {
        const inAccount = new ListPermissionSetsProvisionedToAccountCommand({
            InstanceArn: center.instance,
            AccountId: shop,
        });
        const accounts = new ListAccountsForProvisionedPermissionSetCommand({
            InstanceArn: center.instance,
            PermissionSetArn: reader,
        });
        const remove = new DeletePermissionSetCommand({ InstanceArn: center.instance, PermissionSetArn: reader });
        assert.deepEqual((await center.admin.send(inAccount)).PermissionSets, []);
        await center.startAssigning(developers, reader, shop);
        await assert.rejects(center.admin.send(remove), { name: "ConflictException" });
        await center.assign(ada, reader, shop);
        assert.deepEqual((await center.admin.send(inAccount)).PermissionSets, [reader]);
        assert.deepEqual((await center.admin.send(accounts)).AccountIds, [shop]);
        await center.unassign(ada, reader, shop);
        await assert.rejects(center.admin.send(remove), {
            name: "ConflictException",
            message: "Could not delete because PermissionSet has ApplicationProfile associated with it",
        });
        await center.unassign(developers, reader, shop);
        assert.deepEqual((await center.admin.send(accounts)).AccountIds, []);
        await center.admin.send(remove);
    });

    it("outlive the group, and are deleted without it", async () => {
        await center.assign(developers, reader, shop);
        await center.directory.send(new DeleteGroupCommand({ IdentityStoreId: center.store, GroupId: developers[1] }));
        assert.deepEqual(await placesOf(developers), [[shop, reader, "GROUP"]]);
        assert.equal((await center.unassign(developers, reader, shop)).Status, "SUCCEEDED");
    });

    it("go with an account that leaves the organisation", async () => {
        await center.assign(developers, reader, shop);
        await center.aws.putContactInformation(shop);
        await center.aws.advanceDays(5);
        await center.organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId: shop }));
        assert.deepEqual(await placesOf(developers), []);
        await assert.rejects(center.startUnassigning(developers, reader, shop), { name: "ResourceNotFoundException" });
    });

    it("in the management account, and their permission sets, are not for the delegated administrator", async () => {
        await center.organizations.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: shop, ServicePrincipal: "sso.amazonaws.com" }),
        );
        const delegated = new SSOAdminClient(center.aws.clientConfig(shop));
        const denied = { name: "AccessDeniedException" };
        const log = await center.to.createAccount("log");
        await center.startAssigning(ada, reader, log, delegated);
        await assert.rejects(center.startAssigning(ada, reader, center.management, delegated), denied);
        await center.assign(developers, reader, center.management);
        await assert.rejects(center.startAssigning(ada, reader, log, delegated), {
            ...denied,
            message: new RegExp(`not authorized to perform: sso:CreateAccountAssignment on resource: ${reader}`),
        });
        const set = { InstanceArn: center.instance, PermissionSetArn: reader };
        const Tags = [{ Key: "Team", Value: "shop" }];
        await assert.rejects(delegated.send(new UpdatePermissionSetCommand({ ...set, Description: "x" })), denied);
        await assert.rejects(
            delegated.send(new TagResourceCommand({ InstanceArn: center.instance, ResourceArn: reader, Tags })),
            denied,
        );
        await delegated.send(new DescribePermissionSetCommand(set));
        const member = new SSOAdminClient(center.aws.clientConfig(log));
        await assert.rejects(center.startAssigning(ada, reader, log, member), denied);
        await assert.rejects(
            delegated.send(
                new ListAccountAssignmentsForPrincipalCommand({
                    InstanceArn: center.instance,
                    PrincipalType: "USER",
                    PrincipalId: ada[1],
                }),
            ),
            denied,
        );
        delegated.destroy();
        member.destroy();
    });

    it("are listed by pages and by the status of their requests", async () => {
        const started = await center.startAssigning(ada, reader, shop);
        const InstanceArn = center.instance;
        const list = new ListAccountAssignmentCreationStatusCommand({ InstanceArn, Filter: { Status: "SUCCEEDED" } });
        assert.deepEqual((await center.admin.send(list)).AccountAssignmentsCreationStatus, []);
        await center.aws.advanceSeconds(60);
        const [one] = (await center.admin.send(list)).AccountAssignmentsCreationStatus ?? [];
        assert.equal(one?.RequestId, started.RequestId);
        await center.assign(developers, reader, shop);
        const page = new ListAccountAssignmentCreationStatusCommand({ InstanceArn, MaxResults: 1 });
        const first = await center.admin.send(page);
        assert.ok(first.NextToken);
        const second = await center.admin.send(
            new ListAccountAssignmentCreationStatusCommand({ InstanceArn, NextToken: first.NextToken }),
        );
        assert.deepEqual(
            second.AccountAssignmentsCreationStatus?.map(({ RequestId }) => RequestId),
            [started.RequestId],
        );
        await center.unassign(ada, reader, shop);
        const deletions = await center.admin.send(new ListAccountAssignmentDeletionStatusCommand({ InstanceArn }));
        assert.deepEqual(
            deletions.AccountAssignmentsDeletionStatus?.map(({ Status }) => Status),
            ["SUCCEEDED"],
        );
        await assert.rejects(
            center.admin.send(new ListAccountAssignmentCreationStatusCommand({ InstanceArn, MaxResults: 101 })),
            { name: "ValidationException" },
        );
    });

    it("survive a kill, also those that are still being created", async () => {
        await center.assign(ada, reader, shop);
        const started = await center.startAssigning(developers, reader, shop);
        await center.aws.restart({ kill: true });
        assert.equal((await center.creation(started)).Status, "IN_PROGRESS");
        assert.deepEqual(await assignedTo(reader, shop), [ada[1]]);
        await center.aws.advanceSeconds(60);
        assert.deepEqual(await assignedTo(reader, shop), [ada[1], developers[1]]);
    });
});
