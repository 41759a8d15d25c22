import type { AnomalyMonitor, AnomalySubscription } from "@aws-sdk/client-cost-explorer";
import type { AdoptionReading } from "../../../../operations/commands/adopt/feature";
import { withNextToken } from "../../questions/nextPageToken";

/** Cost Anomaly Detection as AWS has it. */
export interface ExistingAnomalies {
    readonly monitors: readonly AnomalyMonitor[];
    readonly subscriptions: readonly AnomalySubscription[];
}

/** All monitors and subscriptions: a call for each hundred. They are free. */
export async function readExistingAnomalies({ clients, caller, journal }: AdoptionReading): Promise<ExistingAnomalies> {
    const { GetAnomalyMonitorsCommand, GetAnomalySubscriptionsCommand } = await import("@aws-sdk/client-cost-explorer");
    const client = await clients.costExplorer();
    const monitors = await journal.answer("anomaly monitors", () =>
        caller.pages(
            "ce.GetAnomalyMonitors",
            async (NextPageToken) => withNextToken(await client.send(new GetAnomalyMonitorsCommand({ NextPageToken }))),
            ({ AnomalyMonitors = [] }) => AnomalyMonitors,
        ),
    );
    const subscriptions = await journal.answer("anomaly subscriptions", () =>
        caller.pages(
            "ce.GetAnomalySubscriptions",
            async (NextPageToken) =>
                withNextToken(await client.send(new GetAnomalySubscriptionsCommand({ NextPageToken }))),
            ({ AnomalySubscriptions = [] }) => AnomalySubscriptions,
        ),
    );
    return { monitors, subscriptions };
}
