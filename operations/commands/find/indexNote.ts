import type { DefinitionModel } from "../../../definition";
import { formatCount } from "../../../limits";
import type { FindResult } from "./findSearch";

/** Why Resource Explorer may have found nothing: in which accounts the definition makes an index. Nothing if it has found something. */
export function indexNote(
    { resources, service }: Pick<FindResult, "resources" | "service">,
    { accounts, features }: Pick<DefinitionModel, "accounts" | "features">,
): readonly string[] {
    if (resources.length > 0 || service !== "resource-explorer") return [];
    const indexed = new Set(features.indexedAccounts());
    const many = accounts.filter(({ key }) => indexed.has(key)).length;
    if (many === accounts.length) return [];
    return [
        `${many === 0 ? "No account has" : `Only ${formatCount(many)} of ${formatCount(accounts.length)} accounts ${many === 1 ? "has" : "have"}`} an index of Resource Explorer by the definition, and nothing is found in the others, nor in the management account, unless somebody has made one by hand. ` +
            "The block `search-index` of `baseline` makes it, and what is there can be found some minutes later.",
    ];
}
