import type { Findings } from "../../../definition/feature";
import { firstOf, formatCount, list, quoted, visible } from "../../../limits";
import type { AccountMove, FoundCosts } from "../plan/foundCosts";
import { money, warned } from "./judgementFindings";

/** The most accounts that are described. */
const NAMED = 10;

/** What accounts that move or close cost last month, and which budgets they leave and enter. The most expensive first. */
export function movedAccounts({ moves }: FoundCosts): Findings {
    const sorted = [...moves].sort((one, two) => (two.lastMonth?.amount ?? 0) - (one.lastMonth?.amount ?? 0));
    const { shown, more } = firstOf(sorted, NAMED);
    const isAsked = moves.some(({ lastMonth }) => lastMonth);
    return warned([
        ...shown.map(describeMove),
        ...(more > 0 ? [`${formatCount(more)} more accounts move or change what their costs belong to`] : []),
        ...(isAsked
            ? ["Cost Explorer was asked what accounts cost last month: 1 request, which AWS bills with 0.01 USD"]
            : []),
    ]);
}

function describeMove({ key, id, changes, leaves, enters, lastMonth }: AccountMove): string {
    const budgets = [
        ...(leaves.length > 0 ? [`leaves the budget ${list(leaves.map(named))}`] : []),
        ...(enters.length > 0 ? [`enters the budget ${list(enters.map(named))}`] : []),
    ];
    const cost = lastMonth
        ? `. It cost ${money(lastMonth.amount, lastMonth.currency)} in ${lastMonth.month}, without credits, refunds and tax`
        : "";
    return `account ${visible(key)} (${id}) ${list([...changes, ...budgets])}${cost}`;
}

function named(name: string): string {
    return quoted(name);
}
