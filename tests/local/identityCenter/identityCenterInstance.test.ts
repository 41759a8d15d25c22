import assert from "node:assert/strict";
import { AccountClient, EnableRegionCommand } from "@aws-sdk/client-account";
import {
    CreateInstanceCommand,
    DescribeInstanceCommand,
    ListApplicationsCommand,
    ListInstancesCommand,
    ListPermissionSetsCommand,
    SSOAdminClient,
    UpdateInstanceCommand,
    type InstanceMetadata,
} from "@aws-sdk/client-sso-admin";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { newIdentityCenter } from "./newIdentityCenter";

describe("the instance of IAM Identity Center", () => {
    const center = newIdentityCenter();
    async function instancesIn(region: string, account?: string): Promise<InstanceMetadata[]> {
        const client = new SSOAdminClient({ ...center.aws.clientConfig(account), region });
        return client
            .send(new ListInstancesCommand({}))
            .then(({ Instances = [] }) => Instances)
            .finally(() => client.destroy());
    }

    it("is listed in its region only, to every account of the organisation", async () => {
        const shop = await center.to.createAccount("shop");
        for (const account of [undefined, shop]) {
            const [instance, ...others] = await instancesIn("us-east-1", account);
            assert.deepEqual(
                [instance?.InstanceArn, instance?.OwnerAccountId, instance?.Status, others],
                [center.instance, center.management, "ACTIVE", []],
            );
            assert.match(instance?.IdentityStoreId ?? "", /^d-[0-9a-f]{10}$/);
        }
        assert.deepEqual(await instancesIn("eu-central-1"), []);
        assert.deepEqual(await instancesIn("us-east-1", "999999999999"), []);
    });

    it("is where a test enables it, or nowhere", async () => {
        await center.aws.identityCenter({ region: "eu-central-1" });
        assert.deepEqual(await instancesIn("us-east-1"), []);
        assert.equal((await instancesIn("eu-central-1"))[0]?.InstanceArn, center.instance);
        await center.aws.restart();
        assert.equal((await instancesIn("eu-central-1")).length, 1);
        await center.aws.identityCenter({ region: null });
        assert.deepEqual(await instancesIn("eu-central-1"), []);
    });

    it("cannot be looked for in a region that is not enabled for the account", async () => {
        await assert.rejects(instancesIn("eu-central-2"), { name: "UnrecognizedClientException" });
        const account = new AccountClient(center.aws.clientConfig());
        await account.send(new EnableRegionCommand({ RegionName: "eu-central-2" }));
        account.destroy();
        assert.deepEqual(await instancesIn("eu-central-2"), []);
    });

    it("is described and named, and cannot be created or deleted", async () => {
        const InstanceArn = center.instance;
        await center.admin.send(new UpdateInstanceCommand({ InstanceArn, Name: "acme" }));
        const described = await center.admin.send(new DescribeInstanceCommand({ InstanceArn }));
        assert.deepEqual([described.Name, described.IdentityStoreId], ["acme", center.store]);
        await assert.rejects(center.admin.send(new CreateInstanceCommand({})), { name: "ValidationException" });
    });

    it("does not exist in another region, or with another ARN", async () => {
        const InstanceArn = center.instance;
        const list = new ListPermissionSetsCommand({ InstanceArn });
        const elsewhere = new SSOAdminClient({ ...center.aws.clientConfig(), region: "eu-central-1" });
        await assert.rejects(elsewhere.send(list), { name: "AccessDeniedException" });
        elsewhere.destroy();
        const other = `${InstanceArn.slice(0, -16)}0000000000000000`;
        await assert.rejects(center.admin.send(new ListPermissionSetsCommand({ InstanceArn: other })), {
            name: "AccessDeniedException",
        });
    });

    it("says which operations are missing", async () => {
        await assert.rejects(center.admin.send(new ListApplicationsCommand({ InstanceArn: center.instance })), {
            name: "NotImplementedInLocalAws",
        });
    });
});

describe("the instance of an organisation without all features", () => {
    let aws: LocalAws;
    before(async () => {
        aws = await startLocalAws();
    });
    after(() => aws.stop());

    it("does not exist", async () => {
        const [organizations, admin] = [
            new OrganizationsClient(aws.clientConfig()),
            new SSOAdminClient(aws.clientConfig()),
        ];
        await new Fixture(aws, organizations).createOrganization("CONSOLIDATED_BILLING");
        assert.deepEqual((await admin.send(new ListInstancesCommand({}))).Instances, []);
        organizations.destroy();
        admin.destroy();
    });
});
