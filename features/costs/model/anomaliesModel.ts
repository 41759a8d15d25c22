/** Cost Anomaly Detection: which costs AWS watches, and who hears of an anomaly. */
export interface AnomaliesModel {
    readonly monitors: readonly AnomalyMonitorModel[];
    readonly subscriptions: readonly AnomalySubscriptionModel[];
}

export interface AnomalyMonitorModel {
    /** Unique, and the name of its resource. */
    readonly key: string;
    readonly name: string;
    /** Each service, each account, or each value of a dimension. */
    readonly watches:
        | { readonly kind: "services" }
        | { readonly kind: "accounts" }
        | { readonly kind: "dimension"; readonly dimension: string };
    /** The ARN of an existing monitor. It is taken over instead of being created. */
    readonly id?: string;
    /** The same of the monitors of a dimension, by value. */
    readonly ids?: Readonly<Record<string, string>>;
}

export interface AnomalySubscriptionModel {
    readonly key: string;
    readonly name: string;
    /** Keys of monitors. */
    readonly monitors: readonly string[];
    readonly frequency: "immediate" | "daily" | "weekly";
    readonly emails: readonly string[];
    /** ARNs of SNS topics. Only `immediate` has them, and it has nothing else. */
    readonly topics: readonly string[];
    /** The least impact in the currency, and in percent of what was expected; both must be reached. */
    readonly threshold: { readonly amount?: number; readonly percent?: number };
    /** The ARN of an existing subscription. It is taken over instead of being created. */
    readonly id?: string;
}
