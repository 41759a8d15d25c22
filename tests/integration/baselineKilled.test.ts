import assert from "node:assert/strict";
import {
    CreateAccountCommand,
    DescribeCreateAccountStatusCommand,
    MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { CreateStackSetCommand } from "@aws-sdk/client-cloudformation";
import { BaselineInAws } from "./baselineInAws";
import { assertChanges, assertRefused, inAws, Project, type Definition } from "./support";

const ACCOUNTS = Array.from({ length: 6 }, (_, index) => `shop-${index + 1}`);

function role(name: string, description: string): object {
    const statements = [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }];
    return { roles: { [name]: { trust: { services: "lambda.amazonaws.com" }, description, statements } } };
}

function definition(baseline: object, states: Readonly<Record<string, object>> = {}): Definition {
    const accounts = Object.fromEntries(ACCOUNTS.map((key) => [key, states[key] ?? {}]));
    return {
        organization: {
            serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"],
            breakGlassRole: "BreakGlass",
        },
        defaults: { email: "aws+{account}@example.com" },
        rollOut: { concurrency: 1 },
        units: { Workloads: { baseline, accounts }, Empty: { baseline: { empty: role("nobody", "not yet") } } },
    } as unknown as Definition;
}

describe("a baseline that is interrupted", function () {
    this.timeout(600_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ ownProviders: true, creationSeconds: 0, stackSeconds: 1 });
        baseline = new BaselineInAws(project);
        await project.apply(definition({}));
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    async function applied(said: Definition): Promise<void> {
        project.define(said);
        const { code, output } = await project.up();
        assert.equal(code, 0, output);
    }

    it("is taken over after kill -9 by its tag, and goes on where AWS is", async () => {
        project.define(definition({ oncall: role("oncall", "one") }));
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("cloudformation.CreateStackInstances", run.ended, 1);
        run.kill();
        assert.equal((await run.ended).code, null);
        const cancelled = await project.pulumi("cancel", "--yes", "--stack", "test");
        assert.equal(cancelled.code, 0, cancelled.output);
        const again = await project.up();
        assert.equal(again.code, 0, again.output);
        for (const account of ACCOUNTS) assert.deepEqual(await baseline.rolesIn(account), ["oncall"], account);
        const creations = (await baseline.operations("baseline-oncall")).filter(({ Action }) => Action === "CREATE");
        assert.equal(creations.length, 1, "the second run waits for what the first has begun");
        assertChanges(await project.up(), {});
    });

    it("is found by org recover if the definition no longer has it, and goes with the next run", async () => {
        const oncall = { oncall: role("oncall", "one") };
        project.define(definition({ ...oncall, given: role("given", "by a killed run") }));
        await project.aws.resetCalls();
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("cloudformation.CreateStackInstances", run.ended, 1);
        run.kill();
        assert.equal((await run.ended).code, null);
        project.define(definition(oncall));
        const recovered = await project.org(["recover", "--yes"]);
        assert.equal(recovered.code, 0, recovered.output);
        assert.match(recovered.output, /given.*as StackSet baseline-given with 6 stacks in 6 accounts/);
        assert.deepEqual(await baseline.rolesIn("shop-1"), ["given", "oncall"]);
        project.acknowledge(...["given", "oncall", "other"].map((block) => `end block ${block}`));
        await applied(definition(oncall));
        assert.deepEqual(await baseline.rolesIn("shop-1"), ["oncall"]);
        await assert.rejects(baseline.template("baseline-given"), { name: "StackSetNotFoundException" });
    });

    it("goes on after kill -9 in an update", async () => {
        project.define(definition({ oncall: role("oncall", "two") }));
        const run = project.start("up", "--stack", "test", "--yes", "--skip-preview");
        await project.executed("cloudformation.UpdateStackSet", run.ended, 1);
        run.kill();
        assert.equal((await run.ended).code, null);
        await project.pulumi("cancel", "--yes", "--stack", "test");
        await applied(definition({ oncall: role("oncall", "two") }));
        const stacks = await baseline.stacks("baseline-oncall");
        assert.deepEqual(
            stacks,
            ACCOUNTS.map((key) => `${key} us-east-1 CURRENT`),
        );
        assertChanges(await project.up("--refresh"), {});
    });

    it("leaves a quarantined account as it is, and gives it the change afterwards", async () => {
        await applied(definition({ oncall: role("oncall", "two") }, { "shop-2": { state: "quarantined" } }));
        const before = await baseline.operations("baseline-oncall");
        await applied(definition({ oncall: role("oncall", "three") }, { "shop-2": { state: "quarantined" } }));
        assert.deepEqual(
            (await baseline.stacks("baseline-oncall")).filter((line) => !line.endsWith("CURRENT")),
            ["shop-2 us-east-1 OUTDATED"],
        );
        assert.ok((await baseline.operations("baseline-oncall")).length > before.length);
        assertChanges(await project.up(), {});
        project.define(definition({ oncall: role("oncall", "three") }));
        const released = await project.up();
        assert.equal(released.code, 0, released.output);
        assert.match(released.output.replaceAll(/\s+/g, " "), /shop-2 was quarantined until this run, and AWS refuses/);
        await applied(definition({ oncall: role("oncall", "three") }));
        assert.deepEqual(
            (await baseline.stacks("baseline-oncall")).filter((line) => !line.endsWith("CURRENT")),
            [],
        );
        assertChanges(await project.up(), {});
    });

    it("knows a unit without accounts, into which AWS brings it by itself when one comes", async () => {
        const { CreateAccountStatus: { Id = "" } = {} } = await project.client.send(
            new CreateAccountCommand({ AccountName: "by-hand", Email: "aws+by-hand@example.com" }),
        );
        await project.aws.advanceSeconds(60);
        const status = await project.client.send(
            new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: Id }),
        );
        const AccountId = status.CreateAccountStatus?.AccountId ?? assert.fail("no account");
        const { rootId } = await inAws(project.client);
        await project.client.send(
            new MoveAccountCommand({
                AccountId,
                SourceParentId: rootId,
                DestinationParentId: await baseline.unitOf("Empty"),
            }),
        );
        await project.aws.advanceSeconds(60);
        assert.deepEqual(await baseline.rolesIn("by-hand"), ["nobody"]);
        const { code, output } = await project.org(["baseline"]);
        assert.equal(code, 5, output);
        assert.match(output, /^by-hand +\d{12} +empty +us-east-1 +unlisted +in unit Empty$/m);
        // It is AWS's doing, so a refresh takes nothing away.
        const run = await project.up("--refresh");
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output.replaceAll(/\s+/g, " "),
            /block empty: AWS has given it by itself to by-hand \(\d{12}\) in unit Empty, because/,
        );
        assert.deepEqual(await baseline.rolesIn("by-hand"), ["nobody"]);
    });

    it("does not touch a StackSet of somebody else that has its name, and takes one of another stack over only if told", async () => {
        const make = (StackSetName: string, block?: string): Promise<unknown> =>
            baseline.client.send(
                new CreateStackSetCommand({
                    StackSetName,
                    TemplateBody: JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic" } } }),
                    PermissionModel: "SERVICE_MANAGED",
                    AutoDeployment: { Enabled: false },
                    ...(block !== undefined && { Tags: [{ Key: "aws-organization:block", Value: block }] }),
                }),
            );
        await make("baseline-theirs");
        await make("baseline-other", "other");
        const oncall = { oncall: role("oncall", "three") };
        project.define(definition({ ...oncall, theirs: role("theirs", "ours"), other: role("other", "ours") }));
        assertRefused(
            await project.up(),
            'AWS has a StackSet "baseline-theirs" in us-east-1 already, which this program has not made',
            'AWS has a StackSet "baseline-other" in us-east-1 already, which this program has made, and this stack\'s state does not have it',
        );
        await applied(definition({ ...oncall, other: { ...role("other", "ours"), existing: true } }));
        assert.deepEqual(await baseline.rolesIn("shop-1"), ["oncall", "other"]);
        await applied(definition(oncall));
    });

    it("sets up in the management account what no StackSet reaches, and leaves it there", async () => {
        const { IAMClient, GetAccountPasswordPolicyCommand } = await import("@aws-sdk/client-iam");
        const iam = new IAMClient(project.aws.clientConfig());
        const said = definition({ oncall: role("oncall", "three") }) as object;
        const root = {
            "password-policy": { managementAccount: true },
            "s3-public-access-block": { managementAccount: true },
            "ebs-encryption": { managementAccount: true, regions: ["eu-central-1"] },
        };
        await applied({ ...said, baseline: root } as unknown as Definition);
        const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));
        assert.ok((PasswordPolicy?.MinimumPasswordLength ?? 0) >= 14);
        assertChanges(await project.up("--refresh"), {});
        for (const block of Object.keys(root)) {
            project.acknowledge(`end block ${block}`, `weaken ${block} of the management account`);
        }
        await applied(said);
        await iam.send(new GetAccountPasswordPolicyCommand({}));
        iam.destroy();
    });
});
