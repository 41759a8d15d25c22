/** What an event may mean in an incident. */
export type EventMeaning = "way in" | "permissions" | "watching off" | "data out" | "spending" | "destruction";

/** What each meaning is about, as a report explains it. */
export const MEANINGS: Readonly<Record<EventMeaning, string>> = {
    "way in": "somebody can come back by it: keys, passwords, roles that trust somebody else",
    permissions: "somebody can do more than before",
    "watching off": "less is recorded or noticed than before",
    "data out": "others may read what was in the account alone",
    spending: "it costs money",
    destruction: "something is gone, or will be",
};

/**
 * Events by their meaning: actions of AWS that intruders use, by the service and the name that CloudTrail writes. It is no complete list, and
 * an event in it may be daily work. Sources: the tactics of AWS's Threat Technique Catalog and of MITRE ATT&CK's matrix for IaaS clouds, from
 * memory and not read again; the names are those of AWS's API references.
 */
const EVENTS: Readonly<Record<EventMeaning, Readonly<Record<string, string>>>> = {
    "way in": {
        iam: `AddClientIDToOpenIDConnectProvider CreateAccessKey CreateLoginProfile CreateOpenIDConnectProvider CreateRole CreateSAMLProvider
            CreateServiceSpecificCredential CreateUser CreateVirtualMFADevice DeactivateMFADevice DeleteVirtualMFADevice EnableMFADevice
            ResetServiceSpecificCredential UpdateAccessKey UpdateAssumeRolePolicy UpdateLoginProfile UpdateOpenIDConnectProviderThumbprint
            UpdateSAMLProvider UploadSigningCertificate UploadSSHPublicKey`,
        signin: "ConsoleLogin PasswordRecoveryCompleted PasswordRecoveryRequested PasswordUpdated EmailUpdated GetSigninToken",
        sts: "GetFederationToken GetSessionToken",
        rolesanywhere: "CreateProfile CreateTrustAnchor UpdateProfile UpdateTrustAnchor",
        lambda: "AddPermission20150331v2 AddPermission CreateFunctionUrlConfig UpdateFunctionCode20150331v2",
        ec2: "AuthorizeSecurityGroupIngress CreateKeyPair ImportKeyPair ModifyInstanceAttribute ReplaceIamInstanceProfileAssociation",
        "ec2-instance-connect": "SendSSHPublicKey SendSerialConsoleSSHPublicKey",
        ssm: "SendCommand StartSession ResumeSession",
    },
    permissions: {
        iam: `AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicyVersion DeleteRolePermissionsBoundary
            DeleteUserPermissionsBoundary PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary PutUserPolicy
            SetDefaultPolicyVersion AddRoleToInstanceProfile`,
        lambda: "AddLayerVersionPermission",
    },
    "watching off": {
        cloudtrail:
            "DeleteEventDataStore DeleteTrail PutEventSelectors StopEventDataStoreIngestion StopLogging UpdateTrail",
        config: "DeleteConfigRule DeleteConfigurationRecorder DeleteDeliveryChannel PutConfigurationRecorder StopConfigurationRecorder",
        guardduty: `CreateFilter CreateIPSet CreateTrustedEntitySet DeleteDetector DeleteMembers DisassociateFromAdministratorAccount
            DisassociateFromMasterAccount StopMonitoringMembers UpdateDetector`,
        securityhub:
            "BatchDisableStandards DisableSecurityHub DisassociateFromAdministratorAccount UpdateStandardsControl",
        macie2: "DisableMacie",
        inspector2: "Disable",
        "access-analyzer": "CreateArchiveRule DeleteAnalyzer",
        events: "DeleteRule DisableRule PutRule RemoveTargets",
        monitoring: "DeleteAlarms DisableAlarmActions",
        logs: "DeleteLogGroup DeleteLogStream PutRetentionPolicy",
        ec2: "DeleteFlowLogs",
        s3: "DeleteBucketLogging PutBucketLogging",
        wafv2: "DeleteLoggingConfiguration DisassociateWebACL",
    },
    "data out": {
        s3: `DeleteBucketPublicAccessBlock DeletePublicAccessBlock PutAccountPublicAccessBlock PutBucketAcl PutBucketPolicy
            PutBucketPublicAccessBlock PutBucketReplication PutBucketWebsite`,
        ec2: "CreateSnapshot CreateSnapshots CreateStoreImageTask ExportImage ModifyImageAttribute ModifySnapshotAttribute CreateTrafficMirrorSession",
        rds: "ModifyDBClusterSnapshotAttribute ModifyDBSnapshotAttribute StartExportTask CreateDBSnapshot",
        kms: "CreateGrant PutKeyPolicy",
        ram: "AssociateResourceShare CreateResourceShare",
        secretsmanager: "BatchGetSecretValue GetSecretValue PutResourcePolicy",
        ssm: "GetParameter GetParameters GetParametersByPath ModifyDocumentPermission",
        sns: "AddPermission SetTopicAttributes",
        sqs: "AddPermission SetQueueAttributes",
        ecr: "SetRepositoryPolicy",
        dynamodb: "ExportTableToPointInTime",
        backup: "PutBackupVaultAccessPolicy StartCopyJob",
    },
    spending: {
        ec2: "CreateFleet RequestSpotFleet RequestSpotInstances RunInstances PurchaseReservedInstancesOffering",
        autoscaling: "CreateAutoScalingGroup UpdateAutoScalingGroup",
        ecs: "CreateCluster CreateService RegisterTaskDefinition RunTask",
        batch: "CreateComputeEnvironment SubmitJob",
        lightsail: "CreateInstances",
        sagemaker: "CreateNotebookInstance CreateProcessingJob CreateTrainingJob",
        bedrock:
            "Converse ConverseStream InvokeModel InvokeModelWithResponseStream PutFoundationModelEntitlement PutUseCaseForModelAccess",
        lambda: "CreateFunction20150331",
        ses: "SendEmail VerifyEmailIdentity UpdateAccountSendingEnabled PutAccountDetails",
        servicequotas: "RequestServiceQuotaIncrease",
        account: "EnableRegion",
        organizations: "LeaveOrganization CreateAccount",
    },
    destruction: {
        kms: "DisableKey ScheduleKeyDeletion DeleteImportedKeyMaterial",
        s3: "DeleteBucket PutBucketEncryption PutBucketLifecycle PutBucketVersioning",
        ec2: "DeleteSnapshot DeleteVolume TerminateInstances",
        rds: "DeleteDBCluster DeleteDBClusterSnapshot DeleteDBInstance DeleteDBSnapshot",
        dynamodb: "DeleteBackup DeleteTable",
        backup: "DeleteBackupPlan DeleteBackupVault DeleteRecoveryPoint",
        elasticfilesystem: "DeleteFileSystem",
        secretsmanager: "DeleteSecret",
        cloudformation: "DeleteStack",
        iam: "DeleteRole DeleteUser",
    },
};

const BY_EVENT: ReadonlyMap<string, EventMeaning> = new Map(
    (Object.entries(EVENTS) as [EventMeaning, Readonly<Record<string, string>>][]).flatMap(([meaning, services]) =>
        Object.entries(services).flatMap(([service, names]) =>
            names.split(/\s+/).map((name): [string, EventMeaning] => [`${service}:${name}`, meaning]),
        ),
    ),
);

/** What an event may mean; undefined if it is in no list. */
export function meaningOf({
    service,
    name,
}: {
    readonly service: string;
    readonly name: string;
}): EventMeaning | undefined {
    return BY_EVENT.get(`${service}:${name}`);
}
