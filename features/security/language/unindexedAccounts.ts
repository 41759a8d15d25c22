import type { OrganizationModel } from "../../../definition";
import type { FeatureAnswers } from "../../../definition/feature";
import { countOf, list } from "../../../limits";
import type { SecurityModel } from "../securityModel";

const MOST_NAMES = 5;

/** Warns of accounts without an index of Resource Explorer, of which a search finds nothing. */
export function unindexedAccounts(
    { search }: SecurityModel,
    { accounts }: Pick<OrganizationModel, "accounts">,
    others: FeatureAnswers,
): readonly string[] {
    if (!search) return [];
    const indexed = new Set(others.indexedAccounts());
    const lacking = accounts.filter(({ key, state }) => state === "active" && !indexed.has(key)).map(({ key }) => key);
    if (lacking.length === 0) return [];
    const accountsText = `${countOf(lacking.length, "account")} (${list(lacking, MOST_NAMES)})`;
    return [
        `security.search finds nothing in ${accountsText}, because no block makes an index of Resource Explorer there, unless somebody has made one by hand. ` +
            "Write the block `search-index` into `baseline`, at the root for all accounts. No block reaches the management account: turn Resource Explorer on there in its console, in each region",
    ];
}
