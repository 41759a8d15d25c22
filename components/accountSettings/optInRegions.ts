import * as account from "@pulumi/aws/account";
import type { SettableAccount, SettingsHistory } from "./settableAccount";

/**
 * Enables opt-in regions in an account, which takes AWS minutes to hours. A region that is no longer named stays enabled: the AWS provider
 * does not disable it, because resources in a disabled region still cost money and cannot be reached.
 *
 *     enableRegions(shop, ["ap-east-1"]);
 *
 * AWS enables them through Account Management: the organisation's `serviceAccess` must name `account.amazonaws.com`.
 *
 * @param history the regions that are enabled already and that this run imports. Their ids have the form `111122223333,ap-east-1`.
 */
export function enableRegions(of: SettableAccount, regions: readonly string[], history: SettingsHistory = {}): void {
    for (const regionName of regions) {
        const importId = history.importIds?.get(regionName);
        new account.Region(
            `${regionName}@${of.key}`,
            { accountId: of.id, regionName, enabled: true },
            { parent: of, deletedWith: of.resource, ...(importId !== undefined && { import: importId }) },
        );
    }
}
