import assert from "node:assert/strict";
import {
    AttachRolePolicyCommand,
    CreatePolicyCommand,
    GetRoleCommand,
    IAMClient,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    ListRolesCommand,
} from "@aws-sdk/client-iam";
import {
    AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
    AttachManagedPolicyToPermissionSetCommand,
    ListAccountsForProvisionedPermissionSetCommand,
    ListPermissionSetProvisioningStatusCommand,
    ListPermissionSetsProvisionedToAccountCommand,
    ProvisionPermissionSetCommand,
    PutInlinePolicyToPermissionSetCommand,
    PutPermissionsBoundaryToPermissionSetCommand,
    type ProvisioningStatus,
} from "@aws-sdk/client-sso-admin";
import { newIdentityCenter, policyArn, type Principal } from "./newIdentityCenter";

const INLINE = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});

describe("roles of permission sets", () => {
    const center = newIdentityCenter();
    let shop: string;
    let log: string;
    let ada: Principal;
    let reader: { InstanceArn: string; PermissionSetArn: string };

    beforeEach(async () => {
        [shop, log] = [await center.to.createAccount("shop"), await center.to.createAccount("log")];
        ada = await center.user("ada@example.com");
        reader = { InstanceArn: center.instance, PermissionSetArn: await center.permissionSet("Reader") };
    });

    async function inIam<Answer>(account: string, ask: (iam: IAMClient) => Promise<Answer>): Promise<Answer> {
        const iam = new IAMClient(center.aws.clientConfig(account));
        return ask(iam).finally(() => iam.destroy());
    }
    /** The reserved roles of an account: its ARN without the account, its policies and boundary. */
    const rolesIn = (account: string): Promise<object[]> =>
        inIam(account, async (iam) => {
            const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: "/aws-reserved/" }));
            return Promise.all(
                Roles.map(async ({ RoleName, Path }) => {
                    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
                    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
                    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
                    return {
                        name: `${Path}${RoleName}`,
                        policies: [
                            ...(AttachedPolicies ?? []).map(({ PolicyName }) => PolicyName),
                            ...(PolicyNames ?? []),
                        ],
                        boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
                    };
                }),
            );
        });
    const attach = (name: string): Promise<unknown> =>
        center.admin.send(
            new AttachManagedPolicyToPermissionSetCommand({ ...reader, ManagedPolicyArn: policyArn(name) }),
        );
    const accountsThatAre = async (status: ProvisioningStatus): Promise<string[] | undefined> =>
        (
            await center.admin.send(
                new ListAccountsForProvisionedPermissionSetCommand({ ...reader, ProvisioningStatus: status }),
            )
        ).AccountIds;

    it("exist where the set is assigned, and get changes when it is provisioned", async () => {
        await attach("ReadOnlyAccess");
        await center.assign(ada, reader.PermissionSetArn, shop);
        const [role, ...others] = (await rolesIn(shop)) as { name: string; policies: string[]; boundary?: string }[];
        assert.match(role?.name ?? "", /^\/aws-reserved\/sso\.amazonaws\.com\/AWSReservedSSO_Reader_[0-9a-f]{16}$/);
        assert.deepEqual([role?.policies, role?.boundary, others], [["ReadOnlyAccess"], undefined, []]);

        await attach("job-function/Billing");
        await center.admin.send(new PutInlinePolicyToPermissionSetCommand({ ...reader, InlinePolicy: INLINE }));
        const boundary = policyArn("PowerUserAccess");
        await center.admin.send(
            new PutPermissionsBoundaryToPermissionSetCommand({
                ...reader,
                PermissionsBoundary: { ManagedPolicyArn: boundary },
            }),
        );
        assert.deepEqual(await rolesIn(shop), [role]);
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_NOT_PROVISIONED"), [shop]);
        const status = await center.provision(reader.PermissionSetArn);
        assert.deepEqual([status.Status, status.AccountId], ["SUCCEEDED", undefined]);
        const policies = ["Billing", "ReadOnlyAccess", "AwsSSOInlinePolicy"];
        assert.deepEqual(await rolesIn(shop), [{ name: role?.name, policies, boundary }]);
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_PROVISIONED"), [shop]);
        await center.aws.restart({ kill: true });
        assert.deepEqual(await rolesIn(shop), [{ name: role?.name, policies, boundary }]);

        await center.unassign(ada, reader.PermissionSetArn, shop);
        assert.deepEqual(await rolesIn(shop), []);
    });

    it("have the region in their path outside us-east-1", async () => {
        await center.aws.identityCenter({ region: "eu-central-1" });
        await center.inRegion("eu-central-1");
        const [grace, PermissionSetArn] = [await center.user("grace"), await center.permissionSet("Reader")];
        await center.assign(grace, PermissionSetArn, shop);
        const [role] = (await rolesIn(shop)) as { name: string }[];
        assert.match(role?.name ?? "", /^\/aws-reserved\/sso\.amazonaws\.com\/eu-central-1\/AWSReservedSSO_Reader_/);
    });

    it("need the customer-managed policies in their account", async () => {
        await center.admin.send(
            new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
                ...reader,
                CustomerManagedPolicyReference: { Name: "Restart", Path: "/people/" },
            }),
        );
        const failed = await center.assign(ada, reader.PermissionSetArn, shop);
        assert.deepEqual(
            [failed.Status, failed.FailureReason],
            ["FAILED", `Received a 404 status error: Not supported policy arn:aws:iam::${shop}:policy/people/Restart.`],
        );
        assert.deepEqual(await rolesIn(shop), []);
        await inIam(shop, (iam) =>
            iam.send(new CreatePolicyCommand({ PolicyName: "Restart", Path: "/people/", PolicyDocument: INLINE })),
        );
        assert.equal((await center.assign(ada, reader.PermissionSetArn, shop)).Status, "SUCCEEDED");
        const [role] = (await rolesIn(shop)) as { policies: string[] }[];
        assert.deepEqual(role?.policies, ["Restart"]);
    });

    it("have at most ten managed policies, which exist", async () => {
        await attach("NoSuchPolicy");
        const failed = await center.assign(ada, reader.PermissionSetArn, shop);
        assert.match(failed.FailureReason ?? "", /Not supported policy arn:aws:iam::aws:policy\/NoSuchPolicy/);
        const names = ["ReadOnlyAccess", "PowerUserAccess", "SecurityAudit", "job-function/Billing", "IAMFullAccess"];
        const more = ["AmazonS3FullAccess", "AmazonEC2FullAccess", "AmazonVPCFullAccess", "AmazonSQSFullAccess"];
        for (const name of [...names, ...more, "AmazonSNSFullAccess"]) await attach(name);
        const again = await center.assign(ada, reader.PermissionSetArn, shop);
        assert.match(again.FailureReason ?? "", /Cannot exceed quota for PoliciesPerRole: 10/);
    });

    it("are provisioned in one account only where the set is used", async () => {
        const failed = await center.provision(reader.PermissionSetArn, shop);
        assert.deepEqual(
            [failed.Status, failed.FailureReason, failed.AccountId],
            ["FAILED", `Received a 404 status error: Permission set provision not found in AWS account ${shop}.`, shop],
        );
        await center.assign(ada, reader.PermissionSetArn, shop);
        await center.assign(ada, reader.PermissionSetArn, log);
        await attach("ReadOnlyAccess");
        assert.equal((await center.provision(reader.PermissionSetArn, shop)).Status, "SUCCEEDED");
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_PROVISIONED"), [shop]);
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_NOT_PROVISIONED"), [log]);
        const inLog = await center.admin.send(
            new ListPermissionSetsProvisionedToAccountCommand({
                InstanceArn: center.instance,
                AccountId: log,
                ProvisioningStatus: "LATEST_PERMISSION_SET_NOT_PROVISIONED",
            }),
        );
        assert.deepEqual(inLog.PermissionSets, [reader.PermissionSetArn]);
    });

    it("stay as they were in an account where provisioning fails", async () => {
        await center.assign(ada, reader.PermissionSetArn, shop);
        await center.assign(ada, reader.PermissionSetArn, log);
        await attach("ReadOnlyAccess");
        await center.aws.identityCenter({ failures: [{ kind: "provision", account: log, reason: "Not now." }] });
        const { Status, FailureReason } = await center.provision(reader.PermissionSetArn);
        assert.deepEqual([Status, FailureReason], ["FAILED", "Not now."]);
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_NOT_PROVISIONED"), [log]);
        assert.equal((await center.provision(reader.PermissionSetArn)).Status, "SUCCEEDED");
        assert.deepEqual(await accountsThatAre("LATEST_PERMISSION_SET_NOT_PROVISIONED"), []);
    });

    it("are changed by IAM Identity Center only", async () => {
        await center.assign(ada, reader.PermissionSetArn, shop);
        const [role] = (await rolesIn(shop)) as { name: string }[];
        const RoleName = role?.name.split("/").at(-1);
        await assert.rejects(
            inIam(shop, (iam) =>
                iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: policyArn("AdministratorAccess") })),
            ),
            { name: "UnmodifiableEntityException" },
        );
    });

    it("are provisioned once at a time", async () => {
        const everywhere = new ProvisionPermissionSetCommand({ ...reader, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
        await center.admin.send(everywhere);
        await assert.rejects(center.admin.send(everywhere), { name: "ConflictException" });
        await assert.rejects(
            center.admin.send(new ProvisionPermissionSetCommand({ ...reader, TargetType: "AWS_ACCOUNT" })),
            { name: "ValidationException" },
        );
        await center.aws.advanceSeconds(60);
        const list = await center.admin.send(
            new ListPermissionSetProvisioningStatusCommand({ InstanceArn: center.instance }),
        );
        assert.deepEqual(
            list.PermissionSetsProvisioningStatus?.map(({ Status }) => Status),
            ["SUCCEEDED"],
        );
    });
});
