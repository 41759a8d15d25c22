import type { CostsModel } from "../model";

/** The keys of the accounts that a budget stops, in the order of the model. */
export function stoppedAccounts({ accounts }: Pick<CostsModel, "accounts">): string[] {
    return [...accounts].filter(([, { budgets }]) => budgets.some(({ stop }) => stop)).map(([key]) => key);
}
