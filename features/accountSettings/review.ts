import type { ExistingState, Findings } from "../../definition/feature";
import type { AccountSettingsModel } from "./accountSettingsModel";

/**
 * Warns that a region stays enabled after it is removed from the definition. Before disabling it, somebody has to look at what is in it.
 */
export function reviewRegions(model: AccountSettingsModel, { accounts, resources }: ExistingState): Findings {
    const warnings = (resources.get("aws:account/region:Region") ?? []).flatMap(({ name }) => {
        const [region = "", key = ""] = splitOnce(name);
        const settings = model.accounts.get(key);
        const id = accounts.get(key)?.id;
        if (!settings || id === undefined || settings.enabledRegions.includes(region)) return [];
        return [
            `region ${region} stays enabled in account ${key} (${id}), because what is in it would keep costing money and could not be reached. To disable it when it is empty:\n` +
                `aws account disable-region --account-id ${id} --region-name ${region}`,
        ];
    });
    return { problems: [], warnings };
}

/** Splits a resource's name such as `ap-east-1@shop` at the first `@`: an account's key may contain `@`, a region does not. */
function splitOnce(name: string): string[] {
    const at = name.indexOf("@");
    return [name.slice(0, at), name.slice(at + 1)];
}
