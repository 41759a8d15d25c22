import { ACCOUNT_MANAGEMENT, list } from "../../limits";
import type { OrganizationModel } from "../model";
import type { Report } from "../report";

/** How many accounts a message names. */
const NAMED = 3;

/** Contacts and regions of member accounts are set by account management, which the organisation has to let in. */
export function checkAccountManagement(model: OrganizationModel, report: Report): void {
    const keys = model.accounts
        .filter(({ contacts, enabledRegions }) => Object.keys(contacts).length + enabledRegions.length > 0)
        .map(({ key }) => key);
    if (keys.length === 0) return;
    const more = keys.length - NAMED;
    const named = more > 1 ? [...keys.slice(0, NAMED), `${more} more`] : keys;
    const have = `${keys.length === 1 ? "account" : "accounts"} ${list(named)} ${keys.length === 1 ? "has" : "have"} contacts or enabledRegions`;
    if (model.featureSet !== "ALL") {
        report.add(
            ["organization", "featureSet"],
            `${have}, which need all features, and the organisation has CONSOLIDATED_BILLING. Use featureSet: ALL, or set them in the accounts themselves`,
        );
    } else if (!model.serviceAccess.includes(ACCOUNT_MANAGEMENT)) {
        report.add(
            ["organization", "serviceAccess"],
            `${have}, which AWS sets only where account management may work with the organisation. Add it:\n` +
                `organization: { serviceAccess: [${[...model.serviceAccess, ACCOUNT_MANAGEMENT].join(", ")}] }`,
        );
    }
}
