import { Origins } from "../../../definition/valueOrigins";
import { accountInState } from "../../cli/accountInState";
import { textValue, type ReadCommand } from "../../cli/orgCommand";
import { accountFacts, factsJson } from "./accountFacts";
import { effectiveText } from "./effectiveText";

export const effective: ReadCommand = {
    name: "effective",
    summary: "Show all that applies to an account, and where each part comes from",
    description:
        "Shows everything that the definition says about one account: settings, tags, contacts and regions, each with the line where it is written; the guardrails of each level in plain words; " +
        "the effective settings of tag, backup and other management policies, and what AWS ignores in them; what is staged; and how much of AWS's limits the definition uses. It does not ask AWS, so what others have attached is not counted. " +
        "Only an id that the definition does not have is looked up in the stack's state.",
    arguments: [["<account>", "the account's key, name, e-mail or id"]],
    examples: ["org effective shop-prod", "org effective shop-prod --json"],
    async run(context, values) {
        const account = await accountInState(context, textValue(values, "account") ?? "");
        const facts = accountFacts(account, context.model, new Origins(context.model));
        return { text: effectiveText(facts, context.columns), json: factsJson(facts) };
    },
};
