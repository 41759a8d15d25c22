import type { CostFigures, CostLine } from "../../report/costReport";

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
    const sumOf = ({ figures }: CostLine): number => figures.months.reduce((sum, amount) => sum + amount, 0);
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
