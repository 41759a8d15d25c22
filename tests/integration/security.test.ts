import assert from "node:assert/strict";
import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { CloudTrailClient, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { ConfigServiceClient, DescribeConfigurationAggregatorsCommand } from "@aws-sdk/client-config-service";
import { BatchGetAccountStatusCommand, Inspector2Client } from "@aws-sdk/client-inspector2";
import { ListMembersCommand as ListMacieMembersCommand, Macie2Client } from "@aws-sdk/client-macie2";
import { GetBucketTaggingCommand, GetObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { ListMembersCommand as ListHubMembersCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { assertChanges, assertRefused, inAws, Project } from "./support";
import { guardDutyMembers, s3In, SHARED_ACCOUNTS } from "./securityInAws";

const REGIONS = ["us-east-1", "eu-central-1"];
const EVERYTHING = {
    regions: REGIONS,
    guardDuty: true,
    auditTrail: { dataEvents: ["s3"], retentionDays: 400 },
    configuration: true,
    securityHub: true,
    accessAnalyzer: { unusedAccessDays: 90 },
    inspector: true,
    macie: true,
    search: true,
    findings: { emails: ["security@example.com"] },
};
/** What somebody must acknowledge before it is turned off. */
const PROTECTING = ["auditTrail", "guardDuty", "securityHub", "accessAnalyzer", "inspector", "macie", "findings"];
const MANAGEMENT = "123456789012";

describe("security", function () {
    this.timeout(600_000);
    let project: Project;
    let definition: object = SHARED_ACCOUNTS;
    const define = (changes: object): void => project.define((definition = { ...definition, ...changes }));
    const ids = async (...keys: string[]): Promise<string[]> => {
        const { accounts } = await inAws(project.client);
        return keys.map((key) => accounts[key]?.id ?? key).sort();
    };
    const in_ = async (key: string, region = "us-east-1"): Promise<ReturnType<Project["aws"]["clientConfig"]>> => ({
        ...project.aws.clientConfig((await ids(key))[0]),
        region,
    });

    before(async () => {
        // Two accounts have providers of their own, and a provider that runs share would be configured for one of them only.
        project = await Project.start({ ownProviders: true });
        project.acknowledge(
            "weaken auditTrail",
            "weaken guardDuty",
            "weaken inspector",
            "weaken macie",
            "weaken securityHub",
            "weaken accessAnalyzer",
        );
        await project.apply(definition);
    });
    after(() => project.stop());

    it("watches the accounts that exist, in every region, in the run that turns GuardDuty on", async () => {
        define({ security: { regions: REGIONS, guardDuty: true } });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /GuardDuty is turned on\. GuardDuty bills by what it reads/);
        for (const region of REGIONS) {
            const members = await guardDutyMembers(await in_("audit", region));
            assert.deepEqual(members, await ids(MANAGEMENT, "log-archive", "shop", "legacy"), region);
        }
    });

    it("watches an account that is added later", async () => {
        define({ units: { ...SHARED_ACCOUNTS.units, Workloads: { accounts: { shop: {}, legacy: {}, fresh: {} } } } });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        const members = await guardDutyMembers(await in_("audit", "eu-central-1"));
        assert.deepEqual(members, await ids(MANAGEMENT, "log-archive", "shop", "legacy", "fresh"));
    });

    it("turns everything on in one run, and a run that refreshes changes nothing", async () => {
        define({ security: EVERYTHING });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        const again = await project.previewAndUp("--refresh");
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
    });

    it("has every service watch all accounts but the management account", async () => {
        const all = await ids("log-archive", "shop", "legacy", "fresh");
        for (const region of REGIONS) {
            const config = await in_("audit", region);
            const inspector = new Inspector2Client(config);
            const { accounts = [] } = await inspector.send(
                new BatchGetAccountStatusCommand({ accountIds: [...all, ...(await ids("audit"))] }),
            );
            assert.equal(accounts.length, 5);
            for (const { resourceState } of accounts) {
                assert.deepEqual(
                    [resourceState?.ec2?.status, resourceState?.ecr?.status, resourceState?.lambda?.status],
                    ["ENABLED", "ENABLED", "ENABLED"],
                );
            }
            const { members = [] } = await new Macie2Client(config).send(new ListMacieMembersCommand({}));
            assert.deepEqual(members.map(({ accountId }) => accountId).sort(), all);
            const { analyzers = [] } = await new AccessAnalyzerClient(config).send(new ListAnalyzersCommand({}));
            assert.deepEqual(
                analyzers.map(({ type }) => type).sort(),
                region === "us-east-1" ? ["ORGANIZATION", "ORGANIZATION_UNUSED_ACCESS"] : ["ORGANIZATION"],
            );
        }
        const hub = new SecurityHubClient(await in_("audit"));
        const { Members = [] } = await hub.send(new ListHubMembersCommand({}));
        for (const id of all)
            assert.ok(
                Members.some(({ AccountId }) => AccountId === id),
                id,
            );
        const config = new ConfigServiceClient(await in_("audit"));
        const { ConfigurationAggregators = [] } = await config.send(new DescribeConfigurationAggregatorsCommand({}));
        assert.equal(ConfigurationAggregators[0]?.OrganizationAggregationSource?.AllAwsRegions, true);
    });

    it("keeps the trail's logs locked, in a bucket of the log archive", async () => {
        const [archive = ""] = await ids("log-archive");
        const { trailList = [] } = await new CloudTrailClient(project.aws.clientConfig()).send(
            new DescribeTrailsCommand({}),
        );
        assert.deepEqual(
            trailList.map(({ Name, S3BucketName, IsOrganizationTrail }) => [Name, S3BucketName, IsOrganizationTrail]),
            [["organization-trail", `organization-trail-${archive}`, true]],
        );
        const s3 = s3In(project, archive);
        const { ObjectLockConfiguration } = await s3.send(
            new GetObjectLockConfigurationCommand({ Bucket: `organization-trail-${archive}` }),
        );
        const { Mode, Days } = ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
        assert.deepEqual([Mode, Days], ["GOVERNANCE", 400]);
    });

    it("refuses to delete logs by a shorter retention, and to move what AWS cannot move", async () => {
        define({ security: { ...EVERYTHING, auditTrail: { retentionDays: 30 } } });
        assertRefused(await project.preview(), "logs are kept for 400 days, and would be for 30");
        define({ security: { ...EVERYTHING, regions: [...REGIONS].reverse() } });
        assertRefused(await project.preview(), "the home region is us-east-1");
        define({ security: { ...EVERYTHING, audit: "shop" } });
        assertRefused(await project.preview(), "Do it in two runs: turn");
    });

    it("says what is lost when it is turned off, ends what is billed, and deletes no logs", async () => {
        define({ security: undefined });
        project.acknowledge(...PROTECTING.map((one) => `turn off ${one}`));
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /the audit trail is turned off: nothing is recorded any more in any account/);
        assert.match(run.output, /GuardDuty is turned off: GuardDuty ends in every account/);
        const [archive = ""] = await ids("log-archive");
        const { TagSet } = await s3In(project, archive).send(
            new GetBucketTaggingCommand({ Bucket: `organization-trail-${archive}` }),
        );
        assert.ok(TagSet?.some(({ Value }) => Value === "audit-trail"));
        const left = (await project.resources()).filter(({ urn }) => urn.includes("security"));
        assert.deepEqual(left, []);
    });

    it("takes the buckets and the key over when the trail comes back, and watches again", async () => {
        const detection = { guardDuty: true, inspector: true, macie: true, securityHub: true };
        define({ security: { regions: ["us-east-1"], auditTrail: { retentionDays: 400 }, ...detection } });
        const run = await project.previewAndUp();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /which an earlier trail has left, is taken over with its logs/);
        const again = await project.up();
        assert.equal(again.code, 0, again.output);
        assertChanges(await project.previewAndUp(), {});
    });
});
