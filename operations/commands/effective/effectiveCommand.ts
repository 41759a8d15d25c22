import { textValue, type ReadCommand } from "../../cli/orgCommand";
import { accountFacts, factsJson } from "./accountFacts";
import { effectiveText } from "./effectiveText";

export const effective: ReadCommand = {
    name: "effective",
    summary: "Show all that applies to an account, and where each part comes from",
    description:
        "Shows what the definition comes to for one account: settings, tags, contacts and regions with the line that each is written at; the guardrails of each level in plain words; " +
        "what tag, backup and other management policies amount to, setting by setting, with what AWS passes over; what is staged; and how much of AWS's limits the definition uses. Asks nothing of AWS: what others have attached there is not counted.",
    arguments: [["<account>", "its key, name, e-mail or id"]],
    examples: ["org effective shop-prod", "org effective shop-prod --json"],
    run(context, values) {
        const account = context.account(textValue(values, "account") ?? "");
        const facts = accountFacts(account, context.model, context.settings.definition);
        return Promise.resolve({ text: effectiveText(facts, context.columns), json: factsJson(facts) });
    },
};
