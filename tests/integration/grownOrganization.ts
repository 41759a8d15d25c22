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
    const tag = (ResourceId: string, tags: Record<string, string>): Promise<unknown> =>
        client.send(
            new TagResourceCommand({ ResourceId, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
        );

    const units: string[] = [];
    for (const [number, name] of ["Workloads", "Sandbox", "Policy Staging", "Legacy / do not touch: (old)"].entries()) {
        let parent = await fixture.createUnit(root, name);
        await tag(parent, { Environment: number === 0 ? "prod" : "dev", Unit: name.replaceAll(/[^A-Za-z ]/g, "") });
        units.push(parent);
        for (let depth = 2; depth <= 5; depth++) {
            const below = number % 2 === 0 ? `Level ${depth}` : `L${depth}`;
            units.push(await fixture.createUnit(parent, `${below}b`));
            parent = await fixture.createUnit(parent, below);
            if (number === 0) await tag(parent, { Environment: "prod", CostCenter: String(depth) });
            // Tags that a stack with a lost state has set. The units beside have none.
            if (name === "Sandbox" && depth < 4) await tag(parent, { "aws-organization:kind": "sandbox" });
            units.push(parent);
        }
    }

    const ids = await createAccounts(aws, client, accounts);
    for (const [index, AccountId] of ids.entries()) {
        // The first three accounts stay in the root.
        if (index < 3) continue;
        const DestinationParentId = units[index % units.length] ?? root;
        await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId }));
    }

    const policy = async (
        type: PolicyType,
        name: string,
        content: string,
        tags: Record<string, string> = {},
    ): Promise<string> => {
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
    };
    const attach = async (PolicyId: string, ...targets: (string | undefined)[]): Promise<void> => {
        for (const TargetId of targets) await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
    };
    // With white space, as the console saves documents.
    const pretty = (type: PolicyType): string => JSON.stringify(JSON.parse(policyDocument(type)), undefined, 2);
    const leave = await policy("SERVICE_CONTROL_POLICY", "DenyLeaving @ all", pretty("SERVICE_CONTROL_POLICY"), {
        Owner: "security",
    });
    await attach(leave, root, units[1], ids[0], ids[5]);
    await attach(await policy("RESOURCE_CONTROL_POLICY", "rcp/1", pretty("RESOURCE_CONTROL_POLICY")), root, units[4]);
    await attach(await policy("TAG_POLICY", "Tags", pretty("TAG_POLICY")), units[0], units[2], ids[7]);
    await attach(await policy("BACKUP_POLICY", "Daily backup", policyDocument("BACKUP_POLICY")), units[3]);
    await policy("SERVICE_CONTROL_POLICY", "attached nowhere", policyDocument("SERVICE_CONTROL_POLICY"));
    // With the names that AWS Control Tower gives.
    const controlTowers = await policy(
        "SERVICE_CONTROL_POLICY",
        "aws-guardrails-AbCdEf",
        policyDocument("SERVICE_CONTROL_POLICY"),
    );
    await attach(controlTowers, units[0], units[2]);
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
        const id = await policy("SERVICE_CONTROL_POLICY", `guard ${number}`, content);
        await attach(id, units[(number * 2 + 5) % units.length], ids[10 + number]);
    }

    // An allow list instead of FullAWSAccess, and a unit where nothing is allowed.
    const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:*", "ec2:*"], Resource: "*" }] };
    const only = await policy("SERVICE_CONTROL_POLICY", "Only S3 and EC2", JSON.stringify(allow));
    for (const TargetId of [units[7], ids[30]]) {
        await attach(only, TargetId);
        await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId }));
    }
    await attach(leave, ids[31]);
    await client.send(new DetachPolicyCommand({ PolicyId: "p-FullAWSAccess", TargetId: ids[31] }));

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
    await tag(root, { Root: "yes" });
    return { root, closed, administrator, inRoot: ids[0] ?? "", units: units.length, policies: 22 };
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
