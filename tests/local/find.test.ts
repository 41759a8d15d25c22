import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    ConfigServiceClient,
    PutConfigurationAggregatorCommand,
    PutConfigurationRecorderCommand,
    PutDeliveryChannelCommand,
    StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
    DescribeOrganizationCommand,
    EnableAWSServiceAccessCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import {
    CreateIndexCommand,
    CreateViewCommand,
    ResourceExplorer2Client,
    UpdateIndexTypeCommand,
} from "@aws-sdk/client-resource-explorer-2";
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { stringify } from "yaml";
import { fewAtATime } from "../../aws/fewAtATime";
import { EXIT } from "../../operations/cli/commandError";
import { org, type OrgRun, stackConfig } from "../unit/operations/orgRuns";
import type { FoundJson } from "./findJson";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const REGION = "eu-central-1";
const TEXT = `defaults: { email: "{account}@example.com" }
units:
    Security: { accounts: { audit: } }
    Workloads: { accounts: { shop: { owner: ada@example.com }, blog: } }
`;
const SERVICES = ["organizations", "sts", "resourceexplorer2", "configservice"];
const EXPLORER = "resource-explorer-2.amazonaws.com";
const CONFIG = "config.amazonaws.com";

describe("org find", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let folder: string;
    let fixture: Fixture;
    const ids: Record<string, string> = {};

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        fixture = new Fixture(aws, client);
        folder = fs.mkdtempSync(path.join(aws.state, "stack-"));
        const config = { ...stackConfig(aws.url, SERVICES), "aws:region": REGION };
        fs.writeFileSync(path.join(folder, "Pulumi.test.yaml"), stringify({ config }));
        fs.mkdirSync(path.join(folder, "organizations", "test"), { recursive: true });
        fs.writeFileSync(path.join(folder, "organizations", "test", "organization.yaml"), TEXT);
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });
    beforeEach(async () => {
        await aws.reset();
        await fixture.createOrganization();
        for (const name of ["audit", "shop", "blog", "stranger"]) ids[name] = await fixture.createAccount(name);
        await bucket("shop", "invoices-shop", { Team: "shop" });
        await bucket("blog", "invoices-blog", { Team: "blog" });
        await bucket("stranger", "attic");
    });

    const within = (account: string): ReturnType<LocalAws["clientConfig"]> => ({
        ...aws.clientConfig(ids[account]),
        region: REGION,
    });
    const bucket = async (account: string, Bucket: string, tags: Record<string, string> = {}): Promise<void> => {
        const s3 = new S3Client({ ...within(account), forcePathStyle: true });
        await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
        const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
        if (TagSet.length > 0) await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
        s3.destroy();
    };
    const delegate = async (ServicePrincipal: string): Promise<void> => {
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
        await client.send(new RegisterDelegatedAdministratorCommand({ ServicePrincipal, AccountId: ids.audit }));
    };
    /** An index in each account, and the view of the organisation in the audit account. */
    const switchOnSearch = async (filter?: string, properties = [{ Name: "tags" }]): Promise<void> => {
        await delegate(EXPLORER);
        for (const account of ["audit", "shop", "blog", "stranger", "management"]) {
            const explorer = new ResourceExplorer2Client(within(account));
            const { Arn } = await explorer.send(new CreateIndexCommand({}));
            if (account === "audit") {
                await explorer.send(new UpdateIndexTypeCommand({ Arn, Type: "AGGREGATOR" }));
                const { Organization } = await client.send(new DescribeOrganizationCommand({}));
                await explorer.send(
                    new CreateViewCommand({
                        ViewName: "organization",
                        Scope: Organization?.Arn,
                        IncludedProperties: properties,
                        ...(filter !== undefined && { Filters: { FilterString: filter } }),
                    }),
                );
            }
            explorer.destroy();
        }
    };
    /** A recorder in two accounts, and the aggregator of the organisation in the audit account. */
    const switchOnConfig = async (): Promise<void> => {
        await delegate(CONFIG);
        for (const account of ["shop", "blog"]) {
            const config = new ConfigServiceClient(within(account));
            const roleARN = `arn:aws:iam::${ids[account]}:role/config`;
            await config.send(
                new PutConfigurationRecorderCommand({
                    ConfigurationRecorder: {
                        name: "default",
                        roleARN,
                        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
                    },
                }),
            );
            await config.send(
                new PutDeliveryChannelCommand({
                    DeliveryChannel: { name: "default", s3BucketName: `invoices-${account}` },
                }),
            );
            await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
            config.destroy();
        }
        const iam = new IAMClient(within("audit"));
        const trust = {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: CONFIG }, Action: "sts:AssumeRole" }],
        };
        const { Role } = await iam.send(
            new CreateRoleCommand({ RoleName: "aggregator", AssumeRolePolicyDocument: JSON.stringify(trust) }),
        );
        iam.destroy();
        const config = new ConfigServiceClient(within("audit"));
        await config.send(
            new PutConfigurationAggregatorCommand({
                ConfigurationAggregatorName: "organization",
                OrganizationAggregationSource: { RoleArn: Role?.Arn, AllAwsRegions: true },
            }),
        );
        config.destroy();
    };
    const run = (...args: readonly string[]): Promise<OrgRun> => org(folder, ["find", ...args, "--stack", "test"]);
    const found = async (...args: readonly string[]): Promise<FoundJson> => {
        const { code, out, error } = await run(...args, "--json");
        assert.equal(code, EXIT.done, error);
        return JSON.parse(out) as FoundJson;
    };
    const names = ({ resources }: FoundJson): readonly string[] => resources.map(({ name }) => name);

    it("says what was tried and how to switch a search on, if nothing sees the organisation", async () => {
        const { code, error } = await run("invoices");
        assert.equal(code, EXIT.failed);
        assert.match(error, /nothing sees the resources of the whole organisation:/);
        assert.match(
            error,
            /Resource Explorer in the management account \(123456789012\), eu-central-1: no view of the whole organisation/,
        );
        assert.match(
            error,
            /AWS Config in the management account \(123456789012\), eu-central-1: no aggregator of the whole organisation/,
        );
        assert.match(error, /Write `security: \{ search: true \}` into the definition/);
    });

    it("finds in all accounts by Resource Explorer, with the account, the unit and the owner, in one call", async () => {
        await switchOnSearch();
        const { code, out, error } = await run("INVOICES");
        assert.equal(code, EXIT.done, error);
        assert.match(out, /^NAME +TYPE +ACCOUNT +UNIT +OWNER +REGION$/m);
        assert.match(out, /^invoices-shop +s3:bucket +shop +Workloads +ada@example\.com +\S+$/m);
        assert.match(
            out,
            /2 resources, by Resource Explorer's view of the organisation in audit \(\d{12}\), eu-central-1 \(1 call\)\./,
        );
        assert.match(out, /It sees only accounts and regions in which Resource Explorer has an index/);
        const json = await found("--type", "s3:bucket");
        assert.equal(json.calls, 1);
        assert.deepEqual(names(json), ["attic", "invoices-blog", "invoices-shop"]);
        assert.deepEqual(json.resources.find(({ name }) => name === "attic")?.account.key, null);
        assert.match((await run("attic")).out, /^attic +s3:bucket +\d{12} +not in the definition +\S+$/m);
    });

    it("narrows down by every word, tag, account, unit and region together", async () => {
        await switchOnSearch();
        assert.deepEqual(names(await found("invoices", "shop")), ["invoices-shop"]);
        assert.deepEqual(names(await found("--tag", "Team")), ["invoices-blog", "invoices-shop"]);
        assert.deepEqual(names(await found("--tag", "Team=shop", "invoices")), ["invoices-shop"]);
        assert.equal((await found("--account", "shop", "--account", "blog", "invoices")).resources.length, 2);
        assert.deepEqual(names(await found("invoices", "--account", "blog")), ["invoices-blog"]);
        assert.match(
            (await run("--account", "blog", "shop")).out,
            /shop was looked for as a word\. If the account is meant, write --account shop\./,
        );
        assert.deepEqual(names(await found("--type", "s3:bucket", "--unit", "Workloads")), [
            "invoices-blog",
            "invoices-shop",
        ]);
        assert.deepEqual(names(await found("--type", "AWS::S3::Bucket", "--account", ids.stranger ?? "")), ["attic"]);
        assert.deepEqual(names(await found("invoices", "--region", "us-west-2")), []);
        assert.match((await run("nosuchthing")).out, /^Nothing found\.\n\n0 resources, by Resource Explorer's view/);
    });

    it("says that there is more where AWS returns a part only", async () => {
        await switchOnSearch();
        const s3 = new S3Client({ ...within("shop"), forcePathStyle: true });
        const numbers = Array.from({ length: 1001 }, (_, index) => index);
        await fewAtATime(numbers, 20, (index) =>
            s3.send(
                new CreateBucketCommand({
                    Bucket: `many-${index}`,
                    CreateBucketConfiguration: { LocationConstraint: REGION },
                }),
            ),
        );
        s3.destroy();
        const json = await found("many");
        assert.deepEqual([json.resources.length, json.cut, json.calls], [1000, true, 1]);
        const { out } = await run("many");
        assert.match(out, /THERE ARE MORE: AWS returns the first 1,000 of a question only/);
        // More accounts than a query can name: what AWS returns first is all of another account.
        const strangers = Array.from({ length: 200 }, (_, index) => String(900_000_000_000 + index));
        const ofMany = await found("--type", "s3:bucket", ...["blog", ...strangers].flatMap((id) => ["--account", id]));
        assert.deepEqual([names(ofMany), ofMany.cut, ofMany.calls], [["invoices-blog"], false, 4]);
    }).timeout(60_000);

    it("finds by the aggregator of AWS Config where Resource Explorer sees nothing, and says so", async () => {
        await switchOnConfig();
        const { code, out, error } = await run("invoices");
        assert.equal(code, EXIT.done, error);
        assert.match(out, /^invoices-shop +AWS::S3::Bucket +shop +Workloads +ada@example\.com +\S+$/m);
        assert.match(
            out,
            /2 resources, by the aggregator organization of AWS Config in audit \(\d{12}\), eu-central-1 \(1 call\)\./,
        );
        assert.match(out, /It sees only what AWS Config records/);
        assert.match(out, /Not asked: Resource Explorer in the management account \(123456789012\)/);
        assert.deepEqual(names(await found("--tag", "Team=blog")), ["invoices-blog"]);
        assert.deepEqual(names(await found("--type", "AWS::S3::Bucket", "--account", "shop")), ["invoices-shop"]);
        const spelled = await run("--type", "s3:bucket");
        assert.equal(spelled.code, EXIT.usage);
        assert.match(spelled.error, /--type s3:bucket: AWS Config answers, and spells types as AWS::S3::Bucket/);
    });

    it("asks the service and the account that the user names", async () => {
        await switchOnSearch();
        await switchOnConfig();
        assert.equal((await found("invoices")).service, "resource-explorer");
        assert.equal((await found("invoices", "--with", "config")).service, "config");
        assert.equal((await found("invoices", "--from", "audit")).account, ids.audit);
        const wrong = await run("invoices", "--from", "shop");
        assert.equal(wrong.code, EXIT.failed);
        assert.match(
            wrong.error,
            /Resource Explorer in shop \(\d{12}\), eu-central-1: no view of the whole organisation/,
        );
        const inOtherRegion = ["--with", "resource-explorer", "--view-region", "us-west-2"];
        const elsewhere = await run("invoices", "--from", "audit", ...inOtherRegion);
        assert.match(elsewhere.out + elsewhere.error, /invoices-shop|us-west-2: /);
    });

    it("names the management account, and shows no character that a tag has smuggled in", async () => {
        await switchOnSearch();
        await bucket("management", "invoices-bill", { Note: "\u202ex" });
        const { out } = await run("bill", "--type", "s3:bucket");
        assert.match(out, /^invoices-bill +s3:bucket +management account +\S+$/m);
        const json = await run("invoices", "--account", "123456789012", "--json");
        assert.match(json.out, /"Note": "\\u202ex"/);
    });

    it("says that a view has a filter, or is without tags", async () => {
        await switchOnSearch("region:us*", []);
        const { out } = await run("invoices");
        assert.match(out, /The view has a filter, and leaves out what does not match it: region:us\*/);
        assert.match(out, /The view is without tags: no word is looked for in them/);
    });

    for (const operation of ["ListViews", "Search"]) {
        it(`goes on to AWS Config if Resource Explorer refuses ${operation}`, async () => {
            await switchOnSearch();
            await switchOnConfig();
            await aws.fault({
                operation: `resource-explorer-2.${operation}`,
                times: 5,
                error: { code: "AccessDeniedException", status: 403 },
            });
            const { code, out, error } = await run("invoices");
            assert.equal(code, EXIT.done, error);
            assert.match(out, /by the aggregator organization of AWS Config/);
            assert.match(out, /Not asked: Resource Explorer in audit \(\d{12}\), eu-central-1: AccessDeniedException/);
        });
    }
});
