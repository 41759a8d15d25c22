import { countOf } from "../../limits/countText";
import { firstLines } from "../../limits/messageText";
import { formatPolicyWarning, lintPolicies, NO_IDS, policyWarnings } from "../../definition";
import type { ReadCommand } from "../cli/orgCommand";

/** Reported for an organisation with consolidated billing, although its definition has no mistakes. */
const BILLING_ONLY =
    "The organisation has consolidated billing only: it has no policies, and its accounts cannot be quarantined or closed.";

/** The most warnings that are shown. Nobody corrects more at a time. */
const SHOWN = 100;

export const check: ReadCommand = {
    name: "check",
    summary: "Check the definition and its assertions",
    description:
        "Reads the definition, checks all rules and tests the assertions: everything that `pulumi preview` refuses because of the definition alone. " +
        "Warns about mistakes in policies that AWS accepts silently: names that do not exist, conditions that are never met, resources that no action works on. " +
        "It does not ask AWS, and needs neither Pulumi nor the stack's state: use it in editors and as the first step of a pipeline. " +
        "Only a preview shows whether a change would lose an account, because that takes the stack's state.",
    examples: ["org check", "org check --stack prod --json"],
    async run({ model, settings }) {
        const tested = await model.features.test(model, NO_IDS);
        const found = await lintPolicies(model, model.features.documents());
        const warnings = [
            ...tested.flatMap((one) => one.warnings),
            ...policyWarnings(model),
            ...model.features.warnings(model),
            ...found.map(formatPolicyWarning),
        ];
        const { accounts, units, policies } = model;
        return {
            text: [
                `${settings.definition} has no mistakes: ${countOf(accounts.length, "account")}, ${countOf(units.length, "unit")}, ${countOf(policies.length, "policy", "policies")}. ` +
                    tested.map(({ summary }) => summary).join(" "),
                ...(model.featureSet === "ALL" ? [] : [BILLING_ONLY]),
                ...firstLines(warnings, SHOWN, (more) => `and ${more} more warnings: --json has all`).map(
                    (warning) => `! ${warning}`,
                ),
            ].join("\n"),
            json: {
                definition: settings.definition,
                accounts: accounts.length,
                units: units.length,
                policies: policies.length,
                ...Object.assign({}, ...tested.map(({ json }) => json)),
                featureSet: model.featureSet,
                warnings,
                // The warnings that have a place, for editors.
                policyWarnings: found.map(({ place, path, policy, message }) => ({ ...place, path, policy, message })),
            },
        };
    },
};
