import assert from "node:assert/strict";
import {
    GetAWSDefaultServiceQuotaCommand,
    GetServiceQuotaCommand,
    ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { startLocalAws, type LocalAws } from "./server";

const ACCOUNTS = { ServiceCode: "organizations", QuotaCode: "L-E619E033" };

describe("the local AWS's Service Quotas", () => {
    let aws: LocalAws;
    let client: ServiceQuotasClient;
    before(async () => {
        aws = await startLocalAws({ accountLimit: 37 });
        client = new ServiceQuotasClient(aws.clientConfig());
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });

    it("gives the quota of accounts: the one of --account-limit, and AWS's default", async () => {
        const { Quota } = await client.send(new GetServiceQuotaCommand(ACCOUNTS));
        assert.equal(Quota?.Value, 37);
        assert.equal(Quota?.QuotaName, "Default maximum number of accounts");
        assert.equal((await client.send(new GetAWSDefaultServiceQuotaCommand(ACCOUNTS))).Quota?.Value, 10);
    });

    it("knows no other quota", async () => {
        await assert.rejects(client.send(new GetServiceQuotaCommand({ ...ACCOUNTS, QuotaCode: "L-00000000" })), {
            name: "NoSuchResourceException",
        });
    });
});
