import { countOf } from "../../limits/countText";
import { firstLines } from "../../limits/messageText";
import { formatPolicyWarning, lintPolicies, NO_IDS, policyWarnings } from "../../definition";
import type { ReadCommand } from "../cli/orgCommand";

/** What such an organisation lacks although its definition has no mistakes. */
const BILLING_ONLY =
    "The organisation has consolidated billing only: no policy binds anybody, and no account can be quarantined or closed through it.";

/** The most warnings that are shown. Nobody corrects more at a time. */
const SHOWN = 100;

export const check: ReadCommand = {
    name: "check",
    summary: "Check the definition and its assertions",
    description:
        "Reads the definition, checks all of its rules and tests its assertions: what `pulumi preview` refuses for the definition's own sake. " +
        "Warns of what AWS takes in silence in policies: names that do not exist, conditions that never hold, resources that nothing works on. " +
        "Asks nothing of AWS, and needs neither Pulumi nor the stack's state: for editors, and for the first step of a pipeline. " +
        "What would lose an account shows in a preview alone, for it is told by the state.",
    examples: ["org check", "org check --stack prod --json"],
    async run({ model, settings }) {
        const tested = await model.features.test(model, NO_IDS);
        const found = await lintPolicies(model);
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
