import { visible } from "../../../../limits";
import { amountText } from "../../../../pages/data/amountText";
import { monthText } from "../../../../pages/data/dayText";
import type { TreeDocument, TreeDocumentNode, TreeSpendTotal } from "../../../../pages/data/treeDocument";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { MonthlyBudgets, OrganizationSpend } from "../feature";

/** Less than this, in the currency, is what rounding leaves over. */
const LEAST = 0.005;

/** Adds to a document what its accounts cost, or why that is not known. */
export function withSpend(document: TreeDocument, answer: AwsAnswer<OrganizationSpend>): TreeDocument {
    if ("unread" in answer) {
        const reason = visible(answer.unread, Infinity).replace(/\.$/, "");
        return { ...document, notes: [...document.notes, `What accounts cost is not shown: ${reason}.`] };
    }
    const spend = answer.value;
    const { currency, months, until, isPartial, accounts, total } = spend;
    const byMonth = (amounts: readonly number[] = []): TreeSpendTotal["months"] =>
        months.map((month, place) => ({ month, amount: amounts[place] ?? 0 }));
    return {
        ...document,
        notes: [...document.notes, ...spend.notes, ...outsideNotes(document, spend)],
        spendTotal: { currency, months: byMonth(total), until, isPartial },
        nodes: document.nodes.map((node) => {
            const budget = budgetOf(node, spend.budgets);
            return {
                ...node,
                ...(isPaid(node) && { spend: { currency, months: byMonth(accounts.get(node.key)) } }),
                ...(budget !== undefined && { budget }),
            };
        }),
    };
}

/** An account that does not exist yet costs nothing, and the definition does not have one that was removed. */
const isPaid = ({ kind, state, change }: TreeDocumentNode): boolean =>
    kind === "account" && state !== "new" && change?.kind !== "removed";

function budgetOf({ kind, key, change }: TreeDocumentNode, budgets: MonthlyBudgets): number | undefined {
    if (change?.kind === "removed") return undefined;
    return kind === "root" ? budgets.organization : (kind === "unit" ? budgets.units : budgets.accounts).get(key);
}

/** The sum of the root is less than the bill where the management account has costs, which no definition has. */
function outsideNotes({ nodes }: TreeDocument, spend: OrganizationSpend): readonly string[] {
    const { accounts, months, total, isPartial, currency } = spend;
    const place = isPartial && months.length > 1 ? months.length - 2 : months.length - 1;
    const shown = nodes.filter(isPaid).reduce((sum, { key }) => sum + (accounts.get(key)?.[place] ?? 0), 0);
    const all = total[place] ?? 0;
    if (Math.abs(all - shown) < LEAST) return [];
    const { exact } = amountText(currency, all);
    return [
        `The whole organisation cost ${exact(all)} in ${monthText(months[place] ?? "")}: ${exact(all - shown)} of it are costs of accounts that the definition does not have, such as the management account.`,
    ];
}
