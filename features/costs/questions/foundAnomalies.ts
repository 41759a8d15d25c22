import type { AwsClients } from "../../../aws/awsClients";
import { pagesOf } from "../../../aws/pagesOf";
import { quoted } from "../../../limits";
import type { CostsModel } from "../model";
import type { MisusedMonitor, TakenName } from "../plan/foundCosts";
import { COST_RESOURCES, namesIn, type StackBefore } from "../plan/stackBefore";
import { monitorPlans, type MonitorPlan } from "../plan/monitorPlan";
import { withNextToken } from "./nextPageToken";
import { watchedByMonitor, type WatchedByMonitor } from "./watchedByMonitor";
import type { CostQuestions } from "./costQuestions";

export interface FoundAnomalies {
    readonly monitors: ReadonlyMap<string, { readonly arn: string; readonly name: string }>;
    readonly subscriptions: ReadonlyMap<string, string>;
    readonly taken: readonly TakenName[];
    readonly misused: readonly MisusedMonitor[];
    /** The keys of the monitors of each subscription that exists, in AWS's order. */
    readonly order: ReadonlyMap<string, readonly string[]>;
}

const NONE: FoundAnomalies = {
    monitors: new Map(),
    subscriptions: new Map(),
    taken: [],
    misused: [],
    order: new Map(),
};

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
    state: StackBefore["featureResources"],
    clients: AwsClients,
    questions: CostQuestions,
): Promise<FoundAnomalies> {
    const { anomalies } = model;
    if (!anomalies) return NONE;
    const inState = {
        monitors: namesIn(state, COST_RESOURCES.monitor),
        subscriptions: namesIn(state, COST_RESOURCES.subscription),
    };
    const fresh = monitorPlans(anomalies, model).filter(({ key }) => !inState.monitors.has(key));
    const subscriptions = anomalies.subscriptions.filter(({ key }) => !inState.subscriptions.has(key));
    const [listed, inAws = []] = await Promise.all([
        fresh.length > 0 ? questions.ask("the anomaly monitors", () => monitorsInAws(clients)) : [],
        subscriptions.length > 0
            ? questions.ask("the anomaly subscriptions", () => subscriptionsInAws(clients))
            : undefined,
    ]);
    const monitors = listed ?? [];
    const imported = new Map(
        fresh.flatMap((plan) => {
            const found = takenOver(plan, monitors, model);
            return found ? [[plan.key, found] as const] : [];
        }),
    );
    const names = new Map(inAws.map(({ name, arn }) => [name, arn]));
    const path = ["costs", "anomalies"];
    return {
        monitors: imported,
        subscriptions: new Map(subscriptions.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id] as const]))),
        order: monitorOrder(
            state,
            new Map([...imported].map(([key, { arn }]) => [arn, key])),
            new Map(
                subscriptions.map(({ key, id }) => [key, inAws.find(({ arn }) => arn === id)?.monitors ?? []] as const),
            ),
        ),
        taken: [
            ...fresh.flatMap((plan): TakenName[] => {
                const same = monitors.find(({ name }) => name === plan.name);
                return same && !imported.has(plan.key)
                    ? [{ what: "monitor", name: plan.name, id: same.arn, path }]
                    : [];
            }),
            ...subscriptions.flatMap(({ name, id }): TakenName[] => {
                const arn = names.get(name);
                return arn !== undefined && id === undefined ? [{ what: "subscription", name, id: arn, path }] : [];
            }),
        ],
        misused: fresh.flatMap((plan): MisusedMonitor[] => {
            const { id, key } = plan;
            const found = monitors.find(({ arn }) => arn === id);
            if (id === undefined || !listed || (found && isSameWatch(plan, found, model))) return [];
            return [{ id, key, ...(found && { watched: watchText(found.watches) }) }];
        }),
    };
}

/**
 * @param imported the keys of the monitors that this run imports, by ARN.
 * @param more the ARNs of the monitors of the subscriptions that this run imports.
 */
function monitorOrder(
    state: StackBefore["featureResources"],
    imported: ReadonlyMap<string, string>,
    more: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
    const keys = new Map(imported);
    for (const { name, outputs } of state?.get(COST_RESOURCES.monitor) ?? []) keys.set(String(outputs["arn"]), name);
    const subscribed = new Map(more);
    for (const { name, outputs } of state?.get(COST_RESOURCES.subscription) ?? []) {
        const { monitorArnLists: arns } = outputs;
        if (Array.isArray(arns)) subscribed.set(name, arns.map(String));
    }
    return new Map([...subscribed].map(([key, arns]) => [key, arns.flatMap((arn) => keys.get(arn) ?? [])]));
}

type TakenMonitor = Pick<MonitorInAws, "arn" | "name">;

/** Without an id, the monitor of services, of which AWS allows one, and one that is what this run would create: a killed run has left it. */
function takenOver(plan: MonitorPlan, monitors: readonly MonitorInAws[], model: CostsModel): TakenMonitor | undefined {
    const { id, name, watches } = plan;
    if (id !== undefined) return monitors.find(({ arn }) => arn === id) ?? { arn: id, name };
    return monitors.find((one) => isSameWatch(plan, one, model) && (watches === "services" || one.name === name));
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
    const pages = pagesOf(async (NextPageToken) =>
        withNextToken(await client.send(new GetAnomalyMonitorsCommand({ NextPageToken }))),
    );
    for await (const { AnomalyMonitors = [] } of pages) {
        for (const monitor of AnomalyMonitors) {
            const { MonitorArn: arn = "", MonitorName: name = "" } = monitor;
            all.push({ arn, name, watches: watchedByMonitor(monitor) });
        }
    }
    return all;
}

interface SubscriptionInAws {
    readonly name: string;
    readonly arn: string;
    /** ARNs of monitors. */
    readonly monitors: readonly string[];
}

async function subscriptionsInAws(clients: AwsClients): Promise<SubscriptionInAws[]> {
    const { GetAnomalySubscriptionsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const all: SubscriptionInAws[] = [];
    const pages = pagesOf(async (NextPageToken) =>
        withNextToken(await client.send(new GetAnomalySubscriptionsCommand({ NextPageToken }))),
    );
    for await (const { AnomalySubscriptions = [] } of pages) {
        for (const { SubscriptionName: name = "", SubscriptionArn: arn = "", MonitorArnList } of AnomalySubscriptions) {
            all.push({ name, arn, monitors: MonitorArnList ?? [] });
        }
    }
    return all;
}
