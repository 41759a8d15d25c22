import assert from "node:assert/strict";
import { BatchGetAccountStatusCommand, Inspector2Client } from "@aws-sdk/client-inspector2";
import { GetBucketTaggingCommand } from "@aws-sdk/client-s3";
import { assertChanges, assertRefused, inAws, Project } from "./support";
import { guardDutyMembers, s3In, SHARED_ACCOUNTS } from "./securityInAws";

const SECURITY = {
    regions: ["us-east-1"],
    auditTrail: { retentionDays: 400 },
    configuration: true,
    guardDuty: true,
    securityHub: true,
    accessAnalyzer: true,
    inspector: true,
    macie: true,
    search: true,
    findings: { emails: ["security@example.com"] },
};
const { Security, Workloads } = SHARED_ACCOUNTS.units;

describe("security in the first run of a new organisation", function () {
    this.timeout(600_000);
    let project: Project;
    const define = (security: object | undefined, accounts: object = Security.accounts): void =>
        project.define({
            ...SHARED_ACCOUNTS,
            organization: { breakGlassRole: "Emergency" },
            units: { Security: { ...Security, accounts }, Workloads },
            ...(security && { security }),
        } as never);
    const id = async (key: string): Promise<string> => (await inAws(project.client)).accounts[key]?.id ?? "";

    before(async () => {
        project = await Project.start({ ownProviders: true });
    });
    after(() => project.stop());

    it("is all on after one `up`, although a preview knows no account yet", async () => {
        define(SECURITY);
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        const again = await project.previewAndUp("--refresh");
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
        const members = await guardDutyMembers(project.aws.clientConfig(await id("audit")));
        assert.deepEqual(
            members,
            ["123456789012", await id("log-archive"), await id("shop"), await id("legacy")].sort(),
        );
    });

    it("ends the scans that are taken out, which AWS would go on billing", async () => {
        define({ ...SECURITY, inspector: { scans: ["ec2"] } });
        project.acknowledge("weaken inspector");
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        const inspector = new Inspector2Client(project.aws.clientConfig(await id("audit")));
        const { accounts = [] } = await inspector.send(
            new BatchGetAccountStatusCommand({ accountIds: [await id("shop"), await id("audit")] }),
        );
        for (const { resourceState } of accounts) {
            assert.deepEqual(
                [resourceState?.ec2?.status, resourceState?.ecr?.status, resourceState?.lambda?.status],
                ["ENABLED", "DISABLED", "DISABLED"],
            );
        }
    });

    it("goes on while the audit account is quarantined, and so does `up`", async () => {
        define(
            { ...SECURITY, inspector: { scans: ["ec2"] } },
            { ...Security.accounts, audit: { state: "quarantined" } },
        );
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /account audit is quarantined: what `security` has in it goes on/);
        assert.deepEqual((await inAws(project.client)).accounts.audit?.policies, ["quarantine"]);
        define({ ...SECURITY, inspector: { scans: ["ec2"] } });
        const released = await project.up();
        assert.equal(released.code, 0, released.output);
        assertChanges(await project.preview(), {});
    });

    it("never deletes logs when the trail comes back with a shorter retention", async () => {
        const others = { ...SECURITY, inspector: { scans: ["ec2"] }, auditTrail: undefined };
        define(others);
        project.acknowledge("turn off auditTrail");
        const off = await project.up();
        assert.equal(off.code, 0, off.output);
        define({ ...others, auditTrail: { retentionDays: 30 } });
        assertRefused(await project.preview(), "that an earlier trail has left, and would be for 30");
        define({ ...others, auditTrail: { retentionDays: 400 } });
        const back = await project.up();
        assert.equal(back.code, 0, back.output);
    });

    it("takes a bucket over again that an earlier name has left", async () => {
        const [archive, others] = [await id("log-archive"), { ...SECURITY, inspector: { scans: ["ec2"] } }];
        define({ ...others, auditTrail: { retentionDays: 400, bucket: `other-${archive}` } });
        const renamed = await project.previewAndUp();
        assert.equal(renamed.code, 0, renamed.output);
        assert.match(renamed.output, /stays in AWS with its logs, and this stack forgets it/);
        define(others);
        const back = await project.previewAndUp();
        assert.equal(back.code, 0, back.output);
        const next = await project.up();
        assert.equal(next.code, 0, next.output);
        assertChanges(await project.previewAndUp("--refresh"), {});
    });

    it("leaves the bucket of the logs when everything is destroyed", async () => {
        const archive = await id("log-archive");
        await project.aws.advanceDays(91);
        await project.aws.completeAccounts();
        const unprotected = await project.pulumi("state", "unprotect", "--all", "--yes", "--stack", "test");
        assert.equal(unprotected.code, 0, unprotected.output);
        const run = await project.destroy();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.resources(), []);
        const { TagSet } = await s3In(project, archive).send(
            new GetBucketTaggingCommand({ Bucket: `organization-trail-${archive}` }),
        );
        assert.ok(TagSet?.some(({ Value }) => Value === "audit-trail"));
    });
});
