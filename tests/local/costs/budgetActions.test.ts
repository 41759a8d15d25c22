import assert from "node:assert/strict";
import {
    BudgetsClient,
    CreateBudgetActionCommand,
    CreateBudgetCommand,
    DeleteBudgetActionCommand,
    DescribeBudgetActionCommand,
    DescribeBudgetActionHistoriesCommand,
    DescribeBudgetActionsForAccountCommand,
    ExecuteBudgetActionCommand,
    UpdateBudgetActionCommand,
    type CreateBudgetActionCommandInput,
    type ExecutionType,
} from "@aws-sdk/client-budgets";
import { ListPoliciesForTargetCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";
import { firstOfMonth } from "./dates";
import { createBudgetRole } from "./budgetRole";

const AccountId = "123456789012";
const BudgetName = "account sandbox monthly";

describe("budget actions", () => {
    let aws: LocalAws;
    let client: BudgetsClient;
    let organizations: OrganizationsClient;
    let account: string;
    let policy: string;

    before(async () => {
        aws = await startLocalAws();
        client = new BudgetsClient(aws.clientConfig());
        organizations = new OrganizationsClient(aws.clientConfig());
    });
    after(() => aws.stop());
    beforeEach(async () => {
        await aws.reset();
        const fixture = new Fixture(aws, organizations);
        await fixture.createOrganization("ALL");
        await fixture.enable("SERVICE_CONTROL_POLICY");
        account = await fixture.createAccount("sandbox");
        policy = await fixture.createPolicy("SERVICE_CONTROL_POLICY", "stop-spending");
        await createBudgetRole(aws, "stopper", ["organizations:AttachPolicy", "organizations:DetachPolicy"]);
        await createBudget(BudgetName);
    });

    const createBudget = (name: string): Promise<unknown> =>
        client.send(
            new CreateBudgetCommand({
                AccountId,
                Budget: {
                    BudgetName: name,
                    BudgetType: "COST",
                    TimeUnit: "MONTHLY",
                    BudgetLimit: { Amount: "50", Unit: "USD" },
                    CostFilters: { LinkedAccount: [account] },
                },
            }),
        );
    const create = async (more: Partial<CreateBudgetActionCommandInput> = {}): Promise<string> => {
        const { ActionId } = await client.send(
            new CreateBudgetActionCommand({
                AccountId,
                BudgetName,
                NotificationType: "ACTUAL",
                ActionType: "APPLY_SCP_POLICY",
                ActionThreshold: { ActionThresholdType: "PERCENTAGE", ActionThresholdValue: 100 },
                Definition: { ScpActionDefinition: { PolicyId: policy, TargetIds: [account] } },
                ExecutionRoleArn: `arn:aws:iam::${AccountId}:role/stopper`,
                ApprovalModel: "AUTOMATIC",
                Subscribers: [{ SubscriptionType: "EMAIL", Address: "finops@example.com" }],
                ...more,
            }),
        );
        return ActionId ?? assert.fail();
    };
    const status = async (ActionId: string): Promise<string | undefined> =>
        (await client.send(new DescribeBudgetActionCommand({ AccountId, BudgetName, ActionId }))).Action?.Status;
    const execute = (ActionId: string, ExecutionType: ExecutionType): Promise<unknown> =>
        client.send(new ExecuteBudgetActionCommand({ AccountId, BudgetName, ActionId, ExecutionType }));
    const attached = async (): Promise<boolean> => {
        const of = { TargetId: account, Filter: "SERVICE_CONTROL_POLICY" } as const;
        const { Policies = [] } = await organizations.send(new ListPoliciesForTargetCommand(of));
        return Policies.some(({ Id }) => Id === policy);
    };
    const spend = (unblended: number, day = firstOfMonth()): Promise<void> =>
        aws.addCosts([{ day, account, service: "Amazon Elastic Compute Cloud - Compute", unblended }]);

    it("attach the policy when the costs are above the threshold, and not before", async () => {
        const action = await create();
        await spend(50);
        assert.deepEqual(await aws.evaluateBudgets(), []);
        assert.equal(await status(action), "STANDBY");
        await spend(0.01);
        const changes = await aws.evaluateBudgets();
        assert.deepEqual(
            changes.map(({ budget, before, after }) => [budget, before, after]),
            [[BudgetName, "STANDBY", "EXECUTION_SUCCESS"]],
        );
        assert.ok(await attached());
        assert.deepEqual(await aws.evaluateBudgets(), [], "an action runs once");
        await aws.restart({ kill: true });
        assert.ok(await attached(), "the evaluation is in the journal");
        assert.equal(await status(action), "EXECUTION_SUCCESS");
    });

    it("are reversed by a person, are not evaluated in the rest of the period, and are reset", async () => {
        const action = await create();
        await spend(51);
        await aws.evaluateBudgets();
        await execute(action, "REVERSE_BUDGET_ACTION");
        assert.equal(await status(action), "REVERSE_SUCCESS");
        assert.ok(!(await attached()));
        assert.deepEqual(await aws.evaluateBudgets(), []);
        await execute(action, "RESET_BUDGET_ACTION");
        assert.equal(await status(action), "STANDBY");
        await aws.evaluateBudgets();
        assert.ok(await attached());
        const { ActionHistories = [] } = await client.send(
            new DescribeBudgetActionHistoriesCommand({ AccountId, BudgetName, ActionId: action }),
        );
        assert.deepEqual(
            ActionHistories.map(({ Status }) => Status),
            ["EXECUTION_SUCCESS", "STANDBY", "REVERSE_SUCCESS", "EXECUTION_SUCCESS", "STANDBY"],
        );
    });

    it("stay executed when the period ends: AWS does not detach the policy", async () => {
        const action = await create();
        await spend(51);
        await aws.evaluateBudgets();
        await aws.advanceDays(32);
        assert.deepEqual(await aws.evaluateBudgets(), []);
        assert.equal(await status(action), "EXECUTION_SUCCESS");
        assert.ok(await attached());
    });

    it("that were reversed are evaluated again in the next period", async () => {
        const action = await create();
        await spend(51);
        await aws.evaluateBudgets();
        await execute(action, "REVERSE_BUDGET_ACTION");
        await aws.advanceDays(32);
        await aws.evaluateBudgets();
        assert.equal(await status(action), "STANDBY");
        assert.ok(!(await attached()));
    });

    it("wait for approval if the model is MANUAL", async () => {
        const action = await create({ ApprovalModel: "MANUAL" });
        await spend(51);
        await aws.evaluateBudgets();
        assert.equal(await status(action), "PENDING");
        assert.ok(!(await attached()));
        await execute(action, "APPROVE_BUDGET_ACTION");
        assert.ok(await attached());
    });

    it("fail if the role does not allow it, and can be retried", async () => {
        await createBudgetRole(aws, "weak", ["organizations:DetachPolicy"]);
        const action = await create({ ExecutionRoleArn: `arn:aws:iam::${AccountId}:role/weak` });
        await spend(51);
        await aws.evaluateBudgets();
        assert.equal(await status(action), "EXECUTION_FAILURE");
        await client.send(
            new UpdateBudgetActionCommand({
                AccountId,
                BudgetName,
                ActionId: action,
                ExecutionRoleArn: `arn:aws:iam::${AccountId}:role/stopper`,
            }),
        );
        await execute(action, "RETRY_BUDGET_ACTION");
        assert.ok(await attached());
    });

    it("are refused without a role that AWS Budgets can assume", async () => {
        await assert.rejects(create({ ExecutionRoleArn: `arn:aws:iam::${AccountId}:role/nobody` }), {
            name: "AccessDeniedException",
        });
    });

    it("are refused with another definition, target or policy", async () => {
        const wrong: Partial<CreateBudgetActionCommandInput>[] = [
            { Definition: { ScpActionDefinition: { PolicyId: policy, TargetIds: ["999999999999"] } } },
            { Definition: { ScpActionDefinition: { PolicyId: "p-aaaaaaaaaa", TargetIds: [account] } } },
            { Definition: { ScpActionDefinition: { PolicyId: policy, TargetIds: [AccountId] } } },
            { Definition: { IamActionDefinition: { PolicyArn: "arn:aws:iam::aws:policy/AWSDenyAll" } } },
            { Definition: { ScpActionDefinition: { PolicyId: policy, TargetIds: Array<string>(101).fill(account) } } },
        ];
        for (const input of wrong) await assert.rejects(create(input), { name: "InvalidParameterException" });
    });

    it("are at most 10 a budget and 100 an account", async () => {
        for (let budget = 0; budget < 10; budget++) {
            await createBudget(`budget ${budget}`);
            for (let number = 0; number < 10; number++) await create({ BudgetName: `budget ${budget}` });
        }
        await assert.rejects(create({ BudgetName: "budget 0" }), /at most 10 actions/);
        await assert.rejects(create(), /at most 100 budget actions/);
        const { Actions } = await client.send(new DescribeBudgetActionsForAccountCommand({ AccountId }));
        assert.equal(Actions?.length, 100);
    });

    it("leave the policy attached when they are deleted", async () => {
        const action = await create();
        await spend(51);
        await aws.evaluateBudgets();
        await client.send(new DeleteBudgetActionCommand({ AccountId, BudgetName, ActionId: action }));
        assert.ok(await attached());
    });
});
