import { visible } from "../../../limits/visibleText";
import type { AccountCost, BudgetOfLine, CostFigures, CostLine, CostReport } from "../report/costReport";

/** A report whose texts are fit to be shown: names of accounts, tags and budgets come from AWS, where anybody may have written them. */
export function visibleReport(report: CostReport): CostReport {
    return {
        ...report,
        source: visible(report.source),
        currency: visible(report.currency),
        stack: visible(report.stack),
        by: report.by.map((one) => visible(one)),
        ...(report.within === undefined ? {} : { within: visible(report.within) }),
        total: visibleFigures(report.total),
        apart: report.apart.map(({ kind, figures }) => ({ kind, figures: visibleFigures(figures) })),
        lines: report.lines.map(visibleLine),
        movers: report.movers.map(visibleLine),
        unassigned: report.unassigned.map((one) => ({ ...one, name: visible(one.name) })),
        notes: report.notes.map((note) => visible(note)),
        accounts: report.accounts.map(visibleAccount),
    };
}

function visibleLine({ keys, figures, share }: CostLine): CostLine {
    return { keys: keys.map((key) => visible(key)), figures: visibleFigures(figures), share };
}

function visibleFigures(figures: CostFigures): CostFigures {
    const { budget, budgets } = figures;
    return {
        ...figures,
        ...(budget && { budget: visibleBudget(budget) }),
        ...(budgets && { budgets: budgets.map(visibleBudget) }),
    };
}

function visibleBudget({ name, period, ...amounts }: BudgetOfLine): BudgetOfLine {
    return { ...amounts, name: visible(name), period: visible(period) };
}

function visibleAccount({ account, id, units, dimensions, ...amounts }: AccountCost): AccountCost {
    return {
        ...amounts,
        account: visible(account),
        id: visible(id),
        units: units.map((unit) => visible(unit)),
        dimensions: Object.fromEntries(
            Object.entries(dimensions).map(([key, value]) => [visible(key), visible(value)]),
        ),
    };
}
