import type { OrganizationModel } from "../../definition";
import type { Report } from "../../definition/problemReport";
import { ACCOUNT_MANAGEMENT, list } from "../../limits";
import type { AccountSettingsModel } from "./accountSettingsModel";

/** The most accounts that a message names. */
const NAMED = 3;

/**
 * Checks that AWS Account Management has access to the organisation if an account has contacts or regions: AWS sets them in member accounts
 * through that service.
 */
export function checkAccountManagement(
    { accounts }: AccountSettingsModel,
    { featureSet, serviceAccess }: OrganizationModel,
    report: Report,
): void {
    const keys = [...accounts].flatMap(([key, { contacts, enabledRegions }]) =>
        Object.keys(contacts).length + enabledRegions.length > 0 ? [key] : [],
    );
    if (keys.length === 0) return;
    const have = `${keys.length === 1 ? "account" : "accounts"} ${list(keys, NAMED)} ${keys.length === 1 ? "has" : "have"} contacts or enabledRegions`;
    if (featureSet !== "ALL") {
        report.add(
            ["organization", "featureSet"],
            `${have}, which need all features, but the organisation has CONSOLIDATED_BILLING. Use featureSet: ALL, or set them in the accounts themselves`,
        );
    } else if (!serviceAccess.includes(ACCOUNT_MANAGEMENT)) {
        report.add(
            ["organization", "serviceAccess"],
            `${have}, which AWS sets only if Account Management has access to the organisation. Add it:\n` +
                `organization: { serviceAccess: [${[...serviceAccess, ACCOUNT_MANAGEMENT].join(", ")}] }`,
        );
    }
}
