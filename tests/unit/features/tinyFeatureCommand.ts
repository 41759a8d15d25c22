import { CommandError, EXIT, table, textValue, type ChangeCommand, type ReadCommand } from "../../../operations/cli";
import { badges } from "./tinyFeature";

/** A command that reads: the badges of the definition. */
export const badgesCommand: ReadCommand = {
    name: "badges",
    summary: "List the badges of the accounts",
    description: "Lists what stands on the badge of each account. It asks nothing of AWS.",
    options: [
        ["--unit <unit>", "only those of a unit"],
        ["--order <order>", "what they are sorted by", "key", ["key", "text"]],
    ],
    examples: ["org badges", "org badges --unit Sandbox --order text"],
    run(context, values) {
        const unit = textValue(values, "unit");
        const of = unit === undefined ? undefined : context.unit(unit);
        const keys = context.model.accounts.filter((account) => of === undefined || account.unit === of);
        const texts = context.model.features.get(badges).accounts;
        const rows = keys.map(({ key }) => [key, texts.get(key) ?? ""]);
        const column = textValue(values, "order") === "text" ? 1 : 0;
        rows.sort((one, two) => (one[column] ?? "").localeCompare(two[column] ?? ""));
        return Promise.resolve({
            text: table(["ACCOUNT", "BADGE"], rows, context.columns),
            json: Object.fromEntries(rows) as Record<string, string>,
        });
    },
};

/** A command that changes something: it prints badges. */
export function printBadges(printed: string[]): ChangeCommand {
    return {
        name: "print-badges",
        summary: "Print the badge of an account",
        description: "Prints the badge of an account once more.",
        arguments: [["<account>", "its key"]],
        examples: ["org print-badges shop"],
        plan(context, values) {
            const { key } = context.account(textValue(values, "account") ?? "");
            const text = context.model.features.get(badges).accounts.get(key) ?? "";
            if (text === "nobody") throw new CommandError(`account ${key} has no badge`, EXIT.refused);
            return Promise.resolve({
                steps: [`prints ${text}`],
                confirm: key,
                about: { key },
                json: { badge: text },
                execute: () => {
                    printed.push(text);
                    return Promise.resolve({ text: `${text} is printed.`, json: { printed: text } });
                },
            });
        },
    };
}
