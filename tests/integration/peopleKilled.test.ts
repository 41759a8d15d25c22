import assert from "node:assert/strict";
import {
    ListAccountAssignmentsForPrincipalCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { IdentitystoreClient, ListGroupsCommand } from "@aws-sdk/client-identitystore";
import { assertChanges, assertRefused, Project, type Definition } from "./support";

const ACCOUNTS = Array.from({ length: 30 }, (_, index) => `shop-${String(index + 1).padStart(2, "0")}`);
const GROUPS = ["ada", "grace", "linus", "alan", "edsger"].map((name) => `team-${name}`);
const SETS = ["Reader", "Support"];
const ASSIGNMENTS = ACCOUNTS.length * GROUPS.length * SETS.length;

const ALL = { who: GROUPS, permissionSet: SETS, where: "everywhere" };

function definition(access: readonly object[], policies: readonly string[] = ["ReadOnlyAccess"]): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        people: {
            groups: Object.fromEntries(GROUPS.map((key) => [key, {}])),
            permissionSets: {
                Reader: { managedPolicies: ["IAMReadOnlyAccess"] },
                Support: { managedPolicies: policies },
            },
        },
        access,
        units: { Workloads: { accounts: Object.fromEntries(ACCOUNTS.map((key) => [key, {}])) } },
    } as unknown as Definition;
}

describe("access to 300 places (30 accounts, 5 groups, 2 permission sets)", function () {
    this.timeout(480_000);
    let project: Project;
    let admin: SSOAdminClient;
    let directory: IdentitystoreClient;

    before(async () => {
        project = await Project.start({ ownProviders: true, creationSeconds: 0, assignmentSeconds: 0.2 });
        admin = new SSOAdminClient(project.aws.clientConfig());
        directory = new IdentitystoreClient(project.aws.clientConfig());
        // Identity Center can be enabled when the organisation exists: the groups and sets come with the second run.
        await project.apply(definition([]));
        await project.apply(definition([]));
    });
    after(async () => {
        admin.destroy();
        directory.destroy();
        await project.stop();
    });

    async function assignments(): Promise<number> {
        const { Instances: [{ InstanceArn = "", IdentityStoreId = "" } = {}] = [] } = await admin.send(
            new ListInstancesCommand({}),
        );
        const { Groups = [] } = await directory.send(new ListGroupsCommand({ IdentityStoreId }));
        const found = await Promise.all(
            Groups.map(async ({ GroupId }) => {
                const { AccountAssignments = [] } = await admin.send(
                    new ListAccountAssignmentsForPrincipalCommand({
                        InstanceArn,
                        PrincipalId: GroupId,
                        PrincipalType: "GROUP",
                        MaxResults: 100,
                    }),
                );
                return AccountAssignments.length;
            }),
        );
        return found.reduce((sum, count) => sum + count, 0);
    }

    async function callsOf(operation: string): Promise<number> {
        return (await project.mutations()).filter((call) => call === `sso.${operation}`).length;
    }

    it("goes on after kill -9 where it was, although AWS is busy", async () => {
        project.define(definition([ALL]));
        await project.aws.resetCalls();
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("sso.CreateAccountAssignment", run.ended, 100);
        run.kill();
        assert.equal((await run.ended).code, null);
        const cancelled = await project.pulumi("cancel", "--yes", "--stack", "test");
        assert.equal(cancelled.code, 0, cancelled.output);
        await project.aws.advanceSeconds(60);
        const before = await assignments();
        assert.ok(before >= 85 && before < ASSIGNMENTS, String(before));

        await project.aws.resetCalls();
        for (const code of ["ThrottlingException", "ConflictException"]) {
            await project.aws.fault({ operation: "sso.CreateAccountAssignment", times: 10, error: { code } });
        }
        const again = await project.up();
        assert.equal(again.code, 0, again.output);
        assert.match(again.output, /(Reader|Support) of group team-\w+: \d+ of 30 accounts/);
        assert.equal(await assignments(), ASSIGNMENTS);
        assertChanges(await project.preview("--refresh"), {
            unchanged: again.changes.unchanged + again.changes.created,
        });
    });

    it("names the accounts that AWS refuses and why, keeps the others, and can be refreshed and tried again", async () => {
        const added = { ...ALL, who: GROUPS.slice(1) };
        project.define(definition([added]));
        await project.aws.identityCenter({
            failures: [
                { reason: "Received a 429 status error: too fast", kind: "delete", permissionSet: "Reader", times: 2 },
            ],
        });
        const run = await project.up();
        assertRefused(
            run,
            "2 accounts (",
            "AWS did not take Reader away from group team-ada: Received a 429 status error: too fast",
        );
        assert.equal(await assignments(), 4 * 60 + 2);

        assert.equal((await project.refresh("--skip-pending-creates")).code, 0);
        project.define(definition([ALL]));
        await project.aws.identityCenter({
            failures: [{ reason: "Received a 409 status error", kind: "create", permissionSet: "Support", times: 1 }],
        });
        const given = await project.up();
        assertRefused(given, "account ", "AWS did not give group team-ada Support: Received a 409 status error");
        assert.equal(await assignments(), ASSIGNMENTS - 1);
        const again = await project.upAsMake();
        assert.equal(again.code, 0, again.output);
        assert.equal(await assignments(), ASSIGNMENTS);
    });

    it("provisions once for all changes of a permission set; a failure is named, and the next run tries it again", async () => {
        project.define(definition([ALL], ["AmazonS3ReadOnlyAccess", "IAMReadOnlyAccess"]));
        await project.aws.resetCalls();
        await project.aws.identityCenter({
            failures: [{ reason: "Received a 403 status error: locked", kind: "provision", times: 1 }],
        });
        const run = await project.up();
        assertRefused(run, "permission set Support: account", "Received a 403 status error: locked");
        assert.equal(await callsOf("ProvisionPermissionSet"), 1);

        await project.aws.resetCalls();
        const again = await project.upAsMake();
        assert.equal(again.code, 0, again.output);
        assert.equal(await callsOf("ProvisionPermissionSet"), 1);
        assertChanges(await project.preview("--refresh"), { unchanged: again.changes.unchanged + 1 });
    });
});
