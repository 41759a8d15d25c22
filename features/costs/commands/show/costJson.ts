import type { CostReport } from "../../report";

/**
 * A report for programs: `org costs --json`. The keys are those of CostReport (features/costs/report/costReport.ts), which are part of the
 * public interface: a release may add some, and changes none. Amounts are numbers in `currency`; lines are the most expensive first.
 */
export function costJson(report: CostReport): CostReport {
    return report;
}
