import type { CostFigures, CostLine, CostReport } from "../../report/costReport";

/** A layer of the stacked months: a line of the report, or all the others together. */
export interface MonthsLayer {
    readonly name: string;
    readonly amounts: readonly number[];
    readonly isRest: boolean;
}

/** How the values of a line are shown as one name. */
export const lineName = ({ keys }: Pick<CostLine, "keys">): string => keys.join(" · ");

/** The lines with the greatest costs over all months, and the rest, so that the layers of a month sum to the total of this month. */
export function stackedMonths(lines: readonly CostLine[], total: CostFigures, most: number): readonly MonthsLayer[] {
    const ordered = [...lines].sort((one, other) => sumOf(other) - sumOf(one));
    // One line more than `most` has as much room as "1 other".
    const top = ordered.slice(0, lines.length === most + 1 ? most + 1 : most);
    const layers = top.map((line) => ({ name: lineName(line), amounts: line.figures.months, isRest: false }));
    const others = lines.length - top.length;
    if (others === 0) return layers;
    const rest = total.months.map((amount, month) =>
        top.reduce((left, { figures }) => left - (figures.months[month] ?? 0), amount),
    );
    return [...layers, { name: `${others} others`, amounts: rest, isRest: true }];
}

/** What the months are stacked by, and its lines. */
export interface StackedLines {
    readonly by: readonly string[];
    readonly lines: readonly CostLine[];
}

/**
 * The lines of the report, or the units at the top where the lines are accounts and the greatest of them are a small part of the whole:
 * one grey bar of "990 others" would say nothing.
 */
export function stackedLines({ by, lines, total, accounts }: CostReport, most: number): StackedLines {
    const [top, ...others] = [...lines].sort((one, other) => sumOf(other) - sumOf(one)).map(sumOf);
    const shown = [top ?? 0, ...others.slice(0, most - 1)].reduce((sum, amount) => sum + amount, 0);
    const whole = total.months.reduce((sum, amount) => sum + amount, 0);
    if (by.join() !== "account" || shown >= whole * LEAST_PART) return { by, lines };
    const units = new Map(accounts.map(({ account, units: [unit] }) => [account, unit ?? "no unit"]));
    const sums = new Map<string, CostLine>();
    for (const line of lines) {
        const unit = units.get(line.keys[0] ?? "") ?? "no costs any more";
        const before = sums.get(unit);
        sums.set(unit, before === undefined ? { ...line, keys: [unit] } : withMonths(before, line));
    }
    return { by: ["unit"], lines: [...sums.values()] };
}

const LEAST_PART = 0.4;
const sumOf = ({ figures }: CostLine): number => figures.months.reduce((sum, amount) => sum + amount, 0);

function withMonths(line: CostLine, { figures }: CostLine): CostLine {
    const months = line.figures.months.map((amount, month) => amount + (figures.months[month] ?? 0));
    return { ...line, figures: { ...line.figures, months } };
}
