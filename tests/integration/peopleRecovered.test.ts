import assert from "node:assert/strict";
import { IdentitystoreClient, ListGroupsCommand, ListUsersCommand } from "@aws-sdk/client-identitystore";
import {
    ListAccountAssignmentsForPrincipalCommand,
    ListInstancesCommand,
    ListPermissionSetsCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { Fault } from "../local/server";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const ACCOUNTS = Array.from({ length: 6 }, (_, index) => `shop-${index + 1}`);

const ADA = "ada@example.com";
const BOB = "bob@example.com";

interface People {
    /** Besides the group shop. */
    readonly groups?: object;
    readonly users?: object;
    readonly permissionSets?: object;
    /** Where the group shop has Reader. */
    readonly where?: readonly string[] | "everywhere";
    readonly accounts?: readonly string[];
}

function definition({ groups, users, permissionSets, where, accounts = ACCOUNTS }: People = {}): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        people: {
            groups: { shop: { description: "The shop" }, ...groups },
            users: { [ADA]: { name: "Ada Lovelace" }, ...users },
            permissionSets: { Reader: { managedPolicies: ["ReadOnlyAccess"] }, ...permissionSets },
        },
        ...(where && { access: [{ who: "shop", permissionSet: "Reader", where }] }),
        units: { Workloads: { accounts: Object.fromEntries(accounts.map((key) => [key, {}])) } },
    } as unknown as Definition;
}

/** AWS throttles a call for longer than the run lives. */
const throttled = (operation: string): Fault => ({
    operation,
    times: 100_000,
    error: { code: "ThrottlingException" },
});

/** Something of everything that a run gives people. */
const MORE: People = {
    groups: { data: { description: "Data" } },
    users: { [ADA]: { name: "Ada Lovelace", groups: ["shop"] }, [BOB]: { name: "Bob Byron" } },
    permissionSets: { Support: { managedPolicies: ["IAMReadOnlyAccess"], description: "Helps" } },
    where: "everywhere",
};

describe("what a killed run has given people, and org recover", function () {
    this.timeout(480_000);
    let project: Project;
    let admin: SSOAdminClient;
    let directory: IdentitystoreClient;

    before(async () => {
        project = await Project.start({ ownProviders: true, creationSeconds: 0, assignmentSeconds: 2 });
        admin = new SSOAdminClient(project.aws.clientConfig());
        directory = new IdentitystoreClient(project.aws.clientConfig());
        // As on a real AWS, a throttled call is repeated and not given up.
        const set = await project.pulumi("config", "set", "aws:maxRetries", "25", "--stack", "test");
        assert.equal(set.code, 0, set.output);
        await project.apply(definition());
        await project.apply(definition());
    });
    after(async () => {
        admin.destroy();
        directory.destroy();
        await project.stop();
    });

    async function inAws() {
        const { Instances: [{ InstanceArn = "", IdentityStoreId = "" } = {}] = [] } = await admin.send(
            new ListInstancesCommand({}),
        );
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        const { Users = [] } = await directory.send(new ListUsersCommand({ IdentityStoreId }));
        const { PermissionSets = [] } = await admin.send(new ListPermissionSetsCommand({ InstanceArn }));
        const { AccountAssignments = [] } = await admin.send(
            new ListAccountAssignmentsForPrincipalCommand({
                InstanceArn,
                PrincipalId: Groups.find(({ DisplayName }) => DisplayName === "shop")?.GroupId,
                PrincipalType: "GROUP",
            }),
        );
        return {
            groups: Groups.map(({ DisplayName = "" }) => DisplayName).sort(),
            users: Users.map(({ UserName = "" }) => UserName).sort(),
            permissionSets: PermissionSets.length,
            accounts: AccountAssignments.length,
        };
    }

    /** Runs `up`, and kills it while it waits for answers: AWS has made all of `made`, and `times` of `last`. */
    async function killAfter(made: readonly string[], last: string, times: number): Promise<void> {
        await project.aws.resetCalls();
        for (const operation of made) {
            await project.aws.fault({ operation, drop: "after" });
            await project.aws.fault(throttled(operation));
        }
        await project.aws.fault({ operation: last, times });
        await project.aws.fault(throttled(last));
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await Promise.all(made.map((operation) => project.executed(operation, run.ended)));
        await project.executed(last, run.ended, times);
        run.kill();
        assert.equal((await run.ended).code, null);
        await project.aws.clearFaults();
    }

    async function cancel(): Promise<void> {
        const cancelled = await project.pulumi("cancel", "--yes", "--stack", "test");
        assert.equal(cancelled.code, 0, cancelled.output);
    }

    const killWhileGiving = (): Promise<void> =>
        killAfter(
            [
                "identitystore.CreateGroup",
                "identitystore.CreateUser",
                "identitystore.CreateGroupMembership",
                "sso.CreatePermissionSet",
            ],
            "sso.CreateAccountAssignment",
            3,
        );

    it("is shown, put into the state only after a yes, and taken away by the next `up` where its line is removed", async () => {
        project.define(definition(MORE));
        await killWhileGiving();
        await project.aws.advanceSeconds(60);
        const killed = await inAws();
        assert.deepEqual(killed, { groups: ["data", "shop"], users: [ADA, BOB], permissionSets: 2, accounts: 3 });

        // Without the command, a run that would leave it in AWS is refused.
        await cancel();
        project.define(definition());
        assertRefused(await project.up(), "a run was killed while it made", "Reader@shop", "Run `./org recover`");

        const before = await project.pulumi("stack", "export", "--stack", "test");
        const shown = await project.org(["recover", "--dry-run"]);
        assert.equal(shown.code, 0, shown.output);
        for (const line of [
            /Put into the state what AWS has of AccountAccess Reader@shop, which was being created: in 3 of 6 accounts \(\d{12}, /,
            /what AWS has of Group data, which was being created: as /,
            /what AWS has of User bob@example\.com, /,
            /what AWS has of GroupMembership ada@example\.com@shop, /,
            /what AWS has of PermissionSet Support, which was being created: as arn:aws:sso:::permissionSet/,
        ]) {
            assert.match(shown.output, line);
        }
        assert.equal((await project.pulumi("stack", "export", "--stack", "test")).output, before.output);

        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);
        assert.match(recovered.output, /The state has what AWS has of .*AccountAccess Reader@shop/);

        const preview = await project.preview();
        assert.doesNotMatch(preview.output, /pending operations/);
        assertChanges(preview, { deleted: 5, unchanged: preview.changes.unchanged });
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await inAws(), { groups: ["shop"], users: [ADA], permissionSets: 1, accounts: 0 });
        assert.match((await project.org(["recover"])).output, /^Nothing is in the way of the next `up`/);
    });

    it("is completed by the next `up` where its line stays, and then nothing is left to change", async () => {
        project.define(definition(MORE));
        await killWhileGiving();
        // AWS has not finished what the run has asked for: the command waits.
        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);
        assert.match(recovered.output, /AccountAccess Reader@shop, which was being created: in 3 of 6 accounts/);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        // The policies of Support, and the other accounts of Reader@shop.
        assertChanges(run, { updated: 2, unchanged: run.changes.unchanged });
        assert.equal((await inAws()).accounts, 6);
        assertChanges(await project.preview("--refresh"), { unchanged: run.changes.unchanged + 2 });
    });

    it("is found too if the run was giving more of what people had, or was taking it away", async () => {
        const some = ["shop-1", "shop-2"];
        await project.apply(definition({ ...MORE, where: some }));
        project.define(definition({ ...MORE, where: "everywhere" }));
        await killAfter([], "sso.CreateAccountAssignment", 2);
        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);
        assert.match(recovered.output, /AccountAccess Reader@shop, which was being changed: in 4 of 6 accounts/);
        project.define(definition({ ...MORE, where: some }));
        assert.equal((await project.up()).code, 0);
        assert.equal((await inAws()).accounts, 2);

        project.define(definition({ ...MORE, where: ["shop-1"] }));
        await killAfter([], "sso.DeleteAccountAssignment", 1);
        await cancel();
        // AWS has finished what the run has asked for. `org recover` would wait for that.
        await project.aws.advanceSeconds(60);
        project.define(definition({ ...MORE, where: some }));
        assert.match((await project.preview()).output, /warning: A run was killed while it changed Reader@shop/);
        const run = await project.upAsMake();
        assert.equal(run.code, 0, run.output);
        assert.equal((await inAws()).accounts, 2);
    });
});
