import type { DefinitionKeys } from "../../../../operations/commands/adopt/feature";
import type { AdoptableAnomalies, AdoptableSubscription, AdoptableWatch } from "./adoptableAnomalies";

type Content = NonNullable<DefinitionKeys[string]>;

/** The key `anomalies` of costs: a map, or a list for several subscriptions. */
export function adoptedAnomalyKeys({ watches, subscriptions }: AdoptableAnomalies): DefinitionKeys {
    // A monitor is named where it is watched first.
    const named = new Set<string>();
    const written = subscriptions.map((subscription) => {
        const first = watches.filter(({ key }) => subscription.monitors.includes(key) && !named.has(key));
        for (const { key } of first) named.add(key);
        return subscriptionContent(subscription, first);
    });
    const [only] = written;
    return only === undefined ? {} : { anomalies: written.length === 1 ? only : written };
}

function subscriptionContent(
    { arn, name, monitors, frequency, emails, topics, threshold: { amount, percent } }: AdoptableSubscription,
    first: readonly AdoptableWatch[],
): Content {
    return {
        name,
        id: arn,
        watch: monitors,
        ...(first.length > 0 && {
            monitors: Object.fromEntries(first.map((watch) => [watch.key, monitorContent(watch)])),
        }),
        notify: [...emails, ...topics],
        frequency,
        ...(amount !== undefined && { amount }),
        ...(percent !== undefined && { share: `${percent}%` }),
    };
}

function monitorContent({ key, name, arns }: AdoptableWatch): Content {
    return {
        ...(name !== key && { name }),
        ...(typeof arns === "string" ? { id: arns } : { ids: Object.fromEntries(arns) }),
    };
}
