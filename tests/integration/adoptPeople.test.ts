import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    EnableAWSServiceAccessCommand,
    MoveAccountCommand,
    OrganizationsClient,
    RegisterDelegatedAdministratorCommand,
    TagResourceCommand,
} from "@aws-sdk/client-organizations";
import {
    AttachManagedPolicyToPermissionSetCommand,
    PutInlinePolicyToPermissionSetCommand,
    PutPermissionsBoundaryToPermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { CreateUserCommand } from "@aws-sdk/client-identitystore";
import { parse } from "yaml";
import { Fixture } from "../local/fixture";
import { NewIdentityCenter, policyArn, type Principal } from "../local/identityCenter/newIdentityCenter";
import { assertChanges, Project } from "./support";

const INLINE =
    '{\n  "Version": "2012-10-17",\n  "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}\n}';

describe("org adopt: people", function () {
    this.timeout(300_000);
    let project: Project;
    const center = new NewIdentityCenter();

    before(async () => {
        project = await Project.start();
        await make();
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    /** People as somebody has set them up by hand: some that a definition can say, some that it cannot. */
    async function make(): Promise<void> {
        const { aws, client } = project;
        center.aws = aws;
        center.organizations = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        const { root, management } = await fixture.createOrganization("ALL");
        await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "sso.amazonaws.com" }));
        const unit = await fixture.createUnit(root, "Workloads");
        const ids: string[] = [];
        for (const [name, Team] of Object.entries({ shop: "shop", store: "shop", data: "data", tools: "tools" })) {
            const AccountId = await fixture.createAccount(name, { Team });
            ids.push(AccountId);
            if (name === "tools") continue;
            await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unit }));
        }
        // Admin is used in the management account and elsewhere, so this administrator cannot manage it. It exists all the same.
        await client.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: ids[3], ServicePrincipal: "sso.amazonaws.com" }),
        );
        // A tag of everything becomes one of the defaults, which nothing that is taken over may get.
        for (const ResourceId of [unit, ...ids]) {
            await client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: "Company", Value: "acme" }] }));
        }
        await center.inRegion("us-east-1");
        await makePeople(management, ids);
    }

    async function makePeople(
        management: string,
        [shop = "", store = "", data = "", tools = ""]: string[],
    ): Promise<void> {
        const ada = await center.user("ada@example.com");
        const grace = await center.user("grace@example.com");
        await center.directory.send(
            new CreateUserCommand({
                IdentityStoreId: center.store,
                UserName: "linus",
                DisplayName: "Linus",
                Name: { GivenName: "Linus", FamilyName: "Torvalds", MiddleName: "B." },
                Title: "Engineer",
                Emails: [{ Value: "linus@example.com", Primary: true, Type: "other" }],
            }),
        );
        const developers = await center.group("shop-developers", ada);
        const admins = await center.group("Platform admins", ada, grace);
        const [reader, admin, own] = [
            await center.permissionSet("ReadOnly", { SessionDuration: "PT1H30M", Description: "Reads" }),
            await center.permissionSet("Admin", { Tags: [{ Key: "Owner", Value: "platform" }] }),
            await center.permissionSet("Own", { RelayState: "https://console.aws.amazon.com/s3" }),
        ];
        const InstanceArn = center.instance;
        for (const [PermissionSetArn, policy] of [
            [reader, "ReadOnlyAccess"],
            [admin, "AdministratorAccess"],
        ] as const) {
            await center.admin.send(
                new AttachManagedPolicyToPermissionSetCommand({
                    InstanceArn,
                    PermissionSetArn,
                    ManagedPolicyArn: policyArn(policy),
                }),
            );
        }
        await center.admin.send(
            new PutInlinePolicyToPermissionSetCommand({ InstanceArn, PermissionSetArn: own, InlinePolicy: INLINE }),
        );
        await center.admin.send(
            new PutPermissionsBoundaryToPermissionSetCommand({
                InstanceArn,
                PermissionSetArn: own,
                PermissionsBoundary: { ManagedPolicyArn: policyArn("PowerUserAccess") },
            }),
        );
        const give = async (who: Principal, set: string, ...accounts: string[]): Promise<void> => {
            for (const account of accounts) await center.assign(who, set, account);
        };
        await give(developers, reader, shop, store);
        await give(developers, own, shop, store);
        await give(admins, admin, management, shop, store, data, tools);
        await give(grace, reader, tools);
    }

    it("is left alone where AWS denies it, which the summary says", async () => {
        const error = { code: "AccessDeniedException", message: "not allowed", status: 400 };
        await project.aws.fault({ operation: "sso.ListPermissionSets", error, times: 9 });
        const run = await project.org(["adopt", "--dry-run", "--fresh"]);
        await project.aws.clearFaults();
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /people of IAM Identity Center: not read \(AccessDeniedException: not allowed\)/);
        fs.rmSync(path.join(project.folder, ".local", "adopt"), { recursive: true, force: true });
    });

    it("reads who may do what where, as a person would write it, without one call that changes AWS", async () => {
        await project.aws.resetCalls();
        const run = await project.org(["adopt", "--yes", "--fresh"]);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await project.mutations(), []);
        const folder = path.join(project.folder, "organizations", "test");
        const text = fs
            .readdirSync(folder)
            .map((file) => fs.readFileSync(path.join(folder, file), "utf8"))
            .join("\n");
        const { people, access } = parse(text) as { people: Record<string, Record<string, object>>; access: object[] };
        assert.deepEqual(people["acknowledge"], { notDelegated: ["Admin"] });
        assert.deepEqual(access, [
            { who: "Platform admins", permissionSet: "Admin", where: "everywhere" },
            { who: "Platform admins", permissionSet: "Admin", where: { managementAccount: true } },
            { who: "grace@example.com", permissionSet: "ReadOnly", where: ["tools"] },
            { who: "shop-developers", permissionSet: ["Own", "ReadOnly"], where: { tags: { Team: "shop" } } },
        ]);
        assert.deepEqual(Object.keys(people["users"] ?? {}), ["ada@example.com", "grace@example.com"]);
        assert.deepEqual(
            Object.entries(people["permissionSets"] ?? {}).map(([key, set]) => [key, { ...set, id: "" }]),
            [
                [
                    "Admin",
                    {
                        id: "",
                        session: "1h",
                        managedPolicies: ["AdministratorAccess"],
                        tags: { Owner: "platform" },
                        breakGlass: true,
                    },
                ],
                [
                    "Own",
                    {
                        id: "",
                        session: "1h",
                        inlinePolicy: JSON.parse(INLINE) as object,
                        boundary: { managed: "PowerUserAccess" },
                        relayState: "https://console.aws.amazon.com/s3",
                    },
                ],
                ["ReadOnly", { id: "", description: "Reads", session: "90m", managedPolicies: ["ReadOnlyAccess"] }],
            ],
        );
    });

    it("leaves nothing to change, also after a refresh", async () => {
        await project.aws.resetCalls();
        const preview = await project.preview("--refresh");
        assertChanges(preview, { unchanged: preview.changes.unchanged });
        const run = await project.up();
        assertChanges(run, { unchanged: run.changes.unchanged });
        assert.deepEqual(await project.mutations(), []);
    });
});
