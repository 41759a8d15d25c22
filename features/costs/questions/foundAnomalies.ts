import type { AwsClients } from "../../../aws/awsClients";
import { quoted } from "../../../limits";
import type { CostsModel } from "../model";
import type { MisusedMonitor, TakenName } from "../plan/foundCosts";
import { monitorPlans, type MonitorPlan } from "../plan/monitorPlan";
import { watchedByMonitor, type WatchedByMonitor } from "./watchedByMonitor";
import type { CostQuestions } from "./costQuestions";

export interface FoundAnomalies {
    readonly monitors: ReadonlyMap<string, { readonly arn: string; readonly name: string }>;
    readonly subscriptions: ReadonlyMap<string, string>;
    readonly taken: readonly TakenName[];
    readonly misused: readonly MisusedMonitor[];
}

const NONE: FoundAnomalies = { monitors: new Map(), subscriptions: new Map(), taken: [], misused: [] };

interface NamesInState {
    readonly monitors: ReadonlySet<string>;
    readonly subscriptions: ReadonlySet<string>;
}

interface MonitorInAws {
    readonly arn: string;
    readonly name: string;
    readonly watches: WatchedByMonitor;
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
        misused: fresh.flatMap((plan): MisusedMonitor[] => {
            const found = monitors.find(({ arn }) => arn === plan.id);
            if (!found || isSameWatch(plan, found, model)) return [];
            return [{ id: found.arn, key: plan.key, watched: watchText(found.watches) }];
        }),
    };
}

type TakenMonitor = Pick<MonitorInAws, "arn" | "name">;

function takenOver({ id, name, watches }: MonitorPlan, monitors: readonly MonitorInAws[]): TakenMonitor | undefined {
    if (id !== undefined) return monitors.find(({ arn }) => arn === id) ?? { arn: id, name };
    return watches === "services" ? monitors.find(({ watches: one }) => one === "services") : undefined;
}

function isSameWatch({ watches }: MonitorPlan, found: MonitorInAws, { dimensions }: CostsModel): boolean {
    if (typeof watches === "string" || typeof found.watches === "string") return watches === found.watches;
    const category = dimensions.find(({ key }) => key === watches.dimension)?.name;
    return found.watches.category === category && found.watches.value === watches.value;
}

function watchText(watches: WatchedByMonitor): string {
    if (watches === "other") return "costs that no definition can name";
    return typeof watches === "string"
        ? `the ${watches}`
        : `the value ${quoted(watches.value)} of the cost category ${quoted(watches.category)}`;
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
        for (const monitor of AnomalyMonitors) {
            const { MonitorArn: arn = "", MonitorName: name = "" } = monitor;
            all.push({ arn, name, watches: watchedByMonitor(monitor) });
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
