import type { Path, Report } from "../../../definition/problemReport";
import { BUDGET_AMOUNT, BUDGET_ALERTS, BUDGET_NAME, formatCount, list, quoted, textError } from "../../../limits";
import { BUDGET_PERIODS, type BudgetPeriod } from "../model";
import { readThreshold, thresholdText, type AlertThreshold } from "./alertThreshold";
import { NO_BUDGET, type AlertInput, type BudgetInput, type BudgetMap } from "./budgetSchema";
import { recipientsIn, type Recipients } from "./recipients";

/** What budgets have if they say nothing else. */
export interface BudgetDefaults {
    readonly currency: string;
    readonly notify: Recipients;
    readonly alerts: readonly WrittenAlert[];
    /** An alert of these is wrong, which is reported: nothing follows from the others. */
    readonly areAlertsWrong: boolean;
}

export interface WrittenAlert extends AlertThreshold {
    /** Absent: those of the budget, or of the defaults. */
    readonly notify?: Recipients;
    /** Absent for an alert of AWS's that nobody wrote. */
    readonly path?: Path;
}

/** A budget of one period as the definition has it, before it is known of what it is. */
export interface WrittenBudget {
    readonly period: BudgetPeriod;
    readonly amount: number;
    readonly alerts: readonly (WrittenAlert & { readonly notify: Recipients })[];
    readonly stop: boolean;
    /** Its name in AWS; absent: made of what it is of. */
    readonly name?: string;
    /** It is one of a list, so that its name is part of its key. */
    readonly isListed: boolean;
    /** Several accounts inherit it, so that the name in AWS is made of the key. */
    readonly isInherited?: true;
    readonly existing?: true;
    /** The path of the map, or of the number. */
    readonly path: Path;
}

/** Whether a map names alerts with a mistake of form. They are not in `input`, and the default ones would cause other mistakes. */
export function areAlertsUnread(input: { readonly alerts?: unknown }, path: Path, report: Report): boolean {
    return input.alerts === undefined && report.keysAt(path).includes("alerts");
}

/** Reads the alerts of a list. */
export function readAlerts(
    inputs: readonly AlertInput[],
    path: Path,
    currency: string,
    report: Report,
): WrittenAlert[] {
    const seen = new Set<string>();
    const read = inputs.flatMap((input, index): WrittenAlert[] => {
        const at = [...path, index];
        const isText = typeof input === "string";
        // No amount fits a currency that is wrong itself.
        const known = report.hasMistakeAt(["costs", "currency"]) ? undefined : currency;
        const threshold = readThreshold(isText ? input : input.at, known);
        if (typeof threshold === "string") {
            report.add(isText ? at : [...at, "at"], threshold);
            return [];
        }
        const text = thresholdText(threshold, currency);
        if (seen.has(text)) report.add(at, `gives the alert ${quoted(text)} a second time: keep one`);
        seen.add(text);
        const notify = isText ? undefined : recipientsIn(input, at, report);
        return [{ ...threshold, path: at, ...(notify && { notify }) }];
    });
    if (inputs.length > BUDGET_ALERTS.max) {
        report.add(path, `has ${formatCount(inputs.length)} alerts: AWS allows ${BUDGET_ALERTS.max} for a budget`);
    }
    return read;
}

/**
 * Reads a budget where it is written, so that its mistakes are reported once, and not for every account that inherits it.
 *
 * @returns `none` if it removes an inherited one.
 */
export function readBudgets(
    input: BudgetInput,
    path: Path,
    defaults: BudgetDefaults,
    report: Report,
): readonly WrittenBudget[] | typeof NO_BUDGET {
    if (input === NO_BUDGET) return NO_BUDGET;
    if (typeof input === "number") return readMap({ monthly: input }, path, defaults, report, { amountAt: path });
    if (!Array.isArray(input)) return readMap(input, path, defaults, report);
    for (const [index, { name }] of input.entries()) {
        if (name === undefined) report.add([...path, index], "has no name: each budget of a list needs one");
    }
    return input.flatMap((one, index) => readMap(one, [...path, index], defaults, report, { isListed: true }));
}

interface MapOptions {
    readonly isListed?: boolean;
    /** The path of the amount, if it is not below the map. */
    readonly amountAt?: Path;
}

function readMap(
    input: BudgetMap,
    path: Path,
    defaults: BudgetDefaults,
    report: Report,
    { isListed = false, amountAt }: MapOptions = {},
): WrittenBudget[] {
    const periods = BUDGET_PERIODS.filter((period) => input[period] !== undefined);
    if (periods.length === 0 && !report.hasMistakeIn(path)) {
        report.add(path, `has no amount: give one of ${list(BUDGET_PERIODS)}, such as monthly: 500`);
    }
    checkName(input, periods, path, report);
    if (input.stop && !periods.includes("monthly") && periods.length > 0) {
        report.add(
            [...path, "stop"],
            "stops at the budget of the month, and there is none: give monthly, or remove stop",
        );
    }
    const own = recipientsIn(input, path, report);
    const areUnread = areAlertsUnread(input, path, report);
    const alerts = areUnread
        ? []
        : input.alerts
          ? readAlerts(input.alerts, [...path, "alerts"], defaults.currency, report)
          : defaults.alerts;
    const areWrong = areUnread || (input.alerts ? report.hasMistakeIn([...path, "alerts"]) : defaults.areAlertsWrong);
    if (input.stop && !areWrong && !alerts.some(({ of }) => of === "actual")) {
        report.add(
            [...path, "stop"],
            'stops the account, and nobody would be told: AWS notifies those of the alerts of actual costs, and there are none. Add one, such as alerts: ["100%"]',
        );
    }
    return periods.map((period) => {
        const amount = input[period] ?? 0;
        const error = amountError(amount);
        if (error) report.add(amountAt ?? [...path, period], error);
        return {
            period,
            amount,
            alerts: alerts.map((alert) => ({ ...alert, notify: alert.notify ?? own ?? defaults.notify })),
            stop: input.stop === true && period === "monthly",
            ...(input.name !== undefined && { name: input.name }),
            isListed,
            ...(input.existing && { existing: true as const }),
            path,
        };
    });
}

function checkName({ name, existing }: BudgetMap, periods: readonly BudgetPeriod[], path: Path, report: Report): void {
    if (name === undefined) {
        if (existing) report.add([...path, "existing"], "needs the name that the budget has in AWS: give name");
        return;
    }
    const error = textError(BUDGET_NAME, name);
    if (error) report.add([...path, "name"], error);
    if (periods.length > 1) {
        report.add(
            [...path, "name"],
            `is the name of ${periods.length} budgets (${list(periods)}), and a name in AWS is one budget's: write a list with one map for each period, or leave the name out`,
        );
    }
}

/** Why AWS refuses an amount; undefined if it does not. */
export function amountError(amount: number): string | undefined {
    if (!(amount > 0)) return `${amount} is not an amount: give more than 0`;
    if (amount > BUDGET_AMOUNT.max) {
        return `${formatCount(amount)} is more than ${formatCount(BUDGET_AMOUNT.max)}, the largest amount that this program passes to AWS`;
    }
    if (Number(amount.toFixed(2)) !== amount) {
        return `${amount} has more than two digits after the point`;
    }
    return undefined;
}
