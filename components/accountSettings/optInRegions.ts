import * as account from "@pulumi/aws/account";
import type { SettableAccount } from "./settableAccount";

/**
 * Enables opt-in regions in an account, which takes AWS minutes to hours. A region that is no longer named stays enabled: the AWS provider
 * does not disable it, because resources in a disabled region still cost money and cannot be reached.
 *
 *     enableRegions(shop, ["ap-east-1"]);
 *
 * AWS enables them through Account Management: the organisation's `serviceAccess` must name `account.amazonaws.com`.
 */
export function enableRegions(of: SettableAccount, regions: readonly string[]): void {
    for (const regionName of regions) {
        new account.Region(
            `${regionName}@${of.key}`,
            { accountId: of.id, regionName, enabled: true },
            { parent: of, deletedWith: of.resource },
        );
    }
}
