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

/** Names as they collect over years. */
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

/** What was created, as far as tests look for it. */
export interface Grown {
    readonly root: string;
    readonly closed: string;
    readonly administrator: string;
    readonly inRoot: string;
    readonly units: number;
    readonly policies: number;
}

/**
 * Creates an organisation that has grown for years, by AWS's own calls. It has units five levels deep, odd names, scattered tags,
 * policies of several types on the root, units and accounts, an allow list, a unit where everything is denied, a closed account,
 * accounts in the root, and a delegated administrator.
 *
 * @param accounts the number of accounts, without the management account.
 */
export async function growOrganization(aws: LocalAws, client: OrganizationsClient, accounts: number): Promise<Grown> {
    const fixture = new Fixture(aws, client);
    const { root } = await fixture.createOrganization("ALL");
    await fixture.enable(...TYPES);
    for (const ServicePrincipal of ["account.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com"]) {
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
    }
    const units = await createUnits(fixture, client, root);
    const ids = await createAccounts(aws, client, accounts);
    for (const [index, AccountId] of ids.entries()) {
        // The first three accounts stay in the root.
        if (index < 3) continue;
        const DestinationParentId = units[index % units.length] ?? root;
        await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId }));
    }

    const leave = await attachPolicies(client, root, units, ids);
    await attachGuards(client, units, ids);
    await attachAllowLists(client, leave, units, ids);

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
    await tag(client, root, { Root: "yes" });
    return { root, closed, administrator, inRoot: ids[0] ?? "", units: units.length, policies: 22 };
}

async function tag(client: OrganizationsClient, ResourceId: string, tags: Record<string, string>): Promise<void> {
    await client.send(
        new TagResourceCommand({ ResourceId, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    );
}

async function createPolicy(
    client: OrganizationsClient,
    type: PolicyType,
    name: string,
    content: string,
    tags: Record<string, string> = {},
): Promise<string> {
    const { Policy } = await client.send(
        new CreatePolicyCommand({
            Type: type,
            Name: name,
            Description: name.startsWith("D") ? `Of ${name}: made by hand` : "",
            Content: content,
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        }),
    );
    return Policy?.PolicySummary?.Id ?? assert.fail("no policy");
}

async function attach(
    client: OrganizationsClient,
    PolicyId: string,
    ...targets: (string | undefined)[]
): Promise<void> {
    for (const TargetId of targets) await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
}

/** Creates four branches of units, each five levels deep. */
async function createUnits(fixture: Fixture, client: OrganizationsClient, root: string): Promise<string[]> {
    const units: string[] = [];
    for (const [number, name] of ["Workloads", "Sandbox", "Policy Staging", "Legacy / do not touch: (old)"].entries()) {
        let parent = await fixture.createUnit(root, name);
        await tag(client, parent, {
            Environment: number === 0 ? "prod" : "dev",
            Unit: name.replaceAll(/[^A-Za-z ]/g, ""),
        });
        units.push(parent);
        for (let depth = 2; depth <= 5; depth++) {
            const below = number % 2 === 0 ? `Level ${depth}` : `L${depth}`;
            units.push(await fixture.createUnit(parent, `${below}b`));
            parent = await fixture.createUnit(parent, below);
            if (number === 0) await tag(client, parent, { Environment: "prod", CostCenter: String(depth) });
            // Tags that a stack with a lost state has set. The units beside have none.
            if (name === "Sandbox" && depth < 4) await tag(client, parent, { "aws-organization:kind": "sandbox" });
            units.push(parent);
        }
    }
    return units;
}

/** @returns the id of the policy that is attached to the root. */
async function attachPolicies(
    client: OrganizationsClient,
    root: string,
    units: readonly string[],
    ids: readonly string[],
): Promise<string> {
    // With white space, as the console saves documents.
    const pretty = (type: PolicyType): string => JSON.stringify(JSON.parse(policyDocument(type)), undefined, 2);
    const leave = await createPolicy(
        client,
        "SERVICE_CONTROL_POLICY",
        "DenyLeaving @ all",
        pretty("SERVICE_CONTROL_POLICY"),
        {
            Owner: "security",
        },
    );
    await attach(client, leave, root, units[1], ids[0], ids[5]);
    await attach(
        client,
        await createPolicy(client, "RESOURCE_CONTROL_POLICY", "rcp/1", pretty("RESOURCE_CONTROL_POLICY")),
        root,
        units[4],
    );
    await attach(
        client,
        await createPolicy(client, "TAG_POLICY", "Tags", pretty("TAG_POLICY")),
        units[0],
        units[2],
        ids[7],
    );
    await attach(
        client,
        await createPolicy(client, "BACKUP_POLICY", "Daily backup", policyDocument("BACKUP_POLICY")),
        units[3],
    );
    await createPolicy(client, "SERVICE_CONTROL_POLICY", "attached nowhere", policyDocument("SERVICE_CONTROL_POLICY"));
    // With the names that AWS Control Tower gives.
    const controlTowers = await createPolicy(
        client,
        "SERVICE_CONTROL_POLICY",
        "aws-guardrails-AbCdEf",
        policyDocument("SERVICE_CONTROL_POLICY"),
    );
    await attach(client, controlTowers, units[0], units[2]);
    return leave;
}

/** Attaches policies of different sizes to units and accounts. */
async function attachGuards(
    client: OrganizationsClient,
    units: readonly string[],
    ids: readonly string[],
): Promise<void> {
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
        const id = await createPolicy(client, "SERVICE_CONTROL_POLICY", `guard ${number}`, content);
        await attach(client, id, units[(number * 2 + 5) % units.length], ids[10 + number]);
    }
}

/** Puts an allow list in the place of FullAWSAccess, and leaves one account with nothing allowed. */
async function attachAllowLists(
    client: OrganizationsClient,
    leave: string,
    units: readonly string[],
    ids: readonly string[],
): Promise<void> {
    const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*", "ec2:*"], Resource: "*" }] };
    const only = await createPolicy(client, "SERVICE_CONTROL_POLICY", "Only S3 and EC2", JSON.stringify(allow));
    for (const TargetId of [units[7], ids[30]]) {
        await attach(client, only, TargetId);
        await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId }));
    }
    await attach(client, leave, ids[31]);
    await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: ids[31] }));
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
