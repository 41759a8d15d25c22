import assert from "node:assert/strict";
import {
    CreateGroupMembershipCommand,
    DeleteGroupMembershipCommand,
    GetGroupMembershipIdCommand,
    IdentitystoreClient,
    ListGroupsCommand,
    ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import {
    AttachPolicyCommand,
    CloseAccountCommand,
    CreateAccountCommand,
    CreateOrganizationalUnitCommand,
    CreatePolicyCommand,
    DeleteOrganizationalUnitCommand,
    DeletePolicyCommand,
    DeregisterDelegatedAdministratorCommand,
    DetachPolicyCommand,
    DisableAWSServiceAccessCommand,
    DisablePolicyTypeCommand,
    EnableAWSServiceAccessCommand,
    EnablePolicyTypeCommand,
    MoveAccountCommand,
    RegisterDelegatedAdministratorCommand,
    RemoveAccountFromOrganizationCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateOrganizationalUnitCommand,
    UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import {
    CreateAccountAssignmentCommand,
    DeleteAccountAssignmentCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { inAws, type AwsOrganization, type Definition, type Project } from "./support";

const FULL_ACCESS = "p-FullAWSAccess";

/** An organisation in which every kind of change can be made by hand. */
export const DRIFTING = {
    organization: {
        serviceAccess: ["account.amazonaws.com", "config.amazonaws.com", "sso.amazonaws.com"],
        policyTypes: ["TAG_POLICY"],
    },
    defaults: { email: "aws+{account}@example.com", tags: { Owner: "platform" } },
    delegatedAdministrators: { "config.amazonaws.com": "tools" },
    policies: {
        "no-glue": policy("Deny", "NoGlue", "glue:*"),
        "no-tables": policy("Deny", "NoTables", "dynamodb:*"),
        "no-queues": policy("Deny", "NoQueues", "sqs:*", "sns:*"),
        unused: policy("Deny", "Unused", "lex:*"),
        storage: {
            ...policy("Allow", "Storage", "s3:*", "sts:*"),
            description: "Only buckets",
            acknowledge: { lockOut: ["OrganizationAccountAccessRole"] },
        },
    },
    units: {
        Workloads: {
            guardrails: ["no-glue"],
            units: {
                Production: { guardrails: ["no-tables"], accounts: { "shop-prod": {} } },
                Development: { accounts: { "shop-dev": {} } },
            },
        },
        Labs: {
            accounts: {
                play: { fullAccess: false, guardrails: ["storage"] },
                data: { guardrails: ["no-queues"] },
                tools: {},
            },
        },
        Old: { accounts: { closed: {}, gone: {} } },
        Empty: {},
    },
    people: {
        groups: { shop: {}, data: {} },
        users: {
            "ada@example.com": { name: "Ada Lovelace", groups: ["shop"] },
            "bob@example.com": { name: "Bob Martin" },
        },
        permissionSets: { Helpdesk: { managedPolicies: ["ReadOnlyAccess"] } },
    },
    access: [{ who: "shop", permissionSet: "Helpdesk", where: ["shop-dev", "shop-prod"] }],
} as unknown as Definition;

function policy(Effect: "Allow" | "Deny", Sid: string, ...Action: string[]): object {
    return { type: "SERVICE_CONTROL_POLICY", document: documentOf([{ Sid, Effect, Action, Resource: "*" }]) };
}

function documentOf(Statement: readonly object[]): object {
    return { Version: "2012-10-17", Statement };
}

/** Makes every kind of change by hand, as somebody does in the console. */
export class HandMadeChanges {
    readonly #project: Project;
    #aws!: AwsOrganization;
    #policies: Readonly<Record<string, { id: string }>> = {};

    constructor(project: Project) {
        this.#project = project;
    }

    async make(): Promise<void> {
        this.#aws = await inAws(this.#project.client);
        this.#policies = (await this.#project.outputs()).policies;
        await this.#changeAccounts();
        await this.#changeUnits();
        await this.#changePolicies();
        await this.#changeServices();
        await this.#changePeople();
    }

    #account(name: string): string {
        return this.#aws.accounts[name]?.id ?? assert.fail(name);
    }

    #unit(name: string): string {
        return this.#aws.units[name]?.id ?? assert.fail(name);
    }

    #policy(key: string): string {
        return this.#policies[key]?.id ?? assert.fail(key);
    }

    async #changeAccounts(): Promise<void> {
        const { aws, client } = this.#project;
        await client.send(
            new MoveAccountCommand({
                AccountId: this.#account("shop-prod"),
                SourceParentId: this.#unit("Workloads/Production"),
                DestinationParentId: this.#unit("Workloads/Development"),
            }),
        );
        await client.send(new CreateAccountCommand({ AccountName: "stray", Email: "stray@example.com" }));
        await client.send(new CloseAccountCommand({ AccountId: this.#account("closed") }));
        await aws.advanceDays(5);
        await aws.putContactInformation(this.#account("gone"));
        await client.send(new RemoveAccountFromOrganizationCommand({ AccountId: this.#account("gone") }));
        await this.#project.renameInAws(this.#account("tools"), "Tools | @here `x`");
    }

    async #changeUnits(): Promise<void> {
        const { client } = this.#project;
        const ParentId = this.#aws.rootId;
        await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name: "Shadow" }));
        await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: this.#unit("Empty") }));
        await client.send(
            new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: this.#unit("Labs"), Name: "Laboratories" }),
        );
    }

    async #changePolicies(): Promise<void> {
        const { client } = this.#project;
        const attach = (PolicyId: string, TargetId: string) =>
            client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
        const detach = (PolicyId: string, TargetId: string) =>
            client.send(new DetachPolicyCommand({ PolicyId, TargetId }));
        await detach(this.#policy("no-tables"), this.#unit("Workloads/Production"));
        await attach(this.#policy("no-tables"), this.#unit("Labs"));
        await attach(FULL_ACCESS, this.#account("play"));
        await detach(FULL_ACCESS, this.#account("data"));
        await client.send(new DeletePolicyCommand({ PolicyId: this.#policy("unused") }));
        const Content = JSON.stringify(documentOf([{ Effect: "Deny", Action: "braket:*", Resource: "*" }]));
        const made = { Name: "by-hand", Description: "", Type: "SERVICE_CONTROL_POLICY", Content } as const;
        await client.send(new CreatePolicyCommand(made));
        const glue = documentOf([{ Sid: "NoGlue", Effect: "Deny", Action: "glue:CreateJob", Resource: "*" }]);
        const update = { PolicyId: this.#policy("no-glue"), Name: "glue", Content: JSON.stringify(glue) };
        await client.send(new UpdatePolicyCommand(update));
        // The same in other words, which is no change of what it means.
        const queues = documentOf([{ Resource: ["*"], Action: ["SNS:*", "sqs:*"], Effect: "Deny", Sid: "NoQueues" }]);
        const reworded = { PolicyId: this.#policy("no-queues"), Content: JSON.stringify(queues, undefined, 4) };
        await client.send(new UpdatePolicyCommand(reworded));
        const described = { PolicyId: this.#policy("storage"), Description: "Buckets & tokens" };
        await client.send(new UpdatePolicyCommand(described));
        for (const [ResourceId, Key] of [
            [this.#account("data"), "Owner"],
            [this.#unit("Workloads"), "Owner"],
        ] as const) {
            await client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key, Value: "nobody" }] }));
        }
        await client.send(new UntagResourceCommand({ ResourceId: this.#policy("storage"), TagKeys: ["Owner"] }));
    }

    async #changeServices(): Promise<void> {
        const { client } = this.#project;
        const ServicePrincipal = "config.amazonaws.com";
        await client.send(
            new DeregisterDelegatedAdministratorCommand({ ServicePrincipal, AccountId: this.#account("tools") }),
        );
        await client.send(new DisableAWSServiceAccessCommand({ ServicePrincipal }));
        const other = { ServicePrincipal: "ram.amazonaws.com" };
        await client.send(new EnableAWSServiceAccessCommand(other));
        const sso = { ServicePrincipal: "sso.amazonaws.com", AccountId: this.#account("data") };
        await client.send(new RegisterDelegatedAdministratorCommand(sso));
        const RootId = this.#aws.rootId;
        await client.send(new DisablePolicyTypeCommand({ RootId, PolicyType: "TAG_POLICY" }));
        await client.send(new EnablePolicyTypeCommand({ RootId, PolicyType: "BACKUP_POLICY" }));
    }

    async #changePeople(): Promise<void> {
        const admin = new SSOAdminClient(this.#project.aws.clientConfig());
        const directory = new IdentitystoreClient(this.#project.aws.clientConfig());
        const { Instances: [instance] = [] } = await admin.send(new ListInstancesCommand({}));
        const { InstanceArn, IdentityStoreId } = instance ?? assert.fail();
        const { Users = [] } = await directory.send(new ListUsersCommand({ IdentityStoreId }));
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        const user = (name: string) => ({
            UserId: Users.find(({ UserName }) => UserName === name)?.UserId ?? assert.fail(name),
        });
        const group = (name: string): string =>
            Groups.find(({ DisplayName }) => DisplayName === name)?.GroupId ?? assert.fail(name);
        const urn = await this.#project.urnOf("pulumi-nodejs:dynamic/people:PermissionSet", "Helpdesk");
        const PermissionSetArn = (await this.#project.resources()).find((one) => one.urn === urn)?.id;
        const assignment = (name: string, account: string) => ({
            InstanceArn,
            PermissionSetArn,
            PrincipalType: "GROUP" as const,
            PrincipalId: group(name),
            TargetType: "AWS_ACCOUNT" as const,
            TargetId: this.#account(account),
        });
        await admin.send(new CreateAccountAssignmentCommand(assignment("data", "play")));
        await admin.send(new DeleteAccountAssignmentCommand(assignment("shop", "shop-dev")));
        const bob = { IdentityStoreId, GroupId: group("data"), MemberId: user("bob@example.com") };
        await directory.send(new CreateGroupMembershipCommand(bob));
        const ada = { IdentityStoreId, GroupId: group("shop"), MemberId: user("ada@example.com") };
        const { MembershipId } = await directory.send(new GetGroupMembershipIdCommand(ada));
        await directory.send(new DeleteGroupMembershipCommand({ IdentityStoreId, MembershipId }));
        admin.destroy();
        directory.destroy();
    }
}
