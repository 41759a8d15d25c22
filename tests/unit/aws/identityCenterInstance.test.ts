import assert from "node:assert/strict";
import type { AwsClients } from "../../../aws/awsClients";
import { findIdentityCenter } from "../../../aws/identityCenterInstance";

interface Shown {
    readonly arn: string;
    readonly owner?: string;
    readonly primary?: string;
}

/** An AWS that shows these instances, by region. */
function clients(shown: Readonly<Record<string, readonly Shown[]>>): { clients: AwsClients; asked: string[] } {
    const asked: string[] = [];
    const ssoAdmin = (region: string): Promise<unknown> =>
        Promise.resolve({
            send: () => {
                asked.push(region);
                const Instances = (shown[region] ?? []).map(({ arn, owner, primary }) => ({
                    InstanceArn: arn,
                    IdentityStoreId: `d-${arn}`,
                    OwnerAccountId: owner,
                    PrimaryRegion: primary,
                }));
                return Promise.resolve({ Instances });
            },
        });
    return { clients: { isLocal: false, ssoAdmin } as unknown as AwsClients, asked };
}

const OURS = "111122223333";

describe("the organisation's instance of IAM Identity Center", () => {
    it("is the one of the management account: an account instance of another account is none", async () => {
        const both = [
            { arn: "theirs", owner: "444455556666" },
            { arn: "ours", owner: OURS },
        ];
        const aws = clients({ "eu-central-1": both });
        assert.deepEqual(await findIdentityCenter({ likely: "eu-central-1" }, aws.clients, OURS), {
            arn: "ours",
            identityStoreId: "d-ours",
            region: "eu-central-1",
        });
        assert.deepEqual(aws.asked, ["eu-central-1"]);
        const theirs = clients({ "eu-central-1": both.slice(0, 1) }).clients;
        assert.equal(await findIdentityCenter({ in: "eu-central-1" }, theirs, OURS), undefined);
    });

    it("is found in its primary region, unless the region is known", async () => {
        const shown = { "eu-west-1": [{ arn: "ours", owner: OURS, primary: "eu-central-1" }] };
        const found = await findIdentityCenter({ likely: "eu-west-1" }, clients(shown).clients, OURS);
        assert.equal(found?.region, "eu-central-1");
        const known = await findIdentityCenter({ in: "eu-west-1" }, clients(shown).clients, OURS);
        assert.equal(known?.region, "eu-west-1");
    });

    it("is the first of several, and the others are named", async () => {
        const shown = {
            "eu-west-1": [{ arn: "one" }],
            "us-east-1": [{ arn: "one" }, { arn: "two", owner: "444455556666" }],
        };
        const found = await findIdentityCenter({ likely: "eu-central-1" }, clients(shown).clients);
        assert.equal(found?.arn, "one");
        assert.deepEqual(found.others, ["two in us-east-1 of account 444455556666"]);
        assert.equal((await findIdentityCenter({ in: "eu-west-1" }, clients(shown).clients))?.others, undefined);
    });
});
