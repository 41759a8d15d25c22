import assert from "node:assert/strict";
import {
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreatePolicyCommand,
    DescribeCreateAccountStatusCommand,
    DetachPolicyCommand,
    EnableAWSServiceAccessCommand,
    MoveAccountCommand,
    RegisterDelegatedAdministratorCommand,
    TagResourceCommand,
    type OrganizationsClient,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { Fixture, policyDocument } from "../local/fixture";
import type { LocalAws } from "../local/server";

const TYPES = [
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
    "TAG_POLICY",
    "BACKUP_POLICY",
] as const satisfies PolicyType[];

/** Account names such as an organisation collects over the years. */
const ODD = [
    "Shop (prod)",
    "a/b: c",
    "it's me @ work",
    "  two  spaces ",
    "#42",
    "true",
    "- dash",
    "0123",
    "Shop",
    "shop",
    "Shop",
];

/** What tests look for in the organisation. */
export interface Grown {
    readonly root: string;
    readonly closed: string;
    readonly administrator: string;
    readonly inRoot: string;
    readonly units: number;
    readonly policies: number;
}

/** The local AWS that an organisation grows in, with the calls that its steps share. */
class Growth {
    readonly fixture: Fixture;

    constructor(
        readonly aws: LocalAws,
        readonly client: OrganizationsClient,
    ) {
        this.fixture = new Fixture(aws, client);
    }

    async tag(ResourceId: string, tags: Record<string, string>): Promise<void> {
        await this.client.send(new TagResourceCommand({ ResourceId, Tags: tagList(tags) }));
    }

    async policy(type: PolicyType, name: string, content: string, tags: Record<string, string> = {}): Promise<string> {
        const { Policy } = await this.client.send(
            new CreatePolicyCommand({
                Type: type,
                Name: name,
                Description: name.startsWith("D") ? `Of ${name}: made by hand` : "",
                Content: content,
                Tags: tagList(tags),
            }),
        );
        return Policy?.PolicySummary?.Id ?? assert.fail("no policy");
    }

    async attach(PolicyId: string, ...targets: (string | undefined)[]): Promise<void> {
        for (const TargetId of targets) await this.client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
    }

    async detachFullAccess(TargetId: string | undefined): Promise<void> {
        await this.client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId }));
    }
}

/** What policies are attached to. */
interface Nodes {
    readonly root: string;
    readonly units: readonly string[];
    readonly accounts: readonly string[];
}

/**
 * Makes an organisation that has grown for years, by AWS's own calls: units five deep, odd names, tags on some resources, policies of
 * several types on the root, units and accounts, an allow list, an account where everything is denied, a closed account, accounts in the
 * root, a delegated administrator.
 *
 * @param accounts the number of accounts besides the management account.
 */
export async function growOrganization(aws: LocalAws, client: OrganizationsClient, accounts: number): Promise<Grown> {
    const growth = new Growth(aws, client);
    const { root } = await growth.fixture.createOrganization("ALL");
    await growth.fixture.enable(...TYPES);
    for (const ServicePrincipal of ["account.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com"]) {
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    }
    const units = await createUnits(growth, root);
    const ids = await createAccounts(aws, client, accounts);
    for (const [index, AccountId] of ids.entries()) {
        // The first three stay in the root.
        if (index < 3) continue;
        const DestinationParentId = units[index % units.length] ?? root;
        await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId }));
    }
    const nodes = { root, units, accounts: ids };
    const denyLeaving = await attachHandMadePolicies(growth, nodes);
    await attachGuards(growth, nodes);
    await replaceFullAccess(growth, nodes, denyLeaving);

    const closed = ids[40] ?? assert.fail();
    await client.send(new CloseAccountCommand({ AccountId: closed }));
    await aws.advanceSeconds(60);
    const administrator = ids[41] ?? assert.fail();
    await client.send(
        new RegisterDelegatedAdministratorCommand({
            AccountId: administrator,
            ServicePrincipal: "config.amazonaws.com",
        }),
    );
    await growth.tag(root, { Root: "yes" });
    return { root, closed, administrator, inRoot: ids[0] ?? "", units: units.length, policies: 22 };
}

/** Four units below the root, each with units down to the fifth level. */
async function createUnits(growth: Growth, root: string): Promise<string[]> {
    const { fixture } = growth;
    const units: string[] = [];
    for (const [number, name] of ["Workloads", "Sandbox", "Policy Staging", "Legacy / do not touch: (old)"].entries()) {
        let parent = await fixture.createUnit(root, name);
        const tags = { Environment: number === 0 ? "prod" : "dev", Unit: name.replaceAll(/[^A-Za-z ]/g, "") };
        await growth.tag(parent, tags);
        units.push(parent);
        for (let depth = 2; depth <= 5; depth++) {
            const below = number % 2 === 0 ? `Level ${depth}` : `L${depth}`;
            units.push(await fixture.createUnit(parent, `${below}b`));
            parent = await fixture.createUnit(parent, below);
            if (number === 0) await growth.tag(parent, { Environment: "prod", CostCenter: String(depth) });
            // Marks set by a stack whose state is lost. The units beside these have none.
            if (name === "Sandbox" && depth < 4) await growth.tag(parent, { "aws-organization:kind": "sandbox" });
            units.push(parent);
        }
    }
    return units;
}

/** @returns the id of the policy that denies leaving the organisation. */
async function attachHandMadePolicies(growth: Growth, { root, units, accounts }: Nodes): Promise<string> {
    // The console saves documents with white space.
    const pretty = (type: PolicyType): string => JSON.stringify(JSON.parse(policyDocument(type)), undefined, 2);
    const denyLeaving = await growth.policy(
        "SERVICE_CONTROL_POLICY",
        "DenyLeaving @ all",
        pretty("SERVICE_CONTROL_POLICY"),
        { Owner: "security" },
    );
    await growth.attach(denyLeaving, root, units[1], accounts[0], accounts[5]);
    const rcp = await growth.policy("RESOURCE_CONTROL_POLICY", "rcp/1", pretty("RESOURCE_CONTROL_POLICY"));
    await growth.attach(rcp, root, units[4]);
    await growth.attach(
        await growth.policy("TAG_POLICY", "Tags", pretty("TAG_POLICY")),
        units[0],
        units[2],
        accounts[7],
    );
    await growth.attach(
        await growth.policy("BACKUP_POLICY", "Daily backup", policyDocument("BACKUP_POLICY")),
        units[3],
    );
    await growth.policy("SERVICE_CONTROL_POLICY", "attached nowhere", policyDocument("SERVICE_CONTROL_POLICY"));
    // AWS Control Tower gives its own policies such names.
    const controlTowers = await growth.policy(
        "SERVICE_CONTROL_POLICY",
        "aws-guardrails-AbCdEf",
        policyDocument("SERVICE_CONTROL_POLICY"),
    );
    await growth.attach(controlTowers, units[0], units[2]);
    return denyLeaving;
}

/** Attaches 15 service control policies, each to one unit and one account. */
async function attachGuards(growth: Growth, { units, accounts }: Nodes): Promise<void> {
    for (let number = 0; number < 15; number++) {
        const statements = Array.from({ length: 1 + (number % 6) }, (_, index) => ({
            Sid: `S${index}`,
            Effect: "Deny",
            Action: [`s3:Delete${index}*`, "ec2:Run*"],
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", `eu-west-${(number % 3) + 1}`] } },
        }));
        const content = JSON.stringify(
            { Version: "2012-10-17", Statement: statements },
            undefined,
            number % 2 === 0 ? 4 : 0,
        );
        const id = await growth.policy("SERVICE_CONTROL_POLICY", `guard ${number}`, content);
        await growth.attach(id, units[(number * 2 + 5) % units.length], accounts[10 + number]);
    }
}

/** Puts an allow list in the place of FullAWSAccess on a unit and an account, and leaves another account where nothing is allowed. */
async function replaceFullAccess(growth: Growth, { units, accounts }: Nodes, denyLeaving: string): Promise<void> {
    const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*", "ec2:*"], Resource: "*" }] };
    const allowList = await growth.policy("SERVICE_CONTROL_POLICY", "Only S3 and EC2", JSON.stringify(allow));
    for (const target of [units[7], accounts[30]]) {
        await growth.attach(allowList, target);
        await growth.detachFullAccess(target);
    }
    await growth.attach(denyLeaving, accounts[31]);
    await growth.detachFullAccess(accounts[31]);
}

function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
    return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

async function createAccounts(aws: LocalAws, client: OrganizationsClient, count: number): Promise<string[]> {
    const requests: (string | undefined)[] = [];
    for (let number = 0; number < count; number++) {
        const name =
            ODD[number] ??
            (number % 3 === 0 ? `team-${number}` : `Team ${number} / ${number % 2 === 0 ? "prod" : "dev"}`);
        const address = number % 3 === 0 && !ODD[number] ? name : `n${number}`;
        const { CreateAccountStatus } = await client.send(
            new CreateAccountCommand({
                AccountName: name,
                Email: `aws+${address}@example.com`,
                Tags: [
                    { Key: "CostCenter", Value: String(number % 5) },
                    ...(number % 4 === 0 ? [] : [{ Key: "Environment", Value: number % 2 === 0 ? "prod" : "dev" }]),
                    ...(number % 7 === 0 ? [{ Key: "Owner", Value: "team@example.com" }] : []),
                ],
            }),
        );
        requests.push(CreateAccountStatus?.Id);
    }
    await aws.advanceSeconds(60);
    const ids: string[] = [];
    for (const CreateAccountRequestId of requests) {
        const { CreateAccountStatus } = await client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
        );
        ids.push(CreateAccountStatus?.AccountId ?? assert.fail(CreateAccountStatus?.FailureReason));
    }
    return ids;
}
