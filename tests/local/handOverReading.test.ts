import assert from "node:assert/strict";
import {
    ActivateOrganizationsAccessCommand,
    CloudFormationClient,
    CreateStackInstancesCommand,
    CreateStackSetCommand,
    DeleteStackSetCommand,
} from "@aws-sdk/client-cloudformation";
import {
    CreateOrganizationalUnitCommand,
    EnableAWSServiceAccessCommand,
    MoveAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { CreateResourceShareCommand, DeleteResourceShareCommand, RAMClient } from "@aws-sdk/client-ram";
import type { AwsSettings } from "../../aws/awsSettings";
import { CommandClients } from "../../operations/cli/commandClients";
import type { LeavingAccount } from "../../operations/commands/handOver/read/leavingAccount";
import { losses } from "../../operations/commands/handOver/lose/losses";
import { readLeavingAccount } from "../../operations/commands/handOver/read/readLeavingAccount";
import { readMembership } from "../../operations/cli/organizationMembers";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

const RAM = "ram.amazonaws.com";
const TEMPLATE = JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic", Properties: {} } } });

describe("what hand-over reads of shares and StackSets", function () {
    this.timeout(120_000);
    let aws: LocalAws;
    let client: OrganizationsClient;
    let management: string;
    let shop: string;
    let network: string;
    let other: string;
    let unit: { id: string; arn: string };
    let organizationArn: string;

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const { root, management: id } = await fixture.createOrganization();
        management = id;
        [shop, network, other] = [
            await fixture.createAccount("shop"),
            await fixture.createAccount("network"),
            await fixture.createAccount("other"),
        ];
        const { OrganizationalUnit } = await client.send(
            new CreateOrganizationalUnitCommand({ ParentId: root, Name: "Workloads" }),
        );
        unit = { id: OrganizationalUnit?.Id ?? "", arn: OrganizationalUnit?.Arn ?? "" };
        organizationArn = unit.arn.replace(":ou/", ":organization/").replace(/\/ou-.*$/, "");
        await client.send(
            new MoveAccountCommand({ AccountId: shop, SourceParentId: root, DestinationParentId: unit.id }),
        );
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });

    function settings(without: readonly string[] = []): AwsSettings {
        const services = ["organizations", "account", "sts", "ssoadmin", "ram", "cloudformation"];
        return {
            region: "us-east-1",
            credentials: { accessKeyId: management, secretAccessKey: "test" },
            assumeRoles: [],
            allowedAccountIds: [],
            endpoints: Object.fromEntries(
                services.filter((one) => !without.includes(one)).map((one) => [one, aws.url]),
            ),
        };
    }

    async function read(
        given: { without?: readonly string[]; roleName?: string; account?: string } = {},
    ): Promise<LeavingAccount> {
        const { without, roleName = "OrganizationAccountAccessRole", account = shop } = given;
        const clients = new CommandClients(settings(without));
        const membership = await readMembership(clients);
        const reader = { clients, settings: settings(without), membership, roleName };
        return (await readLeavingAccount(reader, account)) ?? assert.fail("no such account");
    }

    const ram = (account: string, region: string): RAMClient => new RAMClient({ ...aws.clientConfig(account), region });

    async function share(
        owner: string,
        region: string,
        name: string,
        principals: string[],
        resource = "subnet/subnet-1",
        retained?: boolean,
    ): Promise<string> {
        const { resourceShare } = await ram(owner, region).send(
            new CreateResourceShareCommand({
                name,
                principals,
                resourceArns: [`arn:aws:ec2:${region}:${owner}:${resource}`],
                ...(retained !== undefined && {
                    resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: retained },
                }),
            }),
        );
        return resourceShare?.resourceShareArn ?? assert.fail("no share");
    }

    async function stackSet(
        region: string,
        StackSetName: string,
        AutoDeployment: { Enabled: boolean; RetainStacksOnAccountRemoval?: boolean },
        Regions: string[],
    ): Promise<void> {
        const cloudFormation = new CloudFormationClient({ ...aws.clientConfig(management), region });
        await cloudFormation.send(
            new CreateStackSetCommand({
                StackSetName,
                TemplateBody: TEMPLATE,
                PermissionModel: "SERVICE_MANAGED",
                AutoDeployment,
            }),
        );
        await cloudFormation.send(
            new CreateStackInstancesCommand({
                StackSetName,
                DeploymentTargets: { OrganizationalUnitIds: [unit.id] },
                Regions,
            }),
        );
    }

    it("asks neither RAM nor CloudFormation if they have no access to the organisation", async () => {
        await aws.resetCalls();
        const facts = await read();
        assert.equal(facts.shares, undefined);
        assert.equal(facts.stackInstances, undefined);
        const asked = Object.keys(await aws.calls()).filter((name) => /^(ram|cloudformation)\.|AssumeRole/.test(name));
        assert.deepEqual(asked, []);
    });

    describe("of shares", () => {
        before(async () => {
            await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: RAM }));
            await share(network, "eu-central-1", "by number", [shop]);
            await share(network, "eu-central-1", "by unit", [unit.arn], "prefix-list/pl-1");
            await share(network, "us-east-1", "kept", [organizationArn], "subnet/subnet-2", true);
            await share(network, "us-east-1", "not for it", [other]);
            // A share that an outside account gives does not depend on the organisation.
            await share("999999999999", "us-east-1", "from elsewhere", [shop]);
            await share(shop, "eu-west-1", "given", [unit.arn, other, "999999999999"]);
            await share(shop, "eu-west-1", "to strangers", ["999999999999"]);
            const deleted = await share(shop, "eu-west-1", "deleted", [other]);
            await ram(shop, "eu-west-1").send(new DeleteResourceShareCommand({ resourceShareArn: deleted }));
        });

        it("finds the organisation's shares in every region, received and given, with the account's access role", async () => {
            await aws.resetCalls();
            const { shares } = await read();
            assert.ok(shares && "value" in shares, JSON.stringify(shares));
            assert.deepEqual(shares.value.unread, []);
            const found = shares.value.found.map(({ arn: _arn, ...rest }) => rest);
            const from = { owner: network, received: true, to: [], retained: false };
            assert.deepEqual(found, [
                { ...from, name: "by number", region: "eu-central-1", types: ["ec2:Subnet"] },
                { ...from, name: "by unit", region: "eu-central-1", types: ["ec2:PrefixList"] },
                {
                    name: "given",
                    region: "eu-west-1",
                    owner: shop,
                    received: false,
                    to: [other, unit.arn].sort(),
                    types: ["ec2:Subnet"],
                    retained: false,
                },
                { ...from, name: "kept", region: "us-east-1", types: ["ec2:Subnet"], retained: true },
            ]);
            const calls = await aws.calls();
            assert.equal(calls["sts.AssumeRole"], 1);
            // 17 regions in both directions.
            assert.equal(calls["ram.GetResourceShares"], 34);
            assert.deepEqual(await aws.log().then((log) => log.map(({ operation }) => operation)), ["sts.AssumeRole"]);
        });

        it("reports a region that does not answer, and shows the others", async () => {
            await aws.fault({
                operation: "ram.GetResourceShares",
                error: { code: "AccessDeniedException", message: "explicit deny", status: 403 },
            });
            const facts = await read();
            await aws.clearFaults();
            assert.ok(facts.shares && "value" in facts.shares, JSON.stringify(facts.shares));
            const [gap, ...others] = facts.shares.value.unread;
            assert.deepEqual(others, []);
            assert.equal(gap?.regions.length, 1);
            assert.match(gap?.because ?? "", /^AccessDeniedException: explicit deny$/);
        });

        it("reports that the access role does not exist, and how to see the shares", async () => {
            // The local AWS lets any role be assumed. AWS gives this error if the role does not exist.
            const error = { code: "AccessDenied", message: "not authorized to perform: sts:AssumeRole", status: 403 };
            await aws.fault({ operation: "sts.AssumeRole", error });
            const facts = await read({ roleName: "Missing" });
            assert.ok(facts.shares && "unread" in facts.shares, JSON.stringify(facts.shares));
            assert.match(
                facts.shares.unread,
                /role\/Missing cannot be assumed: .* An invited account has the role only after/,
            );
            const loss = losses(facts).find(({ what }) => what.includes("RAM"));
            assert.match(loss?.note ?? "", /could not be read .* aws ram get-resource-shares/);
        });

        it("never asks the real AWS about an account of another organisation", async () => {
            for (const [without, named] of [
                [["ram"], "ram"],
                [["sts", "ram"], "sts, ram"],
            ] as const) {
                // Without its endpoint, the role is not assumed either.
                const facts = await read({ without });
                assert.deepEqual(facts.shares, {
                    unread: `not asked: aws:endpoints names organizations but not ${named}`,
                });
            }
        });
    });

    describe("of StackSets", () => {
        before(async () => {
            const cloudFormation = new CloudFormationClient({ ...aws.clientConfig(management), region: "us-east-1" });
            await cloudFormation.send(new ActivateOrganizationsAccessCommand({}));
            await stackSet("us-east-1", "deleting", { Enabled: true, RetainStacksOnAccountRemoval: false }, [
                "eu-central-1",
                "us-east-1",
            ]);
            await stackSet("eu-central-1", "retaining", { Enabled: true, RetainStacksOnAccountRemoval: true }, [
                "eu-central-1",
            ]);
            await stackSet("us-east-1", "by-hand", { Enabled: false }, ["us-east-1"]);
            await cloudFormation.send(
                new CreateStackSetCommand({
                    StackSetName: "gone",
                    TemplateBody: TEMPLATE,
                    PermissionModel: "SERVICE_MANAGED",
                }),
            );
            await cloudFormation.send(new DeleteStackSetCommand({ StackSetName: "gone" }));
        });

        it("finds its stacks, and what happens to them", async () => {
            const { stackInstances } = await read();
            assert.ok(stackInstances && "value" in stackInstances, JSON.stringify(stackInstances));
            assert.deepEqual(stackInstances.value, {
                found: [
                    {
                        stackSet: "retaining",
                        administeredIn: "eu-central-1",
                        region: "eu-central-1",
                        onLeaving: "retained",
                    },
                    {
                        stackSet: "deleting",
                        administeredIn: "us-east-1",
                        region: "eu-central-1",
                        onLeaving: "deleted",
                    },
                    { stackSet: "deleting", administeredIn: "us-east-1", region: "us-east-1", onLeaving: "deleted" },
                    { stackSet: "by-hand", administeredIn: "us-east-1", region: "us-east-1", onLeaving: "left" },
                ],
                unread: [],
            });
        });

        it("finds none for an account outside their units", async () => {
            const { stackInstances } = await read({ account: other });
            assert.deepEqual(stackInstances, { value: { found: [], unread: [] } });
        });

        it("never asks the real AWS", async () => {
            const { stackInstances } = await read({ without: ["cloudformation"] });
            assert.deepEqual(stackInstances, {
                unread: "not asked: aws:endpoints names organizations but not cloudformation",
            });
        });
    });
});
