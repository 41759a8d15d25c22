import assert from "node:assert/strict";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { AwsSettings } from "../../aws/awsSettings";
import { CommandClients } from "../../operations/cli/commandClients";
import { readLeavingAccount } from "../../operations/commands/handOver/read/readLeavingAccount";
import { readMembership } from "../../operations/cli/organizationMembers";
import { Fixture } from "./fixture";
import { startLocalAws } from "./server";

describe("what hand-over reads with consolidated billing only", () => {
    it("is everything except services, which AWS refuses to list", async () => {
        const aws = await startLocalAws();
        const client = new OrganizationsClient(aws.clientConfig());
        try {
            const fixture = new Fixture(aws, client);
            const { management } = await fixture.createOrganization("CONSOLIDATED_BILLING");
            const account = await fixture.createAccount("shop");
            const services = ["organizations", "account", "sts", "ssoadmin"];
            const settings: AwsSettings = {
                region: "us-east-1",
                credentials: { accessKeyId: management, secretAccessKey: "test" },
                assumeRoles: [],
                allowedAccountIds: [],
                endpoints: Object.fromEntries(services.map((one) => [one, aws.url])),
            };
            const clients = new CommandClients(settings);
            const membership = await readMembership(clients);
            const read = await readLeavingAccount({ clients, settings, membership, roleName: "x" }, account);
            assert.deepEqual(read?.organization.serviceAccess, []);
            assert.deepEqual(read.delegations, []);
            assert.equal(read.account.name, "shop");
        } finally {
            client.destroy();
            await aws.stop();
        }
    });
});
