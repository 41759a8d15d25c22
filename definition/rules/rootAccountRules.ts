import { ROOT_UNIT, type OrganizationModel } from "../model";
import { idOrPlaceholder, type KnownIds } from "../modelSituation";
import type { Report } from "../problemReport";

/** Checks that accounts in the root are adopted ones. Only the root's guardrails bind such an account, so none is created there. */
export function checkRootAccounts({ accounts }: OrganizationModel, report: Report, ids: KnownIds): void {
    for (const { key, unit, id, path } of accounts) {
        if (unit !== ROOT_UNIT || id !== undefined) continue;
        report.add(
            [...path, "unit"],
            `account ${key} would be in the root, where no unit's guardrails bind it: name its unit. ` +
                `Only an existing account that is taken over may be in the root: id: "${idOrPlaceholder(key, ids)}"`,
        );
    }
}
