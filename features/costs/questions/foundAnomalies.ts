import type { AwsClients } from "../../../aws/awsClients";
import type { CostsModel } from "../model";
import type { TakenName } from "../plan/foundCosts";
import { monitorPlans, type MonitorPlan } from "../plan/monitorPlan";
import type { CostQuestions } from "./costQuestions";

export interface FoundAnomalies {
    readonly monitors: ReadonlyMap<string, { readonly arn: string; readonly name: string }>;
    readonly subscriptions: ReadonlyMap<string, string>;
    readonly taken: readonly TakenName[];
}

const NONE: FoundAnomalies = { monitors: new Map(), subscriptions: new Map(), taken: [] };

interface NamesInState {
    readonly monitors: ReadonlySet<string>;
    readonly subscriptions: ReadonlySet<string>;
}

interface MonitorInAws {
    readonly arn: string;
    readonly name: string;
    readonly dimension: string;
}

/**
 * What AWS has of the monitors and subscriptions that this run would create. AWS allows one monitor of services, and makes it by itself in
 * new organisations, so that one is always taken over.
 */
export async function findAnomalies(
    model: CostsModel,
    inState: NamesInState,
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundAnomalies> {
    const { anomalies } = model;
    if (!anomalies) return NONE;
    const fresh = monitorPlans(anomalies, model).filter(({ key }) => !inState.monitors.has(key));
    const subscriptions = anomalies.subscriptions.filter(({ key }) => !inState.subscriptions.has(key));
    const [monitors = [], names = new Map<string, string>()] = await Promise.all([
        fresh.length > 0 ? questions.ask("the anomaly monitors", () => monitorsInAws(clients)) : [],
        subscriptions.some(({ id }) => id === undefined)
            ? questions.ask("the anomaly subscriptions", () => subscriptionsInAws(clients))
            : undefined,
    ]);
    const path = ["costs", "anomalies"];
    return {
        monitors: new Map(
            fresh.flatMap((plan) => {
                const found = takenOver(plan, monitors);
                return found ? [[plan.key, found] as const] : [];
            }),
        ),
        subscriptions: new Map(subscriptions.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id] as const]))),
        taken: [
            ...fresh.flatMap((plan): TakenName[] => {
                const same = monitors.find(({ name }) => name === plan.name);
                return same && !takenOver(plan, monitors)
                    ? [{ what: "monitor", name: plan.name, id: same.arn, path }]
                    : [];
            }),
            ...subscriptions.flatMap(({ name, id }): TakenName[] => {
                const arn = names.get(name);
                return arn !== undefined && id === undefined ? [{ what: "subscription", name, id: arn, path }] : [];
            }),
        ],
    };
}

function takenOver({ id, name, watches }: MonitorPlan, monitors: readonly MonitorInAws[]): MonitorInAws | undefined {
    if (id !== undefined) return monitors.find(({ arn }) => arn === id) ?? { arn: id, name, dimension: "" };
    return watches === "services" ? monitors.find(({ dimension }) => dimension === "SERVICE") : undefined;
}

async function monitorsInAws(clients: AwsClients): Promise<MonitorInAws[]> {
    const { GetAnomalyMonitorsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const all: MonitorInAws[] = [];
    let token: string | undefined;
    do {
        const { AnomalyMonitors = [], NextPageToken } = await client.send(
            new GetAnomalyMonitorsCommand({ ...(token !== undefined && { NextPageToken: token }) }),
        );
        for (const {
            MonitorArn: arn = "",
            MonitorName: name = "",
            MonitorDimension: dimension = "",
        } of AnomalyMonitors) {
            all.push({ arn, name, dimension });
        }
        token = NextPageToken;
    } while (token !== undefined && token !== "");
    return all;
}

/** ARNs by name. */
async function subscriptionsInAws(clients: AwsClients): Promise<Map<string, string>> {
    const { GetAnomalySubscriptionsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const found = new Map<string, string>();
    let token: string | undefined;
    do {
        const { AnomalySubscriptions = [], NextPageToken } = await client.send(
            new GetAnomalySubscriptionsCommand({ ...(token !== undefined && { NextPageToken: token }) }),
        );
        for (const { SubscriptionArn, SubscriptionName } of AnomalySubscriptions) {
            found.set(SubscriptionName ?? "", SubscriptionArn ?? "");
        }
        token = NextPageToken;
    } while (token !== undefined && token !== "");
    return found;
}
