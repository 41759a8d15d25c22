import assert from "node:assert/strict";
import {
    CreateLoginProfileCommand,
    DeactivateMFADeviceCommand,
    DeleteAccessKeyCommand,
    DeleteLoginProfileCommand,
    DeleteSigningCertificateCommand,
    EnableOrganizationsRootCredentialsManagementCommand,
    EnableOrganizationsRootSessionsCommand,
    GetAccountSummaryCommand,
    GetLoginProfileCommand,
    IAMClient,
    ListAccessKeysCommand,
    ListMFADevicesCommand,
    ListSigningCertificatesCommand,
    ListUsersCommand,
} from "@aws-sdk/client-iam";
import { EnableAWSServiceAccessCommand, RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, DeleteBucketPolicyCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import {
    AssumeRootCommand,
    GetCallerIdentityCommand,
    STSClient,
    type AssumeRootRequest,
    type Credentials,
} from "@aws-sdk/client-sts";
import type { ClientConfig } from "./server";
import { organizationUnderTest } from "./rules/shared";

const IAM = "iam.amazonaws.com";

describe("AssumeRoot in the local AWS", () => {
    const on = organizationUnderTest();
    let older: string;
    const assume = (
        account: string,
        task: string,
        { caller, ...others }: Partial<AssumeRootRequest> & { readonly caller?: string } = {},
    ): Promise<ClientConfig> =>
        new STSClient(on.aws.clientConfig(caller))
            .send(
                new AssumeRootCommand({
                    TargetPrincipal: account,
                    TaskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` },
                    ...others,
                }),
            )
            .then(
                ({
                    Credentials: { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = {} as Credentials,
                }) => ({
                    ...on.aws.clientConfig(),
                    credentials: {
                        accessKeyId: AccessKeyId,
                        secretAccessKey: SecretAccessKey,
                        sessionToken: SessionToken,
                    },
                }),
            );
    const iamAs = async (account: string, task: string): Promise<IAMClient> =>
        new IAMClient(await assume(account, task));
    const denied = { name: "AccessDenied" };

    before(async () => {
        older = on.member;
        await on.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: IAM }));
    });

    it("needs the organisation's feature for the task", async () => {
        const iam = new IAMClient(on.aws.clientConfig());
        await assert.rejects(assume(older, "IAMAuditRootUserCredentials"), denied);
        await iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}));
        await assume(older, "IAMAuditRootUserCredentials");
        await assert.rejects(assume(older, "S3UnlockBucketPolicy"), denied);
        await iam.send(new EnableOrganizationsRootSessionsCommand({}));
        await assume(older, "S3UnlockBucketPolicy");
    });

    it("is for the management account and the delegated administrator of IAM, into member accounts", async () => {
        const admin = await on.to.createAccount("iam-admin");
        const task = "IAMAuditRootUserCredentials";
        await assert.rejects(assume(older, task, { caller: admin }), denied);
        await on.client.send(new RegisterDelegatedAdministratorCommand({ AccountId: admin, ServicePrincipal: IAM }));
        await assume(older, task, { caller: admin });
        await assert.rejects(assume(on.management, task), denied);
        await assert.rejects(assume(on.management, task, { caller: admin }), denied);
        await assert.rejects(assume("999999999999", task), denied);
    });

    it("lasts 900 seconds at most, and knows five tasks", async () => {
        await assert.rejects(assume(older, "IAMAuditRootUserCredentials", { DurationSeconds: 901 }), {
            name: "ValidationError",
        });
        await assert.rejects(assume(older, "AdministratorAccess"), { name: "ValidationError" });
        const session = await assume(older, "IAMAuditRootUserCredentials");
        const { Arn } = await new STSClient(session).send(new GetCallerIdentityCommand({}));
        assert.equal(Arn, `arn:aws:iam::${older}:root`);
        await on.aws.advanceSeconds(901);
        await assert.rejects(new IAMClient(session).send(new ListAccessKeysCommand({})), { name: "ExpiredToken" });
    });

    it("shows a password in an older account, and nothing in one that was created since", async () => {
        const fresh = await on.to.createAccount("fresh");
        const audit = await iamAs(older, "IAMAuditRootUserCredentials");
        assert.ok((await audit.send(new GetLoginProfileCommand({}))).LoginProfile?.CreateDate);
        assert.deepEqual((await audit.send(new ListAccessKeysCommand({}))).AccessKeyMetadata, []);
        const inFresh = await iamAs(fresh, "IAMAuditRootUserCredentials");
        await assert.rejects(inFresh.send(new GetLoginProfileCommand({})), { name: "NoSuchEntityException" });
        const { SummaryMap } = await audit.send(new GetAccountSummaryCommand({}));
        assert.equal(SummaryMap?.AccountPasswordPresent, 1);
        assert.equal(SummaryMap?.AccountMFAEnabled, 0);
    });

    it("does only what its task allows", async () => {
        const audit = await iamAs(older, "IAMAuditRootUserCredentials");
        await assert.rejects(audit.send(new DeleteLoginProfileCommand({})), denied);
        await assert.rejects(audit.send(new ListUsersCommand({})), denied);
        const remove = await iamAs(older, "IAMDeleteRootUserCredentials");
        await assert.rejects(remove.send(new GetAccountSummaryCommand({})), denied);
    });

    it("deletes each of the root user's credentials, once", async () => {
        await on.aws.setRootCredentials(older, { password: true, accessKeys: 2, mfaDevices: 1, certificates: 1 });
        const iam = await iamAs(older, "IAMDeleteRootUserCredentials");
        const [{ AccessKeyMetadata = [] }, { MFADevices = [] }, { Certificates = [] }] = await Promise.all([
            iam.send(new ListAccessKeysCommand({})),
            iam.send(new ListMFADevicesCommand({})),
            iam.send(new ListSigningCertificatesCommand({})),
        ]);
        assert.equal(AccessKeyMetadata.length, 2);
        for (const { AccessKeyId } of AccessKeyMetadata) await iam.send(new DeleteAccessKeyCommand({ AccessKeyId }));
        for (const { SerialNumber } of MFADevices) {
            await iam.send(new DeactivateMFADeviceCommand({ SerialNumber }));
            await assert.rejects(iam.send(new DeactivateMFADeviceCommand({ SerialNumber })), {
                name: "NoSuchEntityException",
            });
        }
        for (const { CertificateId } of Certificates) {
            await iam.send(new DeleteSigningCertificateCommand({ CertificateId }));
        }
        await iam.send(new DeleteLoginProfileCommand({}));
        await assert.rejects(iam.send(new DeleteLoginProfileCommand({})), { name: "NoSuchEntityException" });
        const none = { password: false, accessKeys: 0, mfaDevices: 0, certificates: 0 };
        assert.deepEqual((await on.aws.rootCredentials())[older], none);
        await on.aws.restart({ kill: true });
        assert.deepEqual((await on.aws.rootCredentials())[older], none);
    });

    it("gives a root user a password again", async () => {
        const iam = await iamAs(older, "IAMCreateRootUserPassword");
        await iam.send(new CreateLoginProfileCommand({}));
        assert.equal((await on.aws.rootCredentials())[older]?.password, true);
        await assert.rejects(iam.send(new CreateLoginProfileCommand({})), { name: "EntityAlreadyExistsException" });
    });

    it("unlocks a bucket's policy, and reads nothing in the bucket", async () => {
        const Bucket = "locked-out";
        await new S3Client({ ...on.aws.clientConfig(older), forcePathStyle: true }).send(
            new CreateBucketCommand({ Bucket }),
        );
        const s3 = new S3Client({ ...(await assume(older, "S3UnlockBucketPolicy")), forcePathStyle: true });
        await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
        await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket })), denied);
    });
});
