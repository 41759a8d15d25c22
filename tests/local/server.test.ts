import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import path from "node:path";

import {
    CloseAccountCommand,
    CreateOrganizationalUnitCommand,
    InviteOrganizationToTransferResponsibilityCommand,
    ListAccountsCommand,
    ListOrganizationalUnitsForParentCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";

import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

/** A request that looks signed, to a service without an SDK of its own. */
function post(aws: LocalAws, service: string, headers: Record<string, string>, body: string): Promise<Response> {
    const credential = `test/20260101/us-east-1/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=x`;
    return fetch(aws.url, { method: "POST", headers: { authorization, ...headers }, body });
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_1_1 = { "content-type": "application/x-amz-json-1.1" };

describe("the local AWS as a server", () => {
    let aws: LocalAws;
    let client: OrganizationsClient;
    let to: Fixture;
    let root: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
    });
    beforeEach(async () => {
        await aws.reset();
        to = new Fixture(aws, client);
        ({ root } = await to.createOrganization());
        await aws.resetCalls();
    });
    after(() => aws.stop());

    async function picture(): Promise<unknown> {
        const { Accounts } = await client.send(new ListAccountsCommand({}));
        const { OrganizationalUnits } = await client.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: root }),
        );
        const { Policies } = await client.send(
            new ListPoliciesForTargetCommand({ TargetId: root, Filter: "SERVICE_CONTROL_POLICY" }),
        );
        const { Roots } = await client.send(new ListRootsCommand({}));
        const tags = [];
        for (const { Id } of Accounts ?? []) {
            tags.push((await client.send(new ListTagsForResourceCommand({ ResourceId: Id }))).Tags);
        }
        return { Accounts, OrganizationalUnits, Policies, Roots, tags };
    }

    for (const kill of [true, false]) {
        it(`keeps everything over ${kill ? "a kill -9" : "an orderly restart"}`, async () => {
            await to.enable("SERVICE_CONTROL_POLICY");
            await to.createUnit(root, "Workloads");
            await to.createAccount("shop", { Team: "shop" });
            await aws.advanceDays(100);
            const closing = await to.createAccount("closing");
            await client.send(new CloseAccountCommand({ AccountId: closing }));
            await aws.advanceSeconds(1);
            const before = await picture();
            await aws.restart({ kill });
            assert.deepEqual(await picture(), before);
            await aws.restart({ kill });
            assert.deepEqual(await picture(), before);
        });
    }

    it("gives AWS's time in the header Date", async () => {
        await aws.advanceDays(5);
        const answer = await post(aws, "sts", FORM, "Action=GetCallerIdentity&Version=2011-06-15");
        const days = (Date.parse(answer.headers.get("date") ?? "") - Date.now()) / 86_400_000;
        assert.ok(days > 4.9 && days < 5.1, answer.headers.get("date") ?? "there is none");
    });

    it("keeps moto's resources over a restart: a role of an account, with credentials to assume it", async () => {
        const account = await to.createAccount("shop");
        const role = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
        const assume = `Action=AssumeRole&Version=2011-06-15&RoleArn=${encodeURIComponent(role)}&RoleSessionName=test`;
        const assumed = await (await post(aws, "sts", FORM, assume)).text();
        const key = /<AccessKeyId>(\w+)</.exec(assumed)?.[1] ?? assert.fail(assumed);
        const whoami = async (): Promise<string> => {
            const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=x`;
            return (
                await post(aws, "sts", { ...FORM, authorization }, "Action=GetCallerIdentity&Version=2011-06-15")
            ).text();
        };
        const roleOf = async (): Promise<string> => {
            const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x`;
            const body = "Action=GetRole&Version=2010-05-08&RoleName=OrganizationAccountAccessRole";
            const text = await (await post(aws, "iam", { ...FORM, authorization }, body)).text();
            return /<RoleId>\w+<\/RoleId>.*?<CreateDate>[^<]+/s.exec(text)?.[0] ?? assert.fail(text);
        };
        assert.match(await whoami(), new RegExp(`<Account>${account}<`));
        const before = await roleOf();
        await aws.restart({ kill: true });
        assert.match(await whoami(), new RegExp(`<Account>${account}<`));
        assert.equal(await roleOf(), before);
    });

    it("keeps the ids of moto's resources over a restart, whatever was read before they were created", async () => {
        const call = async (service: string, body: string): Promise<string> =>
            (await post(aws, service, FORM, body)).text();
        const users = "Action=ListUsers&Version=2010-05-08";
        const networks = "Action=DescribeVpcs&Version=2016-11-15";
        const ids = async (): Promise<unknown> => [
            /<UserId>\w+<.*<CreateDate>[^<]+/s.exec(await call("iam", users))?.[0] ?? assert.fail("no user"),
            /<vpcId>[^<]+/.exec(await call("ec2", networks))?.[0] ?? assert.fail("no network"),
        ];
        await call("iam", users);
        await call("iam", "Action=CreateUser&Version=2010-05-08&UserName=breakglass");
        const before = await ids();
        await aws.restart({ kill: true });
        assert.deepEqual(await ids(), before);
    });

    it("removes a last line of the journal that a crash has truncated", async () => {
        await to.createUnit(root, "Workloads");
        const before = await picture();
        await appendFile(path.join(aws.state, "journal.jsonl"), `{"at":1,"seed":`);
        await aws.restart({ kill: true });
        assert.deepEqual(await picture(), before);
        await to.createUnit(root, "Later");
        await aws.restart({ kill: true });
        const { OrganizationalUnits } = await client.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: root }),
        );
        assert.deepEqual(OrganizationalUnits?.map(({ Name }) => Name).sort(), ["Later", "Workloads"]);
    });

    it("counts calls and lists the mutating ones in order", async () => {
        await to.createUnit(root, "One");
        await to.createUnit(root, "Two");
        await client.send(new ListRootsCommand({}));
        assert.deepEqual(await aws.calls(), {
            "organizations.CreateOrganizationalUnit": 2,
            "organizations.ListRoots": 1,
        });
        assert.deepEqual(
            (await aws.log()).map(({ operation, status }) => [operation, status]),
            [
                ["organizations.CreateOrganizationalUnit", 200],
                ["organizations.CreateOrganizationalUnit", 200],
            ],
        );
        await aws.resetCalls();
        assert.deepEqual(await aws.calls(), {});
    });

    describe("operations that it does not implement are refused at once, not with a 5xx that SDKs retry", () => {
        it("of AWS Organizations", async () => {
            await assert.rejects(
                client.send(
                    new InviteOrganizationToTransferResponsibilityCommand({
                        Type: "BILLING",
                        Target: { Id: "o-0123456789", Type: "ORGANIZATION" },
                        StartTimestamp: new Date(),
                        SourceName: "x",
                    }),
                ),
                (error: Error & { $metadata?: { httpStatusCode?: number } }) => {
                    assert.equal(error.name, "NotImplementedInLocalAws");
                    assert.equal(error.$metadata?.httpStatusCode, 400);
                    assert.match(error.message, /organizations:InviteOrganizationToTransferResponsibility/);
                    return true;
                },
            );
        });

        for (const [service, headers, body, operation] of [
            ["iam", FORM, "Action=ResyncMFADevice&Version=2010-05-08", "iam:ResyncMFADevice"],
            [
                "ce",
                { ...JSON_1_1, "x-amz-target": "AWSInsightsIndexService.GetRightsizingRecommendation" },
                "{}",
                "ce:GetRightsizingRecommendation",
            ],
            ["nonsense", JSON_1_1, "{}", "nonsense:POST /"],
        ] as const) {
            it(`of ${service}`, async () => {
                const response = await post(aws, service, headers, body);
                const text = await response.text();
                assert.equal(response.status, 400, text);
                assert.match(text, /NotImplementedInLocalAws/);
                assert.ok(text.includes(operation), text);
            });
        }
    });

    describe("faults", () => {
        const create = (Name: string): Promise<unknown> =>
            client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name }));

        it("an error, as often as requested", async () => {
            await aws.fault({
                operation: "organizations.CreateOrganizationalUnit",
                times: 2,
                error: { code: "TooManyRequestsException" },
            });
            await assert.rejects(create("One"), { name: "TooManyRequestsException" });
            await assert.rejects(create("One"), { name: "TooManyRequestsException" });
            await create("One");
        });

        it("a connection dropped before the call: nothing happened", async () => {
            await aws.fault({ operation: "organizations.Create*", drop: "before" });
            await assert.rejects(create("One"), { code: "ECONNRESET" });
            await create("One");
        });

        it("a retry of the SDK after an answer was lost by accident: the call happens once", async () => {
            const attempt = async (number: number): Promise<[number, string]> => {
                const response = await fetch(aws.url, {
                    method: "POST",
                    headers: {
                        "content-type": "application/x-amz-json-1.1",
                        "x-amz-target": "AWSOrganizationsV20161128.CreateOrganization",
                        "amz-sdk-invocation-id": "7f1c9f5e-0000-4000-8000-000000000001",
                        "amz-sdk-request": `attempt=${number}; max=3`,
                        authorization:
                            "AWS4-HMAC-SHA256 Credential=777777777777/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=x",
                    },
                    body: "{}",
                });
                return [response.status, await response.text()];
            };
            const first = await attempt(1);
            assert.equal(first[0], 200, first[1]);
            assert.deepEqual(await attempt(2), first);
            // A first attempt is always a new request, whatever its id.
            const [status, text] = await attempt(1);
            assert.equal(status, 400);
            assert.match(text, /AlreadyInOrganizationException/);
        });

        it("a connection dropped after the call: it happened, but its answer is lost", async () => {
            await aws.fault({ operation: "organizations.*", drop: "after" });
            await assert.rejects(create("One"), { code: "ECONNRESET" });
            await assert.rejects(create("One"), { name: "DuplicateOrganizationalUnitException" });
        });

        it("a delayed answer", async () => {
            await aws.fault({ operation: "organizations.ListRoots", delaySeconds: 0.3 });
            const started = performance.now();
            await client.send(new ListRootsCommand({}));
            assert.ok(performance.now() - started >= 300);
        });

        it("a delayed call, which does not count any more if the calls were reset after it arrived", async () => {
            await aws.fault({ operation: "organizations.ListRoots", delaySeconds: 2 });
            const delayed = client.send(new ListRootsCommand({}));
            await client.send(new ListRootsCommand({}));
            await aws.resetCalls();
            await delayed;
            assert.deepEqual(await aws.calls(), {});
        });

        it("are removed", async () => {
            await aws.fault({ operation: "organizations.*", error: { code: "ServiceException", status: 500 } });
            await aws.clearFaults();
            await create("One");
        });

        it("of an unknown kind are refused", async () => {
            await assert.rejects(aws.fault({ operation: "x", drop: "sometimes" as "before" }), /InvalidFault/);
        });
    });
});
