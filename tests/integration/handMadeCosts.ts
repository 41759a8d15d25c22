import { BudgetsClient, CreateBudgetCommand, type Budget, type Notification } from "@aws-sdk/client-budgets";
import {
    CostExplorerClient,
    CreateAnomalyMonitorCommand,
    CreateAnomalySubscriptionCommand,
    CreateCostCategoryDefinitionCommand,
    UpdateCostAllocationTagsStatusCommand,
    UpdateCostCategoryDefinitionCommand,
    type AnomalyMonitor,
    type CostCategoryRule,
} from "@aws-sdk/client-cost-explorer";
import { MoveAccountCommand, TagResourceCommand } from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { MANAGEMENT_ACCOUNT, type Project } from "./support";

/** An organisation with costs set up by hand: some things that a definition can say, some that it cannot. */
export class HandMadeCosts {
    /** Of accounts by name, and the ARN of the category Department. */
    readonly ids: Record<string, string> = {};
    readonly #project: Project;
    readonly #budgets: BudgetsClient;
    readonly #explorer: CostExplorerClient;

    constructor(project: Project) {
        this.#project = project;
        this.#budgets = new BudgetsClient(project.aws.clientConfig());
        this.#explorer = new CostExplorerClient(project.aws.clientConfig());
    }

    close(): void {
        this.#budgets.destroy();
        this.#explorer.destroy();
    }

    async make(): Promise<void> {
        const { aws, client } = this.#project;
        const fixture = new Fixture(aws, client);
        const { root } = await fixture.createOrganization("ALL");
        const unit = await fixture.createUnit(root, "Workloads");
        for (const name of ["shop", "data", "tools"]) {
            const AccountId = (this.ids[name] = await fixture.createAccount(name));
            if (name === "tools") continue;
            await client.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: unit }));
        }
        // A tag of everything becomes one of the defaults, which nothing that is taken over may get.
        for (const ResourceId of [unit, ...Object.values(this.ids)]) {
            await client.send(new TagResourceCommand({ ResourceId, Tags: [{ Key: "Company", Value: "acme" }] }));
        }
        await this.#makeBudgets();
        await this.#makeCategories();
        await this.#makeAnomalies();
        await this.#budget("Team shop", { CostFilters: { CostCategory: ["Team$shop"] } });
    }

    /** Changes the category Department: `tools` gets this value. */
    async change(value: string): Promise<void> {
        await this.#explorer.send(
            new UpdateCostCategoryDefinitionCommand({
                CostCategoryArn: this.ids["department"],
                RuleVersion: "CostCategoryExpression.v1",
                Rules: [this.#ofAccounts("commerce", "shop", "data"), this.#ofAccounts(value, "tools")],
            }),
        );
    }

    async #makeBudgets(): Promise<void> {
        const { shop = "", data = "", tools = "" } = this.ids;
        await this.#budget(
            "Everything",
            { TimeUnit: "ANNUALLY", CostTypes: { IncludeCredit: true, IncludeTax: false } },
            [{}, { NotificationType: "FORECASTED", Threshold: 100 }],
        );
        await this.#budget("Workloads together", { CostFilters: { LinkedAccount: [data, shop].sort().reverse() } });
        await this.#budget("Shop", { CostFilters: { LinkedAccount: [shop] } }, [{}]);
        await this.#budget("Shop each quarter", { TimeUnit: "QUARTERLY", CostFilters: { LinkedAccount: [shop] } }, [
            { ThresholdType: "ABSOLUTE_VALUE", Threshold: 50 },
        ]);
        await this.#budget("Every day", { TimeUnit: "DAILY" });
        await this.#budget("Two of three", { CostFilters: { LinkedAccount: [shop, tools] } });
        await this.#budget("EC2", { CostFilters: { Service: ["Amazon Elastic Compute Cloud - Compute"] } });
        await this.#budget("Less", {}, [{ ComparisonOperator: "LESS_THAN" }]);
    }

    async #budget(
        BudgetName: string,
        more: Partial<Budget>,
        alerts: readonly Partial<Notification>[] = [],
    ): Promise<void> {
        await this.#budgets.send(
            new CreateBudgetCommand({
                AccountId: MANAGEMENT_ACCOUNT,
                Budget: {
                    BudgetName,
                    BudgetType: "COST",
                    TimeUnit: "MONTHLY",
                    BudgetLimit: { Amount: "100.5", Unit: "USD" },
                    ...more,
                },
                NotificationsWithSubscribers: alerts.map((alert) => ({
                    Notification: {
                        NotificationType: "ACTUAL",
                        ComparisonOperator: "GREATER_THAN",
                        Threshold: 80,
                        ThresholdType: "PERCENTAGE",
                        ...alert,
                    },
                    Subscribers: [{ SubscriptionType: "EMAIL", Address: `at${alert.Threshold ?? 80}@example.com` }],
                })),
                ResourceTags: [{ Key: "Made", Value: "by hand" }],
            }),
        );
    }

    async #category(Name: string, Rules: CostCategoryRule[], DefaultValue?: string): Promise<string> {
        const { CostCategoryArn = "" } = await this.#explorer.send(
            new CreateCostCategoryDefinitionCommand({
                Name,
                RuleVersion: "CostCategoryExpression.v1",
                Rules,
                DefaultValue,
            }),
        );
        return CostCategoryArn;
    }

    #ofAccounts(Value: string, ...names: string[]): CostCategoryRule {
        return {
            Value,
            Rule: { Dimensions: { Key: "LINKED_ACCOUNT", Values: names.map((name) => this.ids[name] ?? "") } },
        };
    }

    /** Two categories that a definition can say, one that it cannot, and a tag that is active. */
    async #makeCategories(): Promise<void> {
        const day = new Date().toISOString().slice(0, 10);
        await this.#project.aws.addCosts([
            { day, account: this.ids["shop"] ?? "", service: "Amazon EC2", unblended: 1, tags: { Team: "shop" } },
        ]);
        await this.#project.aws.advanceDays(1);
        for (const name of ["shop", "data"]) {
            const Tags = [{ Key: "Team", Value: name }];
            await this.#project.client.send(new TagResourceCommand({ ResourceId: this.ids[name], Tags }));
        }
        const status = [
            { TagKey: "Team", Status: "Active" as const },
            { TagKey: "aws:createdBy", Status: "Active" as const },
        ];
        await this.#explorer.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus: status }));
        await this.#category("Team", [this.#ofAccounts("shop", "shop"), this.#ofAccounts("data", "data")], "nobody");
        this.ids["department"] = await this.#category("Department", [
            this.#ofAccounts("commerce", "shop", "data"),
            this.#ofAccounts("it", "tools"),
        ]);
        const byName: CostCategoryRule = {
            Value: "shops",
            Rule: { Dimensions: { Key: "LINKED_ACCOUNT_NAME", Values: ["shop"], MatchOptions: ["STARTS_WITH"] } },
        };
        await this.#category("By name", [byName]);
    }

    async #makeAnomalies(): Promise<void> {
        const monitor = async (AnomalyMonitor: AnomalyMonitor): Promise<string> => {
            const { MonitorArn = "" } = await this.#explorer.send(
                new CreateAnomalyMonitorCommand({ AnomalyMonitor, ResourceTags: [{ Key: "Made", Value: "by hand" }] }),
            );
            return MonitorArn;
        };
        const ofTeam = (value: string): Promise<string> =>
            monitor({
                MonitorName: `Teams ${value}`,
                MonitorType: "CUSTOM",
                MonitorSpecification: { CostCategories: { Key: "Team", Values: [value] } },
            });
        const services = await monitor({
            MonitorName: "Services",
            MonitorType: "DIMENSIONAL",
            MonitorDimension: "SERVICE",
        });
        const teams = [await ofTeam("data"), await ofTeam("shop")];
        const tags = await monitor({
            MonitorName: "By tag",
            MonitorType: "CUSTOM",
            MonitorSpecification: { Tags: { Key: "Team", Values: ["shop"] } },
        });
        const impact = (Key: string, value: string) => ({
            Dimensions: { Key: Key as "SERVICE", Values: [value], MatchOptions: ["GREATER_THAN_OR_EQUAL" as const] },
        });
        const subscribe = (SubscriptionName: string, MonitorArnList: string[], more: object = {}) =>
            this.#explorer.send(
                new CreateAnomalySubscriptionCommand({
                    AnomalySubscription: {
                        SubscriptionName,
                        MonitorArnList,
                        Subscribers: ["b@example.com", "a@example.com"].map((Address) => ({ Type: "EMAIL", Address })),
                        Frequency: "DAILY",
                        ThresholdExpression: impact("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "100"),
                        ...more,
                    },
                    ResourceTags: [{ Key: "Made", Value: "by hand" }],
                }),
            );
        await subscribe("Big ones", [services, ...teams], {
            ThresholdExpression: {
                And: [
                    impact("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "40"),
                    impact("ANOMALY_TOTAL_IMPACT_ABSOLUTE", "250.5"),
                ],
            },
        });
        await subscribe("At once", [services], {
            Frequency: "IMMEDIATE",
            Subscribers: [{ Type: "SNS", Address: "arn:aws:sns:us-east-1:123456789012:costs" }],
            ThresholdExpression: impact("ANOMALY_TOTAL_IMPACT_PERCENTAGE", "75"),
        });
        await subscribe("Tags", [tags]);
    }
}
