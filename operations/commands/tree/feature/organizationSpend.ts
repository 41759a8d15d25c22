import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { CommandContext } from "../../../cli/commandContext";

/** Asks what accounts cost, which AWS may bill. */
export type SpendReader = (context: CommandContext) => Promise<AwsAnswer<OrganizationSpend>>;

/** What an organisation cost in some months, without credits, refunds and tax. */
export interface OrganizationSpend {
    /** As AWS bills: `USD`. */
    readonly currency: string;
    /** Such as 2026-10, the earliest first. Each list of amounts has one for each month. */
    readonly months: readonly string[];
    /** The last day whose costs are known. */
    readonly until: string;
    /** The last month is not over. */
    readonly isPartial: boolean;
    /** By the key of an account. An account without costs is absent. */
    readonly accounts: ReadonlyMap<string, readonly number[]>;
    /** All accounts, those outside the definition included. */
    readonly total: readonly number[];
    readonly budgets: MonthlyBudgets;
    /** Where the figures come from and what the question cost, one sentence each. */
    readonly notes: readonly string[];
}

/** The budgets of the definition for a month, by key. None if they are in another currency than the bill. */
export interface MonthlyBudgets {
    readonly accounts: ReadonlyMap<string, number>;
    readonly units: ReadonlyMap<string, number>;
    readonly organization?: number;
}
