import type { Command } from "commander";
import { didYouMean } from "../../limits/messageText";
import { CommandError, EXIT } from "./commandError";
import { RepeatableOption } from "./repeatableOption";

/** For commands with arguments and an option that takes several values: it takes an argument that follows it as one more. */
export const WORDS_FIRST =
    "Write the arguments before an option that takes several values: it takes all words after it.";

/**
 * Commander's message in our words, with a hint if a name with blanks was not quoted.
 *
 * @param ifMissing the hint if an argument is missing.
 */
export function inWords(message: string, ifMissing?: string): string {
    const own = message
        .replace(/^error: /, "org: ")
        .replace(
            /'([^']*)' is invalid(.*\. Allowed choices are )(.*)\./,
            (all, given: string, _, choices: string) =>
                all.replace(/is invalid/, `is not allowed`) + didYouMean(given, choices.split(", ")),
        );
    if (ifMissing !== undefined && own.includes("missing required argument")) {
        return own.replace(/\n*$/, `\n${ifMissing}\n`);
    }
    return /too many arguments .* Expected [1-9]/.test(own)
        ? own.replace(/\n*$/, "\nPut a name with blanks in quotes, and the value of an option after the option.\n")
        : own;
}

/**
 * @param args the names of the arguments among the values.
 * @throws CommandError for an empty value. In a script it comes from an unset variable, and nobody means it.
 */
export function refuseEmpty(values: Readonly<Record<string, unknown>>, args: readonly string[]): void {
    const empty = Object.entries(values).filter(([, value]) => [value].flat().includes(""));
    if (empty.length === 0) return;
    const names = empty.map(([name]) => (args.includes(name) ? `<${name}>` : optionOf(name)));
    const isEnvironment = names.includes("--stack") && process.env.STACK === "";
    throw new CommandError(
        `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} empty: give a value${names.some((one) => one.startsWith("--")) ? ", or leave the option out" : ""}. ` +
            (isEnvironment ? "The environment has an empty variable STACK" : "In a script, a variable may be empty"),
        EXIT.usage,
    );
}

function optionOf(name: string): string {
    return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * Refuses two slips that commander accepts. An option that is given twice with different values: the last would win. An option
 * whose value was forgotten: it would take the next option as its value.
 */
export function refuseSlips(command: Command): void {
    const named = command.options.flatMap(({ long, short }) => [long, short]);
    for (const option of command.options.filter(({ required, optional }) => required || optional)) {
        const name = option.long ?? option.flags;
        let before: string | undefined;
        command.on(`option:${option.name()}`, (value: string) => {
            if (named.includes(value)) {
                throw new CommandError(`${name} has no value: ${value} after it is an option`, EXIT.usage);
            }
            const isSeveral = option.variadic || option instanceof RepeatableOption;
            if (!isSeveral && before !== undefined && before !== value) {
                throw new CommandError(
                    `${name} is given twice, ${JSON.stringify(before)} and ${JSON.stringify(value)}: keep one`,
                    EXIT.usage,
                );
            }
            before = value;
        });
    }
}
