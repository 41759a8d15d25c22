import type { Findings } from "../../../definition/feature";
import { firstOf, formatCount, list, quoted, visible } from "../../../limits";
import type { AccountMove, FoundCosts } from "../plan/foundCosts";
import { money, warned } from "./judgementFindings";

/** The most accounts that are described. */
const NAMED = 10;

/** What accounts that move or end cost last month, and which budgets they leave and enter, and when. The most expensive first. */
export function movedAccounts({ moves, billedRequests }: FoundCosts): Findings {
    const sorted = [...moves].sort((one, two) => (two.lastMonth?.amount ?? 0) - (one.lastMonth?.amount ?? 0));
    const { shown, more } = firstOf(sorted, NAMED);
    return warned([
        ...shown.map(describeMove),
        ...(more > 0 ? [`${formatCount(more)} more accounts move or change what their costs belong to`] : []),
        ...(billedRequests > 0
            ? ["Cost Explorer was asked what accounts cost last month: 1 request, which AWS bills with 0.01 USD"]
            : []),
    ]);
}

function describeMove(move: AccountMove): string {
    const { key, id, changes, leaves, enters, leavesWhenRemoved = [], lastMonth } = move;
    const budgets = [
        ...(leaves.length > 0 ? [`leaves the ${budgetsNamed(leaves)}`] : []),
        ...(enters.length > 0 ? [`enters the ${budgetsNamed(enters)}`] : []),
    ];
    const later =
        leavesWhenRemoved.length > 0 ? `. It leaves the ${budgetsNamed(leavesWhenRemoved)} when it is removed` : "";
    const cost = lastMonth
        ? `. It cost ${money(lastMonth.amount, lastMonth.currency)} in ${lastMonth.month}, without credits, refunds and tax`
        : "";
    return `account ${visible(key)} (${id}) ${list([...changes, ...budgets])}${later}${cost}`;
}

function budgetsNamed(names: readonly string[]): string {
    return `${names.length === 1 ? "budget" : "budgets"} ${list(names.map((name) => quoted(name)))}`;
}
