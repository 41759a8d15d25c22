import assert from "node:assert/strict";
import {
    ListAccountAssignmentsForPrincipalCommand,
    ListInstancesCommand,
    SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { GetGroupIdCommand, IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { assertChanges, Project, type Definition } from "./support";

const ACCOUNTS = Array.from({ length: 100 }, (_, index) => `a${index}`);

/** A hundred accounts in which a group has three permission sets: 300 assignments. */
function definition(hasAccess: boolean): Definition {
    return {
        organization: { serviceAccess: ["sso.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        ...(hasAccess && {
            people: { groups: { platform: {} } },
            access: [{ who: "platform", permissionSet: ["read-only", "power-user", "billing"], where: "everywhere" }],
        }),
        units: { Workloads: { accounts: Object.fromEntries(ACCOUNTS.map((key) => [key, {}])) } },
    } as Definition;
}

describe("300 assignments", function () {
    this.timeout(600_000);
    let project: Project;
    let admin: SSOAdminClient;

    before(async () => {
        project = await Project.start();
        admin = new SSOAdminClient(project.aws.clientConfig());
        await project.apply(definition(false));
    });
    after(async () => {
        admin.destroy();
        await project.stop();
    });

    async function assignments(): Promise<number> {
        const { Instances = [] } = await admin.send(new ListInstancesCommand({}));
        const [{ InstanceArn, IdentityStoreId } = {}] = Instances;
        const directory = new IdentitystoreClient(project.aws.clientConfig());
        const UniqueAttribute = { AttributePath: "displayName", AttributeValue: "platform" };
        const { GroupId } = await directory.send(
            new GetGroupIdCommand({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } }),
        );
        directory.destroy();
        let [count, NextToken]: [number, string | undefined] = [0, undefined];
        do {
            const page: { AccountAssignments?: unknown[]; NextToken?: string } = await admin.send(
                new ListAccountAssignmentsForPrincipalCommand({
                    InstanceArn,
                    PrincipalId: GroupId,
                    PrincipalType: "GROUP",
                    NextToken,
                }),
            );
            count += page.AccountAssignments?.length ?? 0;
            NextToken = page.NextToken;
        } while (NextToken !== undefined);
        return count;
    }

    it("go on where a run was that was killed in the middle, also while AWS is busy", async () => {
        project.define(definition(true));
        const run = project.start("up", "--yes", "--skip-preview", "--stack", "test");
        await project.executed("sso.CreateAccountAssignment", run.ended, 120);
        run.kill();
        await run.ended;
        const done = await assignments();
        assert.ok(done > 100 && done < 300, `${done} were given when it was killed`);

        await project.pulumi("cancel", "--yes", "--stack", "test");
        await project.aws.resetCalls();
        await project.aws.fault({
            operation: "sso.CreateAccountAssignment",
            times: 20,
            error: { code: "ThrottlingException" },
        });
        const next = await project.up();
        assert.equal(next.code, 0, next.output);
        assert.equal(await assignments(), 300);
        const calls = (await project.mutations()).filter((call) => call === "sso.CreateAccountAssignment");
        assert.ok(calls.length <= 300 - done + 20, `${calls.length} calls for the last ${300 - done}`);
        assertChanges(await project.preview("--refresh"), { unchanged: next.changes.unchanged + next.changes.created });
    });

    it("which AWS refuses in some accounts are given in the others; the message has the account and AWS's reason", async () => {
        const { accounts } = await project.outputs();
        const { a7, a8 } = accounts;
        await project.aws.identityCenter({ failures: [{ account: a7?.id ?? "", reason: "The role is in use" }] });
        const wider = definition(true) as { access: object[] };
        wider.access.push({ who: "platform", permissionSet: "security-audit", where: ["a7", "a8"] });
        project.define(wider as Definition);
        const run = await project.up();
        assert.notEqual(run.code, 0);
        assert.match(
            run.output,
            new RegExp(`account ${a7?.id}: AWS did not give group platform security-audit: The role is in use`),
        );
        assert.equal(await assignments(), 301);
        assert.ok(a8);
        await project.aws.identityCenter({ failures: [] });
        assert.match((await project.up()).output, /First run `pulumi refresh/);
        await project.pulumi("refresh", "--yes", "--skip-preview", "--stack", "test");
        const next = await project.up();
        assert.equal(next.code, 0, next.output);
        assert.equal(await assignments(), 302);
        const again = await project.preview("--refresh");
        assertChanges(again, { unchanged: again.changes.unchanged });
    });
});
