import type { AccountModel, OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import type { Kind } from "../../../definition/schema";
import { listSome } from "../../../limits";
import type { WrittenBudget } from "./writtenBudget";

/** The most accounts that a message names. */
const NAMED = 5;

/** Only accounts of this kind may be stopped: nothing in them is needed by anybody else. */
export const STOPPED_KIND: Kind = "sandbox";

/**
 * Checks where `stop` is written.
 *
 * @param kind of the unit, or of the account's unit; absent for a budget that is not of accounts.
 */
export function checkStop(
    { stop, path }: WrittenBudget,
    kind: Kind | undefined,
    { featureSet }: Pick<OrganizationModel, "featureSet">,
    report: Report,
): void {
    if (!stop) return;
    const at = [...path, "stop"];
    if (featureSet === "CONSOLIDATED_BILLING") {
        report.add(
            at,
            "attaches a policy, and an organisation with CONSOLIDATED_BILLING has none: use featureSet: ALL, or remove stop and keep the alerts",
        );
    } else if (kind === undefined) {
        report.add(at, "is for budgets of accounts: write it in accountBudget of a sandbox unit, or remove it");
    } else if (kind !== STOPPED_KIND) {
        report.add(
            at,
            `is only for accounts in units of kind ${STOPPED_KIND}, and this is kind ${kind}: stopping would take down what others need. Remove stop and keep the alerts, or use kind: ${STOPPED_KIND}`,
        );
    }
}

/** An account that is closed or leaves is moved out of its sandbox unit with what it has: no budget stops it there. */
export function isEnding({ state }: Pick<AccountModel, "state">): boolean {
    return state === "closing" || state === "leaving";
}

/** The accounts that inherit a budget with `stop`, to report those that are not sandboxes at the place where it is written. */
export class StoppedAccounts {
    readonly #byBudget = new Map<string, { readonly path: Path; readonly accounts: string[] }>();

    add({ stop, path }: WrittenBudget, account: AccountModel): void {
        const { key, kind } = account;
        if (!stop || kind === STOPPED_KIND || isEnding(account)) return;
        const id = JSON.stringify(path);
        const entry = this.#byBudget.get(id) ?? { path: [...path, "stop"], accounts: [] };
        entry.accounts.push(key);
        this.#byBudget.set(id, entry);
    }

    report(report: Report): void {
        for (const { path, accounts } of this.#byBudget.values()) {
            // The place itself is no sandbox, which has been reported.
            if (report.hasMistakeAt(path)) continue;
            report.add(
                path,
                `also binds ${accounts.length === 1 ? "account" : "accounts"} ${listSome(accounts, NAMED)}, in a unit below that is not of kind ${STOPPED_KIND}: give that unit an accountBudget of its own`,
            );
        }
    }
}
