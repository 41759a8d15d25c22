import assert from "node:assert/strict";
import { IdentitystoreClient, ListGroupMembershipsCommand, ListGroupsCommand } from "@aws-sdk/client-identitystore";
import {
    CreateAccountAssignmentCommand,
    DeleteInlinePolicyFromPermissionSetCommand,
    ListAccountAssignmentsForPrincipalCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const DAY = 24 * 60 * 60 * 1000;

const UNITS = {
    Workloads: {
        kind: "workloads",
        units: {
            Production: { accounts: { "shop-prod": { tags: { Team: "shop" } } } },
            NonProduction: {
                accounts: { "shop-dev": { tags: { Team: "shop" } }, "data-dev": { tags: { Team: "data" } } },
            },
        },
    },
};

/** With one more account. */
const GROWN = structuredClone(UNITS);
Object.assign(GROWN.Workloads.units.NonProduction.accounts, { "shop-test": { tags: { Team: "shop" } } });

const PEOPLE = {
    groups: { "shop-developers": { description: "Developers of the shop" } },
    users: {
        "ada@example.com": { name: "Ada Lovelace", groups: ["shop-developers"] },
        "grace@example.com": { name: "Grace Hopper" },
    },
    permissionSets: {
        Developer: { library: "developer" },
        Support: { managedPolicies: ["ReadOnlyAccess"], session: "90m", tags: { Team: "support" } },
    },
};

const ACCESS: object[] = [
    {
        who: "shop-developers",
        permissionSet: ["Developer", "Support"],
        where: { tags: { Team: "shop" } },
        except: ["Workloads/Production"],
    },
    { who: "grace@example.com", permissionSet: "break-glass", where: "everywhere", because: "emergencies" },
    { who: "grace@example.com", permissionSet: "break-glass", where: { managementAccount: true } },
];

function definition(people: object = PEOPLE, access: object[] = ACCESS, units: object = UNITS): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com", tags: { Organization: "acme" } },
        people,
        access,
        units,
    } as Definition;
}

describe("people", function () {
    this.timeout(480_000);
    let project: Project;
    let admin: SSOAdminClient;
    let directory: IdentitystoreClient;

    before(async () => {
        project = await Project.start();
        admin = new SSOAdminClient(project.aws.clientConfig());
        directory = new IdentitystoreClient(project.aws.clientConfig());
    });
    after(async () => {
        admin.destroy();
        directory.destroy();
        await project.stop();
    });

    async function idOf(type: string, name: string): Promise<string> {
        const urn = await project.urnOf(type, name);
        return (await project.resources()).find((one) => one.urn === urn)?.id ?? "";
    }

    async function instance(): Promise<{ InstanceArn: string; IdentityStoreId: string }> {
        const { Instances = [] } = await admin.send(new ListInstancesCommand({}));
        const [{ InstanceArn = "", IdentityStoreId = "" } = {}] = Instances;
        return { InstanceArn, IdentityStoreId };
    }

    /** The keys of the accounts in which a group has something, by the number of permission sets. */
    async function accountsOf(group: string): Promise<Record<string, number>> {
        const { InstanceArn, IdentityStoreId } = await instance();
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        const PrincipalId = Groups.find(({ DisplayName }) => DisplayName === group)?.GroupId;
        const { AccountAssignments = [] } = await admin.send(
            new ListAccountAssignmentsForPrincipalCommand({ InstanceArn, PrincipalId, PrincipalType: "GROUP" }),
        );
        const { accounts } = await project.outputs();
        const keys = new Map(Object.entries(accounts).map(([key, one]) => [one?.id, key] as const));
        const counts: Record<string, number> = {};
        for (const { AccountId } of AccountAssignments) {
            const key = keys.get(AccountId ?? "") ?? AccountId ?? "";
            counts[key] = (counts[key] ?? 0) + 1;
        }
        return counts;
    }

    it("get what the definition says, and a second run changes nothing", async () => {
        project.define(definition());
        assert.match((await project.preview()).output, /people wait for the next run/);
        await project.up();
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await accountsOf("shop-developers"), { "shop-dev": 2 });
        const { IdentityStoreId } = await instance();
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        const { GroupMemberships = [] } = await directory.send(
            new ListGroupMembershipsCommand({ IdentityStoreId, GroupId: Groups[0]?.GroupId }),
        );
        assert.equal(GroupMemberships.length, 1);
        await project.aws.resetCalls();
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
        const counts = Object.entries(await project.aws.calls()).filter(([call]) => call.startsWith("sso."));
        // Each call says of a permission set what no other says. A principal has one, whatever it has where.
        assert.deepEqual(Object.fromEntries(counts.filter(([, count]) => count > 0)), {
            "sso.ListInstances": 1,
            "sso.DescribePermissionSet": 3,
            "sso.GetInlinePolicyForPermissionSet": 3,
            "sso.GetPermissionsBoundaryForPermissionSet": 3,
            "sso.ListAccountsForProvisionedPermissionSet": 3,
            "sso.ListCustomerManagedPolicyReferencesInPermissionSet": 3,
            "sso.ListManagedPoliciesInPermissionSet": 3,
            "sso.ListTagsForResource": 3,
            "sso.ListAccountAssignmentsForPrincipal": 2,
        });
    });

    it("who join a team have its accounts, and a new account has its people", async () => {
        const users = { ...PEOPLE.users, "linus@example.com": { name: "Linus Torvalds", groups: ["shop-developers"] } };
        project.define(definition({ ...PEOPLE, users }, ACCESS, GROWN));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        // The account with its component, the user, the membership; the access of the group (twice) and of Grace, who is everywhere.
        assertChanges(run, { created: 4, updated: 3, unchanged: run.changes.unchanged });
        assert.deepEqual(await accountsOf("shop-developers"), { "shop-dev": 2, "shop-test": 2 });
    });

    it("changed by hand are seen by a refresh, and come back", async () => {
        const { InstanceArn } = await instance();
        const { accounts } = await project.outputs();
        const [access, developer] = await Promise.all([
            idOf("pulumi-nodejs:dynamic/people:AccountAccess", "Support@shop-developers"),
            idOf("pulumi-nodejs:dynamic/people:PermissionSet", "Developer"),
        ]);
        const [, PrincipalId = "", PermissionSetArn = ""] = access.split(",");
        await admin.send(
            new CreateAccountAssignmentCommand({
                InstanceArn,
                PermissionSetArn,
                PrincipalType: "GROUP",
                PrincipalId,
                TargetType: "AWS_ACCOUNT",
                TargetId: accounts["shop-prod"]?.id,
            }),
        );
        await admin.send(
            new DeleteInlinePolicyFromPermissionSetCommand({
                InstanceArn,
                PermissionSetArn: developer,
            }),
        );
        const preview = await project.preview("--refresh");
        assert.equal(preview.changes.updated, 2, preview.output);
        const run = await project.up("--refresh");
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await accountsOf("shop-developers"), { "shop-dev": 2, "shop-test": 2 });
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
    });

    it("whose last way in would be taken away are kept: the run is refused", async () => {
        project.define(definition(PEOPLE, ACCESS.slice(0, 1), GROWN));
        assertRefused(await project.up(), "withoutAdministrator");
    });

    it("get another name and address in place; another key with the same address is refused", async () => {
        const groupsNamed = { "shop-developers": { ...PEOPLE.groups["shop-developers"], name: "Shop developers" } };
        const grace = PEOPLE.users["grace@example.com"];
        const named = (users: object): Definition =>
            definition(
                { ...PEOPLE, groups: groupsNamed, users: { "grace@example.com": grace, ...users } },
                ACCESS,
                GROWN,
            );
        const groups = ["shop-developers"];
        const id = await idOf("aws:identitystore/user:User", "ada@example.com");
        const king = { name: "Ada King", email: "ada.king@example.com", groups };
        assertChanges(await project.apply(named({ "ada@example.com": king })), {
            updated: 2,
            deleted: 2,
            unchanged: 31,
        });
        assert.equal(await idOf("aws:identitystore/user:User", "ada@example.com"), id);
        assert.deepEqual(await accountsOf("Shop developers"), { "shop-dev": 2, "shop-test": 2 });
        project.define(named({ "ada.king": king }));
        assertRefused(
            await project.preview(),
            "user ada.king has the e-mail address of user ada@example.com",
            "keep the key ada@example.com",
        );
        assertChanges(await project.apply(definition(PEOPLE, ACCESS, GROWN)), { updated: 2, unchanged: 31 });
    });

    it("lose what ends by the day after its last one", async () => {
        const until = new Date(Date.now() + DAY).toISOString().slice(0, 10);
        const [first, ...others] = ACCESS;
        const access = [{ ...first, until }, ...others];
        assertChanges(await project.apply(definition(PEOPLE, access, GROWN)), { unchanged: 33 });
        assertChanges(await project.preview(), { unchanged: 33 });
        await project.aws.advanceDays(2);
        const preview = await project.preview();
        assert.match(
            preview.output,
            /group shop-developers \(1 person\) loses Developer in shop-dev and shop-test, because its last day has passed/,
        );
        assertChanges(await project.up(), { deleted: 2, unchanged: 31 });
        assert.deepEqual(await accountsOf("shop-developers"), {});
    });

    it("and everything of them goes when the definition has nothing of them", async () => {
        const { acknowledge } = {
            acknowledge: {
                withoutAdministrator: ["managementAccount", "shop-prod", "shop-dev", "shop-test", "data-dev"],
            },
        };
        const run = await project.apply(definition({ acknowledge }, [], GROWN));
        assert.equal(run.changes.deleted, 8, run.output);
        const { IdentityStoreId } = await instance();
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        assert.deepEqual(Groups, []);
    });
});
