import type { OrganizationModel } from "../../../definition";
import { visible } from "../../../limits";
import type { SecurityModel } from "../securityModel";

const RISKS = {
    logArchive:
        "it holds the logs of the organisation, who administers that account reaches them, and locked logs cannot be moved elsewhere later",
    audit: "it administers detection for the organisation, and who administers that account can turn it off",
} as const;

/** Warns of a shared account that is named by hand and lies among others, where more people work. */
export function workloadAccounts(
    model: Pick<SecurityModel, "logArchive" | "audit">,
    { accounts }: Pick<OrganizationModel, "accounts">,
): readonly string[] {
    return (["logArchive", "audit"] as const).flatMap((role) => {
        const account = accounts.find(({ key }) => key === model[role]);
        if (!account || account.kind === "security") return [];
        return [
            `security.${role} is ${visible(account.key)}, which is in no unit of kind security: ${RISKS[role]}. Name an account of its own in a unit with \`kind: security\``,
        ];
    });
}
