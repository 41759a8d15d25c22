import { list, visible } from "../../limits";
import type { ExistingState, Findings } from "../../definition/feature";
import type { AccountSettingsModel } from "./accountSettingsModel";

/** The most accounts that a message names. */
const NAMED = 10;

/**
 * Warns that a region stays enabled after it is removed from the definition, once for all its accounts. Before disabling it, somebody has
 * to look at what is in it.
 */
export function reviewRegions(model: AccountSettingsModel, { accounts, resources }: ExistingState): Findings {
    const found = new Map<string, { readonly key: string; readonly id: string }[]>();
    for (const { name } of resources.get("aws:account/region:Region") ?? []) {
        const [region = "", key = ""] = splitOnce(name);
        const settings = model.accounts.get(key);
        const id = accounts.get(key)?.id;
        if (!settings || id === undefined || settings.enabledRegions.includes(region)) continue;
        found.set(region, [...(found.get(region) ?? []), { key, id }]);
    }
    return { problems: [], warnings: [...found].map(([region, having]) => staysEnabled(region, having)) };
}

function staysEnabled(region: string, having: readonly { readonly key: string; readonly id: string }[]): string {
    const [first] = having;
    const isOne = having.length === 1;
    const keys = having.map(({ key, id }) => `${visible(key)} (${id})`);
    return (
        `region ${region} stays enabled in ${isOne ? "account" : "accounts"} ${list(keys, NAMED)}, because what is in it would keep costing money and could not be reached. ` +
        `To disable it ${isOne ? "when" : "in an account, when"} it is empty${isOne ? "" : " there"}:\n` +
        `aws account disable-region --account-id ${isOne && first ? first.id : "<account id>"} --region-name ${region}`
    );
}

/** Splits a resource's name such as `ap-east-1@shop` at the first `@`: an account's key may contain `@`, a region does not. */
function splitOnce(name: string): string[] {
    const at = name.indexOf("@");
    return [name.slice(0, at), name.slice(at + 1)];
}
