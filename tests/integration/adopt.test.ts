import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BudgetsClient, CreateBudgetCommand } from "@aws-sdk/client-budgets";
import { growOrganization, type Grown } from "./grownOrganization";
import { assertChanges, assertRefused, MANAGEMENT_ACCOUNT, Project } from "./support";

const ACCOUNTS = 200;
/** What is asked for its tags, because the list of all tags agrees with it (aws/organization/organizationTags.ts). */
const SAMPLE = 10;

interface Told {
    readonly units: number;
    readonly accounts: number;
    readonly policies: number;
    readonly leftOut: readonly {
        readonly what: string;
        readonly id: string;
        readonly name: string;
        readonly why: string;
    }[];
    readonly budgets: readonly string[];
    readonly costsLeftAlone: readonly unknown[];
    readonly delegatedAdministrators: Readonly<Record<string, readonly string[]>>;
    readonly calls: Readonly<Record<string, number>>;
}

/** Makes a budget in the management account. */
async function createBudget({ aws }: Project, BudgetName: string): Promise<void> {
    const client = new BudgetsClient(aws.clientConfig());
    const Budget = {
        BudgetName,
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: "100", Unit: "USD" },
    } as const;
    await client.send(new CreateBudgetCommand({ AccountId: MANAGEMENT_ACCOUNT, Budget }));
    client.destroy();
}

describe("org adopt: an organisation of 200 accounts", function () {
    this.timeout(400_000);
    let project: Project;
    let grown: Grown;
    let definition: string;

    before(async () => {
        project = await Project.start();
        definition = path.join(project.folder, "organizations", "test");
    });
    after(() => project.stop());

    it("is refused if there is no organisation", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 3, run.output);
        assertRefused(run, `account ${MANAGEMENT_ACCOUNT} has no organisation: there is nothing to take over`);
    });

    it("is refused with the credentials of a member, and if a definition exists already", async () => {
        grown = await growOrganization(project.aws, project.client, ACCOUNTS);
        const member = await project.withCredentialsOf(grown.administrator);
        try {
            const run = await member.org(["adopt", "--yes"]);
            assert.equal(run.code, 3, run.output);
            assertRefused(
                run,
                `the credentials are for account ${grown.administrator}, a member of`,
                MANAGEMENT_ACCOUNT,
            );
        } finally {
            await member.stop();
        }
        project.define({ units: { Mine: {} } });
        await project.aws.resetCalls();
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 3, run.output);
        assertRefused(run, "organizations/test is not empty, and this command overwrites nothing");
        assert.deepEqual(await project.aws.calls(), {});
        fs.rmSync(definition, { recursive: true });
    });

    it("continues after an interruption", async () => {
        // This call is made after all tags are read: the moment to interrupt.
        const late = { operation: "organizations.ListAWSServiceAccessForOrganization", delaySeconds: 10 };
        await project.aws.fault(late);
        const { ended, interrupt } = project.startOrg(["adopt", "--yes"]);
        const tagged = async (): Promise<number> =>
            (await project.aws.calls())["organizations.ListTagsForResource"] ?? 0;
        let ran = false;
        void ended.then(() => (ran = true));
        while ((await tagged()) < SAMPLE && !ran);
        interrupt();
        const run = await ended;
        await project.aws.clearFaults();
        assert.equal(run.code, 130, run.output);
        assert.match(run.output, /interrupted. What was read is kept: run the command again/);
        assert.ok(!fs.existsSync(definition), run.output);

        const before = await project.aws.calls();
        await project.aws.resetCalls();
        const again = await project.org(["adopt", "--dry-run"]);
        assert.equal(again.code, 0, again.output);
        const after = await project.aws.calls();
        for (const operation of [
            "ListOrganizationalUnitsForParent",
            "ListAccountsForParent",
            "DescribePolicy",
            "ListTargetsForPolicy",
        ]) {
            assert.ok((before[`organizations.${operation}`] ?? 0) > 0, operation);
            assert.equal(after[`organizations.${operation}`], undefined, operation);
        }
        assert.equal(after["organizations.ListTagsForResource"], undefined);
    });

    it("makes as few calls as possible, reports their number, and changes nothing in a dry run", async () => {
        await createBudget(project, "all of it");
        await project.aws.resetCalls();
        const run = await project.org(["adopt", "--dry-run", "--fresh", "--json"]);
        assert.equal(run.code, 0, run.output);
        const told = JSON.parse(run.output.slice(run.output.indexOf("\n{"))) as Told;
        const { "sts.GetCallerIdentity": _, ...calls } = await project.aws.calls();
        assert.deepEqual(told.calls, calls);
        const { units, policies } = grown;
        const active = ACCOUNTS - 1; // One is closed.
        assert.deepEqual(
            {
                ...calls,
                "organizations.ListAccountsForParent": undefined,
                "organizations.ListTargetsForPolicy": undefined,
            },
            {
                "account.GetAlternateContact": 3 * active,
                "account.ListRegions": active,
                "budgets.DescribeBudgetActionsForAccount": 1,
                "budgets.DescribeBudgetNotificationsForAccount": 1,
                "budgets.DescribeBudgets": 1,
                "ce.GetAnomalyMonitors": 1,
                "ce.GetAnomalySubscriptions": 1,
                "ce.ListCostAllocationTags": 1,
                "ce.ListCostCategoryDefinitions": 1,
                "identitystore.ListGroups": 1,
                "identitystore.ListUsers": 1,
                "organizations.DescribeOrganization": 1,
                "organizations.DescribePolicy": policies,
                "organizations.DescribeResourcePolicy": 1,
                "organizations.ListAWSServiceAccessForOrganization": 1,
                "organizations.ListAccountsForParent": undefined,
                "organizations.ListDelegatedAdministrators": 1,
                "organizations.ListDelegatedServicesForAccount": 1,
                "organizations.ListOrganizationalUnitsForParent": units + 1,
                "organizations.ListPolicies": 4,
                "organizations.ListRoots": 1,
                "organizations.ListTagsForResource": SAMPLE,
                "organizations.ListTargetsForPolicy": undefined,
                "sso.ListInstances": 1,
                "sso.ListPermissionSets": 1,
                "tagging.GetResources": Math.ceil((1 + units + ACCOUNTS + policies) / 100),
            },
        );
        // One call for each unit and for each further 20 accounts in it; one for each policy, and one for each 20 targets of
        // FullAWSAccess.
        assert.ok((calls["organizations.ListAccountsForParent"] ?? 0) <= units + 1 + ACCOUNTS / 20);
        assert.ok((calls["organizations.ListTargetsForPolicy"] ?? 0) <= policies + 1 + (ACCOUNTS + units) / 20);

        assert.deepEqual([told.units, told.accounts, told.policies], [units, ACCOUNTS, policies]);
        assert.deepEqual(
            told.leftOut.map(({ what, id, name }) => `${what} ${id === grown.closed ? "closed" : name}`),
            ["account closed", "policy aws-guardrails-AbCdEf", `fullAccess ${told.leftOut.at(-1)?.name}`],
        );
        assert.deepEqual([told.budgets, told.costsLeftAlone], [["all of it"], []]);
        assert.deepEqual(Object.keys(told.delegatedAdministrators), ["config.amazonaws.com"]);
        assert.deepEqual(await project.mutations(), []);
        assert.ok(!fs.existsSync(definition));
    });

    it("writes the definition and imports everything, without one call that changes AWS", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /is taken over: \d+ resources are in the stack test, and the preview shows no changes/,
        );
        // The output shows the policy pack's violations: accounts in the root, and missing tags.
        assert.match(run.output, /account-in-unit: [^\n]*, [^\n]*, /);
        assert.deepEqual(await project.mutations(), []);
        const accounts = (await project.resources()).filter(({ type }) => type === "aws:organizations/account:Account");
        assert.equal(accounts.length, ACCOUNTS - 1);
        assert.ok(accounts.every(({ protect }) => protect === true));
        assert.match(
            fs.readFileSync(path.join(definition, "organization.yaml"), "utf8"),
            /^budget: \{ name: all of it, existing: true, monthly: \d+, alerts: \[\] \}$/m,
        );
    });

    it("has nothing to change in the first preview", async () => {
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        assertChanges(preview, {});
        assert.match(preview.output, /in the root, where no unit's guardrails bind them/);
        assert.deepEqual(await project.mutations(), []);
    });

    it("is not adopted a second time", async () => {
        const run = await project.org(["adopt", "--yes"]);
        assert.equal(run.code, 3, run.output);
        assertRefused(run, "the stack test has the organisation o-", "already: there is nothing to take over");
    });

    it("loses nothing if AWS refuses one of many changes, and the next runs make the rest", async () => {
        fs.writeFileSync(path.join(definition, "more.yaml"), "defaults: { tags: { Extra: all } }\n");
        await project.aws.resetCalls();
        await project.aws.fault({
            operation: "organizations.TagResource",
            error: { code: "ConstraintViolationException", message: "no more today", status: 400 },
        });
        const refused = await project.up();
        assertRefused(refused, "no more today");
        assert.deepEqual([...new Set(await project.mutations())], ["organizations.TagResource"]);
        // The provider takes the refused change for made. A plain up, without the refresh of `make up`, would not make it.
        assertRefused(await project.up(), "AWS refused a change of", "First run `pulumi refresh --stack test`");
        for (const run of [await project.refresh(), await project.up()]) assert.equal(run.code, 0, run.output);
        assertChanges(await project.preview("--refresh"), {});
        assert.deepEqual([...new Set(await project.mutations())], ["organizations.TagResource"]);
        const done = (await project.aws.log()).filter(({ status }) => status < 400);
        assert.ok(done.length >= ACCOUNTS - 1 + grown.units, `${done.length} of accounts and units have their tags`);
    });
});
