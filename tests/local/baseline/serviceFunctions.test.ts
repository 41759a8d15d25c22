import assert from "node:assert/strict";
import { LIBRARY } from "../../../guardrails";
import { startLocalAws, type LocalAws } from "../server";
import { BlockFunction, scripted, type Where } from "./blockFunction";

describe("the functions of the baseline's services", function () {
    this.timeout(120_000);
    let aws: LocalAws;

    before(async () => (aws = await startLocalAws()));
    after(() => aws.stop());

    describe("config-recorder", () => {
        const state = `config = client("config")
result = {
    "recorders": [
        [one["name"], one["roleARN"], one["recordingGroup"]["allSupported"], one["recordingGroup"]["includeGlobalResourceTypes"]]
        for one in config.describe_configuration_recorders()["ConfigurationRecorders"]
    ],
    "running": [one["recording"] for one in config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]],
    "channels": [[one["name"], one["s3BucketName"]] for one in config.describe_delivery_channels()["DeliveryChannels"]],
}`;
        const byHand = `config = client("config")
role = "arn:aws:iam::" + client("sts").get_caller_identity()["Account"] + ":role/own"
config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
client("s3").create_bucket(Bucket="own-" + role.split(":")[4])
config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "own-" + role.split(":")[4]})`;
        const inAccount = async (account: string): Promise<BlockFunction> => {
            const where = { account };
            await scripted(aws, where, `client("s3").create_bucket(Bucket="history-${account}")`);
            return new BlockFunction(aws, "config-recorder", where);
        };
        const roleOf = (account: string): string =>
            `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

        it("makes the recorder with AWS's own role, starts it, and deletes it", async () => {
            const account = "222233330001";
            const block = await inAccount(account);
            assert.deepEqual((await block.call("Create", { globalTypesIn: "us-east-1" })).data, {
                Recorder: "aws-organization",
            });
            assert.deepEqual(await scripted(aws, block.where, state), {
                recorders: [["aws-organization", roleOf(account), true, true]],
                running: [true],
                channels: [["aws-organization", `history-${account}`]],
            });
            // The second region finds the role.
            const other = new BlockFunction(aws, "config-recorder", { account, region: "eu-west-1" });
            assert.equal((await other.call("Create", { globalTypesIn: "us-east-1" })).reason, null);
            const { recorders } = (await scripted(aws, other.where, state)) as { recorders: unknown[][] };
            assert.deepEqual(recorders, [["aws-organization", roleOf(account), true, false]]);

            assert.equal((await block.call("Update", { frequency: "daily" }, {})).status, "SUCCESS");
            assert.equal((await block.call("Delete")).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, block.where, state), { recorders: [], running: [], channels: [] });
            // A stack whose creation failed is deleted too.
            assert.equal((await block.call("Delete")).status, "SUCCESS");
        });

        it("says that there is a recorder already", async () => {
            const block = await inAccount("222233330002");
            await scripted(aws, block.where, byHand);
            assert.equal(
                (await block.call("Create")).reason,
                "us-east-1 has the recorder default already, and AWS allows one. Say whenExists: leave, or adopt, or delete that recorder, or leave this account out of the block",
            );
        });

        it("leaves a recorder, or adopts it with its delivery channel, and never deletes it", async () => {
            const account = "222233330003";
            const block = await inAccount(account);
            await scripted(aws, block.where, byHand);
            assert.deepEqual((await block.call("Create", { whenExists: "leave" })).data, { Recorder: "default" });
            const before = (await scripted(aws, block.where, state)) as { running: boolean[] };
            assert.deepEqual(before.running, [false]);

            assert.equal((await block.call("Update", { whenExists: "adopt" }, {})).status, "SUCCESS");
            const adopted = {
                recorders: [["default", roleOf(account), true, false]],
                running: [true],
                channels: [["default", `own-${account}`]],
            };
            assert.deepEqual(await scripted(aws, block.where, state), adopted);
            assert.equal((await block.call("Delete", { whenExists: "adopt" })).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, block.where, state), adopted);
        });
    });

    describe("backup-vault", () => {
        const where: Where = { account: "222233330004", region: "eu-west-1" };
        const vaults =
            "result = [one['BackupVaultName'] for one in client('backup').list_backup_vaults()['BackupVaultList']]";

        it("makes the vault, uses it when it exists, and keeps it", async () => {
            const block = new BlockFunction(aws, "backup-vault", where);
            assert.deepEqual((await block.call("Create")).data, { Name: "Default" });
            assert.equal((await block.call("Delete")).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, where, vaults), ["Default"]);
            assert.equal((await block.call("Create")).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, where, vaults), ["Default"]);
        });

        it("refuses a vault that has another key", async () => {
            const block = new BlockFunction(aws, "backup-vault", where);
            const key = "arn:aws:kms:eu-west-1:222233330004:key/11112222-3333";
            const { reason = "" } = await block.call("Create", { key });
            assert.match(
                reason,
                /^the vault Default exists with the key .*, which AWS cannot change\. Name that key, or /,
            );
        });

        it("locks the vault for some days, and takes its own lock off", async () => {
            const block = new BlockFunction(aws, "backup-vault", where);
            const lock =
                "result = client('backup').describe_backup_vault(BackupVaultName='Default').get('MinRetentionDays')";
            await block.call("Update", { minimumDays: 14 }, {});
            assert.equal(await scripted(aws, where, lock), 14);
            assert.equal((await block.call("Update", {}, { minimumDays: 14 })).status, "SUCCESS");
            assert.equal(await scripted(aws, where, lock), null);
        });
    });

    describe("backup-role", () => {
        const attached = `iam = client("iam")
name = "AWSBackupDefaultServiceRole"
result = [
    iam.get_role(RoleName=name)["Role"]["Path"],
    sorted(one["PolicyName"] for one in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]),
]`;
        const policies = [
            "AWSBackupServiceRolePolicyForBackup",
            "AWSBackupServiceRolePolicyForRestores",
            "AWSBackupServiceRolePolicyForS3Backup",
            "AWSBackupServiceRolePolicyForS3Restore",
        ];

        it("makes the role that backup-by-tag names, and keeps it", async () => {
            const block = new BlockFunction(aws, "backup-role", { account: "222233330010" });
            assert.equal((await block.call("Create")).reason, null);
            assert.equal((await block.call("Update", {}, {})).status, "SUCCESS");
            assert.equal((await block.call("Delete")).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, block.where, attached), ["/service-role/", policies]);
            const { role } = LIBRARY.get("backup-by-tag")?.parameters.parse({ regions: ["us-east-1"] }) ?? {};
            assert.equal(role, "service-role/AWSBackupDefaultServiceRole");
        });

        it("says that a role of the name is elsewhere", async () => {
            const block = new BlockFunction(aws, "backup-role", { account: "222233330011" });
            await scripted(
                aws,
                block.where,
                "client('iam').create_role(RoleName='AWSBackupDefaultServiceRole', AssumeRolePolicyDocument='{}')",
            );
            assert.equal(
                (await block.call("Create")).reason,
                "the role AWSBackupDefaultServiceRole exists as arn:aws:iam::222233330011:role/AWSBackupDefaultServiceRole, and an account has a name once. Choose another name",
            );
        });
    });

    describe("log-retention", () => {
        it("gives log groups without a retention one, and leaves the others", async () => {
            const block = new BlockFunction(aws, "log-retention", { account: "222233330005" });
            await scripted(
                aws,
                block.where,
                `logs = client("logs")
for name in ["/app/web", "/app/jobs", "/audit/all", "/kept/short"]:
    logs.create_log_group(logGroupName=name)
logs.put_retention_policy(logGroupName="/kept/short", retentionInDays=7)`,
            );
            const run = await block.callBySchedule({ days: 90, except: ["/audit/", "/nothing/"] });
            assert.deepEqual(run.returned, { changed: 2 });
            const groups =
                "result = {one['logGroupName']: one.get('retentionInDays') for one in client('logs').describe_log_groups()['logGroups']}";
            assert.deepEqual(await scripted(aws, block.where, groups), {
                "/app/jobs": 90,
                "/app/web": 90,
                "/audit/all": null,
                "/kept/short": 7,
            });
            assert.deepEqual((await block.callBySchedule({ days: 30 })).returned, { changed: 1 });
        });

        it("stops before Lambda would stop it", async () => {
            const block = new BlockFunction(aws, "log-retention", { account: "222233330006" });
            await scripted(aws, block.where, "client('logs').create_log_group(logGroupName='/app/web')");
            assert.deepEqual((await block.callBySchedule({}, 10_000)).returned, { changed: 0 });
        });
    });

    describe("search-index", () => {
        const index = "one = client('resource-explorer-2').get_index()\nresult = [one['Type'], one['State']]";
        const inRegion = (region: string): BlockFunction =>
            new BlockFunction(aws, "search-index", { account: "222233330009", region });

        it("makes an index in each region, and one of them the aggregator; it keeps them", async () => {
            const said = { aggregator: "eu-central-1" };
            for (const region of ["eu-west-1", "eu-central-1"]) {
                assert.equal((await inRegion(region).call("Create", said)).reason, null);
            }
            assert.deepEqual(await scripted(aws, inRegion("eu-west-1").where, index), ["LOCAL", "ACTIVE"]);
            const [type] = (await scripted(aws, inRegion("eu-central-1").where, index)) as string[];
            assert.equal(type, "AGGREGATOR");
            assert.equal((await inRegion("eu-central-1").call("Delete", said)).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, inRegion("eu-west-1").where, index), ["LOCAL", "ACTIVE"]);
        });

        it("uses an index that AWS or somebody has made, and never makes it less", async () => {
            const block = inRegion("us-west-2");
            await scripted(aws, block.where, "client('resource-explorer-2').create_index()");
            assert.equal((await block.call("Create")).reason, null);
            const [type] = (await scripted(aws, block.where, index)) as string[];
            assert.equal(type, "LOCAL");
            const aggregator = inRegion("eu-central-1");
            assert.equal((await aggregator.call("Update", {}, { aggregator: "eu-central-1" })).status, "SUCCESS");
            const [still] = (await scripted(aws, aggregator.where, index)) as string[];
            assert.equal(still, "AGGREGATOR");
        });

        it("says what AWS says of a second aggregator", async () => {
            const { status, reason = "" } = await inRegion("eu-west-1").call("Create", { aggregator: "eu-west-1" });
            assert.equal(status, "FAILED");
            assert.match(reason, /UpdateIndexType/);
        });
    });

    describe("the identity provider of deploy-role", () => {
        const shop = { repository: "acme/shop", environment: "prod", permissions: ["ecs:*"] };
        const audiences = `iam = client("iam")
result = {
    one["Arn"]: iam.get_open_id_connect_provider(OpenIDConnectProviderArn=one["Arn"])["ClientIDList"]
    for one in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]
}`;

        it("is made once for two roles, and stays when one goes", async () => {
            const account = "222233330007";
            const block = new BlockFunction(aws, "deploy-role", { account });
            assert.equal((await block.call("Create", shop)).status, "SUCCESS");
            assert.equal((await block.call("Create", { ...shop, repository: "acme/web" })).status, "SUCCESS");
            assert.equal((await block.call("Delete", shop)).status, "SUCCESS");
            assert.deepEqual(await scripted(aws, block.where, audiences), {
                [`arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`]: ["sts.amazonaws.com"],
            });
        });

        it("gets the audience if it exists without", async () => {
            const account = "222233330008";
            const block = new BlockFunction(aws, "deploy-role", { account });
            await scripted(
                aws,
                block.where,
                "client('iam').create_open_id_connect_provider(Url='https://git.example.com', ClientIDList=['other'])",
            );
            const gitlab = { gitlabProject: "acme/shop", gitlabHost: "git.example.com", branch: "main" };
            const made = await block.call("Create", { ...gitlab, managedPolicies: ["ReadOnlyAccess"] });
            assert.equal(made.reason, null);
            assert.deepEqual(await scripted(aws, block.where, audiences), {
                [`arn:aws:iam::${account}:oidc-provider/git.example.com`]: ["other", "https://git.example.com"],
            });
        });
    });
});
