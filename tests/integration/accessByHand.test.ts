import assert from "node:assert/strict";
import {
    CreateGroupMembershipCommand,
    CreateUserCommand,
    IdentitystoreClient,
    ListUsersCommand,
} from "@aws-sdk/client-identitystore";
import {
    AttachManagedPolicyToPermissionSetCommand,
    CreateAccountAssignmentCommand,
    DeleteAccountAssignmentCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { assertChanges, Project, type Definition } from "./support";

function definition(policies: readonly string[] = ["ReadOnlyAccess"]): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        people: {
            groups: { shop: { description: "The shop" } },
            users: { "ada@example.com": { name: "Ada Lovelace" } },
            permissionSets: { Helpdesk: { managedPolicies: policies } },
        },
        access: [{ who: "shop", permissionSet: "Helpdesk", where: ["shop-dev", "shop-prod"] }],
        units: { Workloads: { accounts: { "shop-dev": {}, "shop-prod": {}, "data-dev": {} } } },
    } as unknown as Definition;
}

describe("access that was changed by hand", function () {
    this.timeout(480_000);
    let project: Project;
    let admin: SSOAdminClient;
    let directory: IdentitystoreClient;

    before(async () => {
        project = await Project.start({ creationSeconds: 0, assignmentSeconds: 0 });
        directory = new IdentitystoreClient(project.aws.clientConfig());
        admin = new SSOAdminClient(project.aws.clientConfig());
        await project.apply(definition());
        await project.apply(definition());
    });
    after(async () => {
        admin.destroy();
        directory.destroy();
        await project.stop();
    });

    async function assignmentIn(account: string) {
        const urn = await project.urnOf("pulumi-nodejs:dynamic/people:AccountAccess", "Helpdesk@shop");
        const { id = "" } = (await project.resources()).find((one) => one.urn === urn) ?? {};
        const [, PrincipalId = "", PermissionSetArn = ""] = id.split(",");
        const { accounts } = await project.outputs();
        return {
            InstanceArn: PermissionSetArn.replace(/permissionSet\/(.*)\/.*/, "instance/$1"),
            PermissionSetArn,
            PrincipalType: "GROUP" as const,
            PrincipalId,
            TargetType: "AWS_ACCOUNT" as const,
            TargetId: accounts[account]?.id ?? assert.fail(account),
        };
    }

    it("is not shown as changed because the policies of its permission set are: only the set is updated", async () => {
        project.define(definition(["ReadOnlyAccess", "IAMReadOnlyAccess"]));
        const preview = await project.preview();
        assertChanges(preview, { updated: 1, unchanged: preview.changes.unchanged });
        assert.doesNotMatch(preview.output, /AccountAccess/);
        assertChanges(await project.up(), { updated: 1, unchanged: preview.changes.unchanged });
        assertChanges(await project.preview(), { unchanged: preview.changes.unchanged + 1 });
    });

    it("is named by a refresh: what was attached, where access is missing, and where somebody has it too", async () => {
        const [prod, data] = [await assignmentIn("shop-prod"), await assignmentIn("data-dev")];
        const { InstanceArn, PermissionSetArn } = prod;
        await admin.send(new DeleteAccountAssignmentCommand(prod));
        await admin.send(new CreateAccountAssignmentCommand(data));
        await admin.send(
            new AttachManagedPolicyToPermissionSetCommand({
                InstanceArn,
                PermissionSetArn,
                ManagedPolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
            }),
        );
        const preview = await project.preview("--refresh", "--diff");
        for (const said of [
            "outside of this stack, permission set Helpdesk was changed: AdministratorAccess attached. `up --refresh` takes that back",
            `outside of this stack, Helpdesk was taken away from group shop in shop-prod (${prod.TargetId}); \`up --refresh\` gives it again`,
            `outside of this stack, Helpdesk was given to group shop in data-dev (${data.TargetId}); \`up --refresh\` takes it away`,
        ]) {
            assert.ok(preview.output.includes(said), preview.output);
        }
        // Pulumi's own difference has it too.
        assert.match(preview.output, /~ \[0\]: "AdministratorAccess" => "IAMReadOnlyAccess"/);
        assertChanges(preview, { updated: 2, unchanged: preview.changes.unchanged });

        const run = await project.up("--refresh");
        assert.equal(run.code, 0, run.output);
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
        assert.doesNotMatch(again.output, /outside of this stack/);
    });

    it("is listed by `org access --in-aws` where no refresh sees it: memberships, and people whom no line names", async () => {
        const same = await project.org(["access", "--in-aws"]);
        assert.equal(same.code, 0, same.output);
        assert.match(same.output, /have what it says, and nothing else/);

        const { PrincipalId: GroupId, ...assignment } = await assignmentIn("shop-dev");
        const { InstanceArn } = assignment;
        const { Instances = [] } = await admin.send(new ListInstancesCommand({}));
        const IdentityStoreId = Instances.find((one) => one.InstanceArn === InstanceArn)?.IdentityStoreId;
        const { Users = [] } = await directory.send(new ListUsersCommand({ IdentityStoreId }));
        const { UserId: PrincipalId = "" } = await directory.send(
            new CreateUserCommand({
                IdentityStoreId,
                UserName: "eve@example.com",
                DisplayName: "Eve",
                Name: { GivenName: "Eve", FamilyName: "Online" },
                Emails: [{ Value: "eve@example.com", Primary: true }],
            }),
        );
        await admin.send(new CreateAccountAssignmentCommand({ ...assignment, PrincipalType: "USER", PrincipalId }));
        const MemberId = { UserId: Users[0]?.UserId ?? "" };
        await directory.send(new CreateGroupMembershipCommand({ IdentityStoreId, GroupId, MemberId }));
        await admin.send(new DeleteAccountAssignmentCommand(await assignmentIn("shop-prod")));

        const preview = await project.preview();
        assertChanges(preview, { unchanged: preview.changes.unchanged });
        const shown = await project.org(["access", "--in-aws"]);
        assert.equal(shown.code, 5, shown.output);
        assert.equal(
            shown.output.trim(),
            [
                "AWS has what the definition does not give. Remove it in the console of IAM Identity Center, or write it into the definition:",
                "  ada@example.com in group shop",
                "  eve@example.com: Helpdesk in shop-dev",
                "AWS lacks what the definition gives. `pulumi up --refresh` gives it:",
                "  group shop: Helpdesk in shop-prod",
            ].join("\n"),
        );
    });
});
