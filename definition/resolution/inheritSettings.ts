import type { AccountModel } from "../model";
import type { Path, Report } from "../report";
import { checkContacts, checkRegions } from "../values/contactTexts";
import type { UnitInput } from "../schema";
import { withoutUndefined } from "./withoutUndefined";
import type { Layout } from "./layOut";

/** The contacts of an account and the opt-in regions that are switched on in it. */
export type AccountSettings = Pick<AccountModel, "contacts" | "enabledRegions">;

/** The most regions that one list names: AWS has fewer than half as many. */
const MAX_REGIONS = 100;

/**
 * Contacts and enabled regions, from the root down: the nearest contact of a kind wins, regions add up. Nothing else of the model
 * depends on them.
 *
 * It needs the layout, and leaves an entry for every account of it.
 */
export function inheritSettings({ said, nodes }: Layout, report: Report): ReadonlyMap<string, AccountSettings> {
    const root = settingsBelow({ contacts: {}, enabledRegions: [] }, said.defaults ?? {}, ["defaults"], report);
    const units = new Map<string | undefined, AccountSettings>([[undefined, root]]);
    const accounts = new Map<string, AccountSettings>();
    for (const node of nodes) {
        const above = units.get(node.kind === "unit" ? node.parent : node.unit) ?? root;
        const settings = settingsBelow(above, node.said, node.path, report);
        if (node.kind === "unit") units.set(node.key, settings);
        else accounts.set(node.key, settings);
    }
    return accounts;
}

function settingsBelow(
    above: AccountSettings,
    { contacts = {}, enabledRegions = [] }: Pick<UnitInput, "contacts" | "enabledRegions">,
    path: Path,
    report: Report,
): AccountSettings {
    checkContacts(contacts, [...path, "contacts"], report);
    if (enabledRegions.length > MAX_REGIONS) {
        report.add([...path, "enabledRegions"], `names ${enabledRegions.length} regions: AWS has fewer`);
    }
    const regions = enabledRegions.slice(0, MAX_REGIONS);
    checkRegions(regions, [...path, "enabledRegions"], report);
    return {
        contacts: { ...above.contacts, ...withoutUndefined(contacts) },
        enabledRegions: [...new Set([...above.enabledRegions, ...regions])].sort(),
    };
}
