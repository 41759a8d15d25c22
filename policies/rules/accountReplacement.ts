import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ACCOUNT, forTypes, subject } from "../check/checkedResources";

/**
 * An account is never deleted to make room for its replacement.
 *
 * Pulumi does not show `replaceOnChanges` to policies, which could ask for a replacement too (as of SDK 1.21).
 */
export const accountReplacement: ResourceValidationPolicy = {
    name: "account-replacement",
    displayName: "No account makes room for another",
    description: "An account is never deleted before its replacement is there.",
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["accounts"],
    remediationSteps: "Remove the resource option deleteBeforeReplace from the account.",
    url: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
    validateResource: forTypes([ACCOUNT], (args, report) => {
        if (args.opts.deleteBeforeReplace === true) {
            report(
                `${subject(args)} has \`deleteBeforeReplace\`: a changed e-mail would remove or close it, with everything in it.\n` +
                    "Remove that resource option.",
            );
        }
    }),
};
