import assert from "node:assert/strict";
import {
    accessLogPolicy,
    findingsTopicPolicy,
    trailBucketPolicy,
    trailKeyPolicy,
    type TrailParties,
} from "../../../../components/security";
import { resourceVerdict } from "./resourceVerdict";

const [MANAGEMENT, ARCHIVE, OTHER] = ["111111111111", "222222222222", "333333333333"];
const ORGANIZATION = "o-exampleorgid";
const ACCESS_ROLE = `arn:aws:iam::${ARCHIVE}:role/OrganizationAccountAccessRole`;
const PARTIES: TrailParties = {
    partition: "aws",
    organizationId: ORGANIZATION,
    managementAccountId: MANAGEMENT,
    logArchiveId: ARCHIVE,
    accessRoleArn: ACCESS_ROLE,
    trailArn: `arn:aws:cloudtrail:eu-central-1:${MANAGEMENT}:trail/organization-trail`,
};
const OURS = { "aws:SecureTransport": true, "aws:PrincipalOrgID": ORGANIZATION };
const ADMINISTRATOR = `arn:aws:iam::${ARCHIVE}:role/Administrator`;
const CLOUDTRAIL = {
    "aws:SecureTransport": true,
    "aws:SourceArn": PARTIES.trailArn,
    "s3:x-amz-acl": "bucket-owner-full-control",
};

type Asked = readonly [principal: string, action: string, resource: string, context: Record<string, string | boolean>];

describe("the policy of the trail's bucket", () => {
    const policy = trailBucketPolicy("logs", PARTIES);
    const says = (...[principal, action, resource, context]: Asked): string =>
        resourceVerdict(policy, { principal, action, resource, context, ownerAccount: ARCHIVE });
    const own = `arn:aws:s3:::logs/AWSLogs/${ORGANIZATION}/${OTHER}/CloudTrail/eu-central-1/1.gz`;

    it("lets our organisation's trail write, also the logs of other accounts", () => {
        assert.equal(says("cloudtrail.amazonaws.com", "s3:PutObject", own, CLOUDTRAIL), "allowed");
        const ofManagement = `arn:aws:s3:::logs/AWSLogs/${MANAGEMENT}/CloudTrail/1.gz`;
        assert.equal(says("cloudtrail.amazonaws.com", "s3:PutObject", ofManagement, CLOUDTRAIL), "allowed");
        assert.equal(says("cloudtrail.amazonaws.com", "s3:GetBucketAcl", "arn:aws:s3:::logs", CLOUDTRAIL), "allowed");
    });

    it("lets no other trail, no other service and nobody else write", () => {
        const cases: readonly Asked[] = [
            [
                "cloudtrail.amazonaws.com",
                "s3:PutObject",
                own,
                { ...CLOUDTRAIL, "aws:SourceArn": `arn:aws:cloudtrail:eu-central-1:${OTHER}:trail/organization-trail` },
            ],
            [
                "cloudtrail.amazonaws.com",
                "s3:PutObject",
                own,
                { ...CLOUDTRAIL, "aws:SourceArn": `${PARTIES.trailArn}-2` },
            ],
            ["cloudtrail.amazonaws.com", "s3:PutObject", own, { ...CLOUDTRAIL, "s3:x-amz-acl": "public-read" }],
            ["cloudtrail.amazonaws.com", "s3:PutObject", `arn:aws:s3:::logs/AWSLogs/${OTHER}/1.gz`, CLOUDTRAIL],
            ["cloudtrail.amazonaws.com", "s3:GetObject", own, CLOUDTRAIL],
            ["config.amazonaws.com", "s3:PutObject", own, CLOUDTRAIL],
            [ADMINISTRATOR, "s3:PutObject", own, OURS],
        ];
        for (const one of cases) assert.equal(says(...one), "implicitly denied", JSON.stringify(one));
        const plain = { ...CLOUDTRAIL, "aws:SecureTransport": false };
        assert.equal(says("cloudtrail.amazonaws.com", "s3:PutObject", own, plain), "explicitly denied");
    });

    it("lets nobody delete, not even the role of this program", () => {
        for (const principal of [ADMINISTRATOR, ACCESS_ROLE, `arn:aws:iam::${ARCHIVE}:root`]) {
            for (const action of [
                "s3:DeleteObject",
                "s3:DeleteObjectVersion",
                "s3:BypassGovernanceRetention",
                "s3:PutObjectRetention",
            ]) {
                assert.equal(says(principal, action, own, OURS), "explicitly denied", `${principal} ${action}`);
            }
            assert.equal(says(principal, "s3:DeleteBucket", "arn:aws:s3:::logs", OURS), "explicitly denied");
        }
    });

    it("lets only the role of this program change who reads and how long logs are kept", () => {
        for (const action of ["s3:PutBucketPolicy", "s3:PutLifecycleConfiguration", "s3:PutBucketVersioning"]) {
            assert.equal(says(ADMINISTRATOR, action, "arn:aws:s3:::logs", OURS), "explicitly denied", action);
            // IAM decides about it in its own account.
            assert.equal(says(ACCESS_ROLE, action, "arn:aws:s3:::logs", OURS), "implicitly denied", action);
        }
    });

    it("keeps everybody out who is not of the organisation", () => {
        const stranger = `arn:aws:iam::${OTHER}:role/Stranger`;
        for (const id of ["o-anotherorgid", undefined]) {
            const context = { "aws:SecureTransport": true, ...(id !== undefined && { "aws:PrincipalOrgID": id }) };
            assert.equal(says(stranger, "s3:GetObject", own, context), "explicitly denied");
        }
    });
});

describe("the policy of the bucket of access logs", () => {
    const policy = accessLogPolicy("logs-access", "logs", PARTIES);
    const says = (principal: string, action: string, context: Record<string, string | boolean>): string =>
        resourceVerdict(policy, {
            principal,
            action,
            resource: "arn:aws:s3:::logs-access/trail/1",
            context,
            ownerAccount: ARCHIVE,
        });
    const S3 = { "aws:SecureTransport": true, "aws:SourceArn": "arn:aws:s3:::logs", "aws:SourceAccount": ARCHIVE };

    it("lets S3 write what happens in the trail's bucket, and nothing else", () => {
        assert.equal(says("logging.s3.amazonaws.com", "s3:PutObject", S3), "allowed");
        assert.equal(
            says("logging.s3.amazonaws.com", "s3:PutObject", { ...S3, "aws:SourceAccount": OTHER }),
            "implicitly denied",
        );
        assert.equal(
            says("logging.s3.amazonaws.com", "s3:PutObject", { ...S3, "aws:SourceArn": "arn:aws:s3:::other" }),
            "implicitly denied",
        );
        assert.equal(says(ACCESS_ROLE, "s3:DeleteObject", OURS), "explicitly denied");
    });
});

describe("the policy of the trail's key", () => {
    const policy = trailKeyPolicy(PARTIES);
    const says = (principal: string, action: string, context: Record<string, string | boolean>): string =>
        resourceVerdict(policy, {
            principal,
            action,
            resource: `arn:aws:kms:eu-central-1:${ARCHIVE}:key/1`,
            context,
            ownerAccount: ARCHIVE,
        });
    const encrypting = {
        "aws:SourceArn": PARTIES.trailArn,
        "kms:EncryptionContext:aws:cloudtrail:arn": PARTIES.trailArn,
    };

    it("lets our trail encrypt, and no other", () => {
        assert.equal(says("cloudtrail.amazonaws.com", "kms:GenerateDataKey", encrypting), "allowed");
        const other = `arn:aws:cloudtrail:eu-central-1:${OTHER}:trail/organization-trail`;
        assert.equal(
            says("cloudtrail.amazonaws.com", "kms:GenerateDataKey", { ...encrypting, "aws:SourceArn": other }),
            "implicitly denied",
        );
        assert.equal(says("cloudtrail.amazonaws.com", "kms:Decrypt", encrypting), "implicitly denied");
        assert.equal(says("s3.amazonaws.com", "kms:GenerateDataKey", encrypting), "implicitly denied");
    });

    it("leaves reading to the account's IAM, and lets nobody delete or disable the key", () => {
        assert.equal(says(ADMINISTRATOR, "kms:Decrypt", OURS), "allowed");
        for (const principal of [ADMINISTRATOR, ACCESS_ROLE]) {
            for (const action of ["kms:ScheduleKeyDeletion", "kms:DisableKey"]) {
                assert.equal(says(principal, action, OURS), "explicitly denied", `${principal} ${action}`);
            }
        }
        assert.equal(says(ADMINISTRATOR, "kms:PutKeyPolicy", OURS), "explicitly denied");
        assert.equal(says(ACCESS_ROLE, "kms:PutKeyPolicy", OURS), "allowed");
        const elsewhere = { "aws:PrincipalOrgID": "o-anotherorgid" };
        assert.equal(says(`arn:aws:iam::${OTHER}:role/Stranger`, "kms:Decrypt", elsewhere), "explicitly denied");
    });
});

describe("the policy of the findings' topic", () => {
    const topic = `arn:aws:sns:eu-central-1:${ARCHIVE}:aws-organization-findings`;
    const policy = findingsTopicPolicy(topic, ARCHIVE, "aws-organization-findings");
    const says = (principal: string, context: Record<string, string | boolean>): string =>
        resourceVerdict(policy, { principal, action: "sns:Publish", resource: topic, context, ownerAccount: ARCHIVE });
    const rule = `arn:aws:events:eu-central-1:${ARCHIVE}:rule/aws-organization-findings-guardduty`;
    const EVENTS = { "aws:SecureTransport": true, "aws:SourceArn": rule, "aws:SourceAccount": ARCHIVE };

    it("lets the rules of the account publish, and nobody else", () => {
        assert.equal(says("events.amazonaws.com", EVENTS), "allowed");
        // AWS's user guide says that EventBridge does not say it to SNS: findings would be lost without a word.
        assert.equal(says("events.amazonaws.com", {}), "allowed");
        assert.equal(says("events.amazonaws.com", { ...EVENTS, "aws:SourceAccount": OTHER }), "implicitly denied");
        const other = `arn:aws:events:eu-central-1:${ARCHIVE}:rule/another`;
        assert.equal(says("events.amazonaws.com", { ...EVENTS, "aws:SourceArn": other }), "implicitly denied");
        assert.equal(says("cloudwatch.amazonaws.com", EVENTS), "implicitly denied");
        assert.equal(says(ADMINISTRATOR, OURS), "implicitly denied");
        assert.equal(says("events.amazonaws.com", { ...EVENTS, "aws:SecureTransport": false }), "explicitly denied");
    });
});
