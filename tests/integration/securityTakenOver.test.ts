import assert from "node:assert/strict";
import { CloudTrailClient, CreateTrailCommand } from "@aws-sdk/client-cloudtrail";
import {
    CreateDetectorCommand,
    EnableOrganizationAdminAccountCommand,
    GuardDutyClient,
    ListDetectorsCommand,
} from "@aws-sdk/client-guardduty";
import { EnableAWSServiceAccessCommand } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { EnableSecurityHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { assertChanges, assertRefused, inAws, Project } from "./support";
import { guardDutyMembers, s3In, SHARED_ACCOUNTS } from "./securityInAws";

const GUARDDUTY = { regions: ["us-east-1"], guardDuty: { protections: ["s3"] } };

describe("security in an organisation that has some of it already", function () {
    this.timeout(600_000);
    let project: Project;
    const define = (security: object): void => project.define({ ...SHARED_ACCOUNTS, security } as never);
    const id = async (key: string): Promise<string> => (await inAws(project.client)).accounts[key]?.id ?? "";

    before(async () => {
        project = await Project.start({ ownProviders: true });
        await project.apply(SHARED_ACCOUNTS);
    });
    after(() => project.stop());

    it("says that another account administers a service, before AWS refuses it half way", async () => {
        const tools = await id("shop");
        const guardDuty = new GuardDutyClient(project.aws.clientConfig());
        await project.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "guardduty.amazonaws.com" }));
        await guardDuty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: tools }));
        define(GUARDDUTY);
        assertRefused(await project.preview(), `account ${tools} administers GuardDuty in us-east-1 already`);
        define({ ...GUARDDUTY, audit: "shop" });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /takes over as it is: GuardDuty's detector of the audit account in us-east-1 and the administrator of GuardDuty in us-east-1/,
        );
        assert.equal((await guardDutyMembers(project.aws.clientConfig(tools))).length, 4);
        const next = await project.up();
        assert.equal(next.code, 0, next.output);
        assertChanges(await project.previewAndUp("--refresh"), {});
    });

    it("takes over what somebody has turned on by hand", async () => {
        const shop = await id("shop");
        const management = new GuardDutyClient({ ...project.aws.clientConfig(), region: "eu-west-1" });
        await management.send(new CreateDetectorCommand({ Enable: true }));
        await new SecurityHubClient(project.aws.clientConfig(shop)).send(new EnableSecurityHubCommand({}));
        define({ ...GUARDDUTY, regions: ["us-east-1", "eu-west-1"], audit: "shop", securityHub: true });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /detector of the management account in eu-west-1/);
        assert.match(run.output, /Security Hub of the audit account/);
        const { DetectorIds = [] } = await management.send(new ListDetectorsCommand({}));
        assert.equal(DetectorIds.length, 1);
    });

    it("never makes a second trail silently", async () => {
        const s3 = s3In(project, "123456789012");
        const trails = new CloudTrailClient(project.aws.clientConfig());
        await project.client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "cloudtrail.amazonaws.com" }));
        await s3.send(new CreateBucketCommand({ Bucket: "by-hand" }));
        await s3.send(new PutBucketPolicyCommand({ Bucket: "by-hand", Policy: JSON.stringify(LETS_CLOUDTRAIL_WRITE) }));
        await trails.send(
            new CreateTrailCommand({
                Name: "aws-controltower-BaselineCloudTrail",
                S3BucketName: "by-hand",
                IsOrganizationTrail: true,
                IsMultiRegionTrail: true,
            }),
        );
        const on = { ...GUARDDUTY, regions: ["us-east-1", "eu-west-1"], audit: "shop", securityHub: true };
        define({ ...on, auditTrail: true });
        const refused = await project.preview();
        assertRefused(refused, "the organisation has a trail already");
        assert.match(refused.output, /which is Control Tower's, into the bucket .by-hand./);
        assert.match(refused.output, /besides: \[aws-controltower-BaselineCloudTrail\]/);
        define({ ...on, auditTrail: { besides: ["aws-controltower-BaselineCloudTrail"] } });
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.match(preview.output, /AWS bills the second copy of all events/);
    });
});

const LETS_CLOUDTRAIL_WRITE = {
    Version: "2012-10-17",
    Statement: [
        {
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: ["s3:GetBucketAcl", "s3:PutObject"],
            Resource: ["arn:aws:s3:::by-hand", "arn:aws:s3:::by-hand/*"],
        },
    ],
};
