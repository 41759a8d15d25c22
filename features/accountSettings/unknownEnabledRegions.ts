import { formatPlace, type AccountModel, type OrganizationModel } from "../../definition";
import { IF_REGION_IS_NEW, list, unknownRegion } from "../../limits";
import type { AccountSettingsModel } from "./accountSettingsModel";

/** The most accounts that a message names. */
const NAMED = 5;

/** Warns of regions to enable that AWS does not have as far as this program knows: AWS would refuse them half way through a run. */
export function unknownEnabledRegions({ accounts }: AccountSettingsModel, organization: OrganizationModel): string[] {
    const found = new Map<string, AccountModel[]>();
    for (const account of organization.accounts) {
        for (const region of accounts.get(account.key)?.enabledRegions ?? []) {
            const unknown = unknownRegion(region);
            if (unknown === undefined) continue;
            const having = found.get(unknown);
            if (having) having.push(account);
            else found.set(unknown, [account]);
        }
    }
    return [...found].map(([unknown, having]) => {
        const keys = list(
            having.map(({ key }) => key),
            NAMED,
        );
        const place = having[0] ? `${formatPlace(having[0].place)}: ` : "";
        return `${place}${having.length === 1 ? "account" : "accounts"} ${keys}: enabledRegions: ${unknown} ${IF_REGION_IS_NEW}`;
    });
}
