import assert from "node:assert/strict";

import {
    CreateOrganizationalUnitCommand,
    DescribeAccountCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";

import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

/** A request that looks signed, to a service without an SDK of its own. */
describe("the local AWS with AWS's request rates", () => {
    let aws: LocalAws;
    before(async () => {
        aws = await startLocalAws({ rates: "aws", creationSeconds: 3600 });
    });
    after(() => aws.stop());

    it("refuses the call after the burst, and does not limit reads", async () => {
        const client = new OrganizationsClient(aws.clientConfig());
        const { root } = await new Fixture(aws, client).createOrganization();
        const create = (Name: string): Promise<unknown> =>
            client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name }));
        const outcomes = await Promise.allSettled(["a", "b", "c", "d", "e", "f"].map(create));
        const refused = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
        assert.ok(refused.length >= 3, `${refused.length} refused`);
        assert.ok(refused.every(({ reason }) => (reason as Error).name === "TooManyRequestsException"));
        for (let index = 0; index < 20; index++) {
            await client.send(new ListRootsCommand({}));
        }
        await assert.rejects(client.send(new DescribeAccountCommand({ AccountId: "999999999999" })), {
            name: "AccountNotFoundException",
        });
    });
});
