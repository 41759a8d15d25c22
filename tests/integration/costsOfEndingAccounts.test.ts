import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { BudgetsClient, DescribeBudgetsCommand } from "@aws-sdk/client-budgets";
import { ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import { today } from "../local/costs/dates";
import { assertChanges, assertRefused, MANAGEMENT_ACCOUNT, Project, type Definition } from "./support";

/** Two sandboxes that stop themselves, a unit and a team with budgets, and a unit in which everything is denied. */
const DEFINITION = {
    defaults: {
        email: "aws+{account}@example.com",
        tags: { Organization: "acme" },
        accountBudgets: { sandbox: { monthly: 50, stop: true } },
    },
    budget: 20_000,
    policies: {
        suspend: { guardrail: "deny-everything", acknowledge: { lockOut: ["OrganizationAccountAccessRole"] } },
    },
    costs: {
        notify: ["finops@example.com"],
        dimensions: { team: { tag: "Team", values: { shop: { budget: 800 }, data: {} }, default: "none" } },
    },
    units: {
        Workloads: {
            kind: "plain",
            budget: 1000,
            accounts: { shop: { tags: { Team: "shop" }, budget: 500 }, data: { tags: { Team: "data" } } },
        },
        Sandbox: { kind: "sandbox", budget: 200, accounts: { play: {}, ada: { expires: "2099-01-01" } } },
        Suspended: { kind: "plain", guardrails: ["suspend"], tags: { Environment: "suspended" } },
    },
} as Definition;

describe("costs of accounts that are quarantined, closed or handed over", function () {
    this.timeout(300_000);
    let project: Project;
    let budgets: BudgetsClient;
    const ids = new Map<string, string>();

    before(async () => {
        project = await Project.start();
        budgets = new BudgetsClient(project.aws.clientConfig());
        project.defineText(stringify(DEFINITION));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        for (const [key, { id }] of Object.entries((await project.outputs()).accounts)) ids.set(key, id);
        await project.aws.addCosts([
            { day: today(), account: idOf("shop"), service: "Amazon EC2", unblended: 400 },
            ...["play", "ada"].map((key) => ({
                day: today(),
                account: idOf(key),
                service: "Amazon EC2",
                unblended: 60,
            })),
        ]);
        const changes = await project.aws.evaluateBudgets();
        assert.deepEqual(
            changes.map(({ after: status }) => status),
            ["EXECUTION_SUCCESS", "EXECUTION_SUCCESS"],
        );
        for (const key of ids.keys()) await project.aws.putContactInformation(idOf(key));
        await project.aws.advanceDays(4);
    });
    after(async () => {
        budgets.destroy();
        await project.stop();
    });

    const idOf = (key: string): string => ids.get(key) ?? assert.fail(`no account ${key}`);
    const attached = async (key: string): Promise<(string | undefined)[]> => {
        const { Policies = [] } = await project.client.send(
            new ListPoliciesForTargetCommand({ TargetId: idOf(key), Filter: "SERVICE_CONTROL_POLICY" }),
        );
        return Policies.map(({ Name }) => Name);
    };
    const counted = async (budget: string): Promise<(string | undefined)[]> => {
        const { Budgets = [] } = await budgets.send(new DescribeBudgetsCommand({ AccountId: MANAGEMENT_ACCOUNT }));
        const found = Budgets.find(({ BudgetName }) => BudgetName === budget);
        const names = new Map([...ids].map(([key, id]) => [id, key]));
        return (found?.CostFilters?.LinkedAccount ?? []).map((id) => names.get(id));
    };

    const stopped = "AWS Budgets has stopped it: stop-spending is attached";

    it("org expiring says which budgets count the account, and that one stops it", async () => {
        const run = await project.org(["expiring", "--within", "9999w"]);
        assert.equal(run.code, 0, run.output);
        assert.match(run.output, /^ada: The budgets "account ada monthly" and "unit Sandbox monthly" count what it/m);
        assert.match(run.output, / AWS Budgets stops it when its monthly budget of 50 USD is used up\.$/m);
    });

    it("org quarantine says that a stopped account stays stopped, and so it is after the release", async () => {
        const run = await project.org(["quarantine", "play", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.ok(
            run.output.includes('"account play monthly", "unit Sandbox monthly" and "organization monthly" go on'),
        );
        assert.match(run.output, /stop-spending stays attached afterwards.*`\.\/org resume-spending play`/);
        assert.deepEqual((await attached("play")).sort(), ["FullAWSAccess", "quarantine", "stop-spending"]);
        // The policy exists now, so the command asks what is attached before it attaches the policy.
        const again = await project.org(["quarantine", "play", "--dry-run"]);
        assert.ok(again.output.includes(`${stopped}, and stays attached after the quarantine`), again.output);
        assert.equal((await project.org(["release-quarantine", "play", "--yes"])).code, 0);
        assert.deepEqual((await attached("play")).sort(), ["FullAWSAccess", "stop-spending"]);
    });

    it("org close says what to do first with a stopped account, and its preview refuses the move until then", async () => {
        const run = await project.org(["close", "play", "--yes"]);
        assert.ok(run.output.includes(`! ${stopped}, and nothing detaches it`), run.output);
        assert.match(
            run.output,
            /its budget "account play monthly" is deleted, budget "unit Sandbox monthly" no longer/,
        );
        assertRefused(run, "This run would delete the budget action", "./org resume-spending play");
        project.defineText(stringify(DEFINITION));
        const other = await project.org(["close", "shop", "--yes"]);
        assert.equal(other.code, 0, other.output);
        assert.match(
            other.output,
            /! At the latest when it is removed from the definition, its budget "account shop monthly" is deleted/,
        );
        assert.match(
            other.output,
            /account shop \(\d{12}\) moves to unit Suspended, will be closed when it is removed from the definition and leaves the budget "unit Workloads monthly"\. It leaves the budgets "team shop monthly" and "account shop monthly" when it is removed\. It cost /,
        );
        assert.deepEqual((await counted("unit Workloads monthly")).sort(), ["data", "shop"]);
        project.defineText(stringify(DEFINITION));
    });

    it("org hand-over has pending changes applied first if what counts the account waits for them", async () => {
        // AWS knows the tag of the dimension since yesterday, so the next run activates it.
        const run = await project.org(["hand-over", "data", "--yes"]);
        assertRefused(run, "Apply them first, and run the command again", "there is no record: nothing was done");
        const applied = await project.up();
        assertChanges(applied, { created: 1, unchanged: applied.changes.unchanged });
    });

    it("org hand-over takes an account out of the budgets that count it, and leaves nothing to do", async () => {
        const run = await project.org(["hand-over", "data", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await counted("unit Workloads monthly"), ["shop"]);
        const { unchanged } = (await project.preview()).changes;
        assertChanges(await project.preview(), { unchanged });
    });

    it("org hand-over ends the budget and the action of an account that is stopped, and nothing stops it any more", async () => {
        assert.ok((await attached("play")).includes("stop-spending"));
        const run = await project.org(["hand-over", "play", "--yes"]);
        assert.equal(run.code, 0, run.output);
        assert.ok(run.output.includes(`! ${stopped}. When it has left, the policy no longer binds it`), run.output);
        assert.deepEqual(await counted("unit Sandbox monthly"), ["ada"]);
        assert.deepEqual(await counted("account play monthly"), []);
        const { unchanged } = (await project.preview()).changes;
        assertChanges(await project.preview(), { unchanged });
    });

    it("org hand-over of the last account that needs the policy is refused while it is stopped, and then leaves no trace", async () => {
        const file = path.join(project.folder, "organizations", "test", "organization.yaml");
        const definition = parse(fs.readFileSync(file, "utf8")) as typeof DEFINITION;
        delete (definition.defaults as { accountBudgets?: unknown }).accountBudgets;
        Object.assign(definition.units?.["Sandbox"]?.accounts?.["ada"] ?? {}, { budget: { monthly: 50, stop: true } });
        project.define(definition);
        const refused = await project.org(["hand-over", "ada", "--yes"]);
        assert.ok(refused.output.includes(" If nothing else in the definition needs stop-spending, this is refused"));
        assertRefused(refused, "No budget of the definition stops an account", "./org resume-spending ada");
        assert.equal((await project.org(["resume-spending", "ada", "--yes"])).code, 0);
        const run = await project.org(["hand-over", "ada", "--yes"]);
        assert.equal(run.code, 0, run.output);
        const rest = await project.up();
        assert.equal(rest.code, 0, rest.output);
        const { unchanged } = (await project.preview()).changes;
        assertChanges(await project.preview(), { unchanged });
    });
});
