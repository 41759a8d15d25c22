/**
 * What 5,000 assignments over 1,000 accounts cost in the local AWS, with the SDK alone: it is the floor under every `up` and preview of access.
 * Seconds are wall time on one machine on one day; the calls are the same everywhere.
 */
import { setTimeout } from "node:timers/promises";
import { CreateGroupCommand, CreateUserCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import {
    CreateAccountCommand,
    CreateOrganizationCommand,
    EnableAWSServiceAccessCommand,
    ListAccountsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
    AttachManagedPolicyToPermissionSetCommand,
    CreateAccountAssignmentCommand,
    CreatePermissionSetCommand,
    ListAccountAssignmentCreationStatusCommand,
    ListAccountAssignmentsForPrincipalCommand,
    ListInstancesCommand,
    SSOAdminClient,
    type CreateAccountAssignmentCommandInput,
} from "@aws-sdk/client-sso-admin";
import { IDENTITY_CENTER_RATE } from "../../limits";
import { pagesOf } from "../../aws/pagesOf";
import { startLocalAws, type LocalAws } from "../local/server";
import { accountsArgument } from "./accountsArgument";

const ACCOUNTS = accountsArgument({ usual: 1_000, least: 1, reason: "access is given in accounts" });
/** Of each account; every principal has one permission set everywhere. */
const PRINCIPALS = 5;
const { outstanding, perSecond } = IDENTITY_CENTER_RATE;

const ADA = { UserName: "ada@example.com", DisplayName: "Ada", Name: { GivenName: "Ada", FamilyName: "Lovelace" } };

interface Directory {
    readonly instance: string;
    readonly principals: readonly {
        readonly type: "GROUP" | "USER";
        readonly id: string;
        readonly permissionSet: string;
    }[];
}

async function main(): Promise<void> {
    const aws = await startLocalAws({ accountLimit: ACCOUNTS + 1, creationSeconds: 0, assignmentSeconds: 0.2 });
    const clients = {
        organizations: new OrganizationsClient(aws.clientConfig()),
        admin: new SSOAdminClient(aws.clientConfig()),
        directory: new IdentitystoreClient(aws.clientConfig()),
    };
    try {
        const accounts = await makeAccounts(clients.organizations);
        const made = await makePrincipals(clients.admin, clients.directory);
        await measured(aws, "all assignments created", () => assignAll(clients.admin, made, accounts));
        await measured(aws, "all assignments read, by principal", async () => {
            let found = 0;
            for (const principal of made.principals)
                found += await readPrincipal(clients.admin, made.instance, principal);
            if (found !== accounts.length * PRINCIPALS) throw new Error(`${found} assignments were found`);
        });
        await measured(aws, "local AWS restarted with all of them", () => aws.restart({ kill: true }));
    } finally {
        for (const client of Object.values(clients)) client.destroy();
        await aws.stop();
    }
}

async function measured(aws: LocalAws, what: string, work: () => Promise<unknown>): Promise<void> {
    await aws.resetCalls();
    const start = performance.now();
    await work();
    const seconds = (performance.now() - start) / 1000;
    const counts = Object.entries(await aws.calls()).filter(([, count]) => count > 0);
    const calls = counts.reduce((sum, [, count]) => sum + count, 0);
    const [most = ""] = counts.sort(([, one], [, two]) => two - one).map(([name, count]) => `${count} ${name}`);
    const atAws = calls === 0 ? "" : `; at AWS's rate at least ${(calls / perSecond).toFixed(0)} s`;
    console.log(`${what.padEnd(38)} ${seconds.toFixed(1).padStart(6)} s  ${calls} calls (most: ${most})${atAws}`);
}

async function makeAccounts(client: OrganizationsClient): Promise<readonly string[]> {
    await client.send(new CreateOrganizationCommand({}));
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "sso.amazonaws.com" }));
    for (let number = 1; number < ACCOUNTS; number += 1) {
        const AccountName = `account-${number}`;
        await client.send(new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }));
    }
    const found: string[] = [];
    for await (const { Accounts } of pagesOf((NextToken) => client.send(new ListAccountsCommand({ NextToken })))) {
        found.push(...(Accounts ?? []).flatMap(({ Id }) => Id ?? []));
    }
    return found;
}

/** Four groups and a user, each with a permission set of its own. */
async function makePrincipals(admin: SSOAdminClient, directory: IdentitystoreClient): Promise<Directory> {
    const { Instances: [instance] = [] } = await admin.send(new ListInstancesCommand({}));
    const { InstanceArn = "", IdentityStoreId } = instance ?? {};
    const principals = [];
    for (let number = 0; number < PRINCIPALS; number += 1) {
        const { PermissionSet } = await admin.send(
            new CreatePermissionSetCommand({ InstanceArn, Name: `Set${number}` }),
        );
        const permissionSet = PermissionSet?.PermissionSetArn ?? "";
        await admin.send(
            new AttachManagedPolicyToPermissionSetCommand({
                InstanceArn,
                PermissionSetArn: permissionSet,
                ManagedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
            }),
        );
        if (number === 0) {
            const { UserId = "" } = await directory.send(new CreateUserCommand({ IdentityStoreId, ...ADA }));
            principals.push({ type: "USER", id: UserId, permissionSet } as const);
            continue;
        }
        const { GroupId = "" } = await directory.send(
            new CreateGroupCommand({ IdentityStoreId, DisplayName: `group${number}` }),
        );
        principals.push({ type: "GROUP", id: GroupId, permissionSet } as const);
    }
    return { instance: InstanceArn, principals };
}

/** As many at a time as AWS allows. One list says for all of them which are still being created. */
async function assignAll(admin: SSOAdminClient, made: Directory, accounts: readonly string[]): Promise<void> {
    const waiting: CreateAccountAssignmentCommandInput[] = made.principals.flatMap(({ type, id, permissionSet }) =>
        accounts.map((account) => ({
            InstanceArn: made.instance,
            TargetId: account,
            TargetType: "AWS_ACCOUNT",
            PermissionSetArn: permissionSet,
            PrincipalType: type,
            PrincipalId: id,
        })),
    );
    let running = 0;
    while (waiting.length > 0 || running > 0) {
        const next = waiting.splice(0, outstanding - running);
        await Promise.all(next.map((input) => admin.send(new CreateAccountAssignmentCommand(input))));
        const list = new ListAccountAssignmentCreationStatusCommand({
            InstanceArn: made.instance,
            Filter: { Status: "IN_PROGRESS" },
        });
        running = (await admin.send(list)).AccountAssignmentsCreationStatus?.length ?? 0;
        if (running === outstanding) await setTimeout(100);
    }
}

async function readPrincipal(
    admin: SSOAdminClient,
    InstanceArn: string,
    { id, type }: Directory["principals"][number],
): Promise<number> {
    let found = 0;
    const send = (NextToken: string | undefined) =>
        admin.send(
            new ListAccountAssignmentsForPrincipalCommand({
                InstanceArn,
                PrincipalId: id,
                PrincipalType: type,
                NextToken,
            }),
        );
    for await (const { AccountAssignments } of pagesOf(send)) found += AccountAssignments?.length ?? 0;
    return found;
}

void main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
