import assert from "node:assert/strict";
import { startLocalAws, type LocalAws } from "../server";
import { BlockFunction, scripted } from "./blockFunction";

const ACCOUNT = "111122223333";

describe("the functions of the baseline's settings", function () {
    this.timeout(120_000);
    let aws: LocalAws;

    before(async () => (aws = await startLocalAws()));
    after(() => aws.stop());

    describe("password-policy", () => {
        const policy = "result = client('iam').get_account_password_policy()['PasswordPolicy']";
        const functionIn = (account: string): BlockFunction => new BlockFunction(aws, "password-policy", { account });

        it("sets the policy, and changes what it has set", async () => {
            const block = functionIn("111122220001");
            assert.deepEqual(await block.call("Create"), {
                status: "SUCCESS",
                data: { MinimumLength: "14" },
                id: "Setting",
                reason: null,
                returned: null,
            });
            const { MinimumPasswordLength, PasswordReusePrevention, ExpirePasswords, ...rest } = (await scripted(
                aws,
                block.where,
                policy,
            )) as Record<string, unknown>;
            assert.deepEqual([MinimumPasswordLength, PasswordReusePrevention, ExpirePasswords], [14, 24, false]);
            assert.equal(rest.RequireSymbols, true);

            // What an earlier run has set may become weaker.
            await block.call("Update", { minimumLength: 10, symbols: false }, {});
            const weaker = (await scripted(aws, block.where, policy)) as Record<string, unknown>;
            assert.deepEqual([weaker.MinimumPasswordLength, weaker.RequireSymbols], [10, false]);
        });

        it("leaves what somebody has set by hand and is stricter", async () => {
            const block = functionIn("111122220002");
            const byHand = "MinimumPasswordLength=20, MaxPasswordAge=60, RequireSymbols=False, HardExpiry=True";
            await scripted(aws, block.where, `client("iam").update_account_password_policy(${byHand})`);
            assert.equal((await block.call("Create", { maximumAge: 90 })).data?.MinimumLength, "20");
            const now = (await scripted(aws, block.where, policy)) as Record<string, unknown>;
            assert.deepEqual(
                [now.MinimumPasswordLength, now.MaxPasswordAge, now.RequireSymbols, now.HardExpiry],
                [20, 60, true, true],
            );
        });

        it("leaves the policy when the block goes", async () => {
            const block = functionIn("111122220003");
            await block.call("Create");
            assert.equal((await block.call("Delete")).status, "SUCCESS");
            const now = (await scripted(aws, block.where, policy)) as Record<string, unknown>;
            assert.equal(now.MinimumPasswordLength, 14);
        });
    });

    describe("ebs-encryption", () => {
        it("switches encryption by default on, and leaves it on", async () => {
            const block = new BlockFunction(aws, "ebs-encryption", { account: ACCOUNT, region: "eu-west-1" });
            const isOn = "result = client('ec2').get_ebs_encryption_by_default()['EbsEncryptionByDefault']";
            assert.equal(await scripted(aws, block.where, isOn), false);
            assert.equal((await block.call("Create")).status, "SUCCESS");
            assert.equal(await scripted(aws, block.where, isOn), true);
            assert.equal((await block.call("Delete")).status, "SUCCESS");
            assert.equal(await scripted(aws, block.where, isOn), true);
            // Another region is another stack.
            assert.equal(await scripted(aws, { account: ACCOUNT }, isOn), false);
        });
    });

    describe("s3-public-access-block", () => {
        const block = (account: string): BlockFunction => new BlockFunction(aws, "s3-public-access-block", { account });

        it("closes an account without public buckets", async () => {
            const setting = block("111122220004");
            await scripted(aws, setting.where, "client('s3').create_bucket(Bucket='private-of-0004')");
            assert.equal((await setting.call("Create")).status, "SUCCESS");
        });

        it("refuses an account with public buckets, and names them", async () => {
            const setting = block("111122220005");
            await scripted(
                aws,
                setting.where,
                `s3 = client("s3")
s3.create_bucket(Bucket="website-of-0005", ACL="public-read")
s3.create_bucket(Bucket="spared-of-0005", ACL="public-read")
s3.put_public_access_block(Bucket="spared-of-0005", PublicAccessBlockConfiguration={"IgnorePublicAcls": True, "RestrictPublicBuckets": True})`,
            );
            const refused = await setting.call("Create");
            assert.equal(refused.status, "FAILED");
            assert.equal(
                refused.reason,
                "buckets are public today and would be closed: website-of-0005. Close them, or say whenPublic: close, or leave this account out of the block",
            );
            assert.equal((await setting.call("Create", { whenPublic: "close" })).status, "SUCCESS");
            // It is closed now: the bucket is no longer public, and nothing is refused.
            assert.equal((await setting.call("Update", {}, { whenPublic: "close" })).status, "SUCCESS");
        });
    });

    describe("no-default-vpc", () => {
        const vpcs = "result = len(client('ec2').describe_vpcs()['Vpcs'])";

        it("removes a default VPC that nobody uses, with its subnets and gateway", async () => {
            const block = new BlockFunction(aws, "no-default-vpc", { account: "111122220006", region: "eu-west-1" });
            await scripted(aws, block.where, "client('ec2').create_vpc(CidrBlock='10.0.0.0/16')");
            assert.equal(await scripted(aws, block.where, vpcs), 2);
            assert.deepEqual((await block.call("Create")).data, { Left: "" });
            assert.equal(await scripted(aws, block.where, vpcs), 1);
            const left = `ec2 = client("ec2")
result = [len(ec2.describe_subnets()["Subnets"]), len(ec2.describe_internet_gateways()["InternetGateways"])]`;
            assert.deepEqual(await scripted(aws, block.where, left), [0, 0]);
            // A second call finds nothing to do.
            assert.equal((await block.call("Update", {}, {})).status, "SUCCESS");
        });

        it("leaves a default VPC in use, and says what uses it", async () => {
            const block = new BlockFunction(aws, "no-default-vpc", { account: "111122220007", region: "eu-west-1" });
            const [subnet] = (await scripted(
                aws,
                block.where,
                "result = [one['SubnetId'] for one in client('ec2').describe_subnets()['Subnets']]",
            )) as string[];
            await scripted(aws, block.where, `client("ec2").create_network_interface(SubnetId="${subnet}")`);
            const refused = await block.call("Create");
            assert.match(
                refused.reason ?? "",
                /^the default VPC vpc-\w+ in eu-west-1 is in use: network interfaces \(1\)\. Move that to another VPC, or say whenInUse: leave, or leave this account out of the block$/,
            );
            assert.match((await block.call("Create", { whenInUse: "leave" })).data?.Left ?? "", /^vpc-/);
            assert.equal(await scripted(aws, block.where, vpcs), 1);
        });

        const others = {
            "subnets of your own":
                "ec2.create_subnet(VpcId=vpc, CidrBlock='172.31.128.0/20', AvailabilityZone='eu-west-1a')",
            "security groups": "ec2.create_security_group(VpcId=vpc, GroupName='web', Description='web')",
            "route tables": "ec2.create_route_table(VpcId=vpc)",
            endpoints: "ec2.create_vpc_endpoint(VpcId=vpc, ServiceName='com.amazonaws.eu-west-1.s3')",
            "VPN gateways":
                "ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=ec2.create_vpn_gateway(Type='ipsec.1')['VpnGateway']['VpnGatewayId'])",
            "network access lists": "ec2.create_network_acl(VpcId=vpc)",
            peerings:
                "ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=ec2.create_vpc(CidrBlock='10.0.0.0/16')['Vpc']['VpcId'])",
        };
        for (const [index, [what, script]] of Object.entries(others).entries()) {
            it(`counts ${what} as use`, async () => {
                const where = { account: `11112223000${index}`, region: "eu-west-1" };
                await scripted(
                    aws,
                    where,
                    `ec2 = client("ec2")\nvpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]\n${script}`,
                );
                const { reason = "" } = await new BlockFunction(aws, "no-default-vpc", where).call("Create");
                assert.ok(reason.includes(`is in use: ${what} (1).`), reason);
            });
        }
    });
});
