import type { Argument, Command, Option } from "commander";
import { accountsOf, policiesOf, unitsOf } from "./definitionKeys";
import { stacksIn } from "../../../program/openStack/settingsFiles";
import { RepeatableOption } from "../repeatableOption";

/** A word that is possible at the cursor, with its meaning. */
export interface Candidate {
    readonly value: string;
    readonly description: string;
}

/** The answer for the shell. */
export interface WordCompletion {
    readonly candidates: readonly Candidate[];
    /** The word is a file or a folder. The shell completes those itself. */
    readonly files?: boolean;
}

/** The values of commander's placeholders. They are read from files only, never from AWS. */
const VALUES: Readonly<Record<string, (stack: string) => readonly string[]>> = {
    stack: () => stacksIn("."),
    unit: unitsOf,
    account: accountsOf,
    policy: policiesOf,
};
const FILES = ["folder", "file"];

/**
 * The words that may follow on a command line.
 *
 * @param program all commands, with their options and arguments.
 * @param words the words after `org`. The last one holds the cursor and may be empty.
 */
export function completeWords(program: Command, words: readonly string[]): WordCompletion {
    const { before, current, option: inOption } = readWords(words);
    const [name, ...rest] = before;
    const command = program.commands.find((one) => one.name() === name && !isHidden(program, one));
    if (name === undefined || (command === undefined && before.length === 0)) {
        return current.startsWith("-") ? starting(current, optionsOf(program)) : starting(current, commandsOf(program));
    }
    if (name === "help") return starting(current, rest.length === 0 ? commandsOf(program) : []);
    if (!command) return { candidates: [] };
    const given = readGiven(command, rest);
    const stack = given.stack ?? process.env.STACK ?? "dev";
    const open = inOption === undefined ? given.open : optionNamed(command, inOption);
    if (open && !(open.variadic && current.startsWith("-")))
        return valuesOf(open, optionPlaceholder(open), stack, current);
    if (current.startsWith("-")) {
        const left = optionsOf(command).filter(({ value }) => !given.options.includes(value));
        return starting(current, left);
    }
    const argument = command.registeredArguments[Math.min(given.arguments, command.registeredArguments.length - 1)];
    if (!argument || (given.arguments >= command.registeredArguments.length && !argument.variadic)) {
        return { candidates: [] };
    }
    return valuesOf(argument, argument.name(), stack, current);
}

/** The words as the user means them. Bash splits `--unit=San` into three words, and keeps the quote at the beginning of a word. */
function readWords(words: readonly string[]): { before: string[]; current: string; option?: string } {
    const plain = words.map((word) => word.replace(/^["']/, ""));
    const current = plain.at(-1) ?? "";
    const before = plain.slice(0, -1);
    if (before.at(-1) === "=" && before.at(-2)?.startsWith("--")) {
        return { before: before.slice(0, -2), current, option: before.at(-2) ?? "" };
    }
    if (current === "=" && before.at(-1)?.startsWith("--")) {
        return { before: before.slice(0, -1), current: "", option: before.at(-1) ?? "" };
    }
    return { before: before.filter((word) => word !== "="), current };
}

interface Given {
    /** The number of arguments that are there already. */
    readonly arguments: number;
    /** The option that still needs a value. */
    readonly open?: Option;
    readonly options: readonly string[];
    readonly stack?: string;
}

function readGiven(command: Command, words: readonly string[]): Given {
    let count = 0;
    let open: Option | undefined;
    let stack: string | undefined;
    const options: string[] = [];
    for (const word of words) {
        if (word.startsWith("-") && word.length > 1) {
            const [name = "", value] = word.split(/=(.*)/s);
            const option = optionNamed(command, name);
            if (option && !option.variadic && !(option instanceof RepeatableOption)) options.push(option.long ?? "");
            if (option?.long === "--stack") stack = value ?? stack;
            open = option && takesValue(option) && value === undefined ? option : undefined;
            continue;
        }
        if (open?.long === "--stack") stack = word;
        if (open) open = open.variadic ? open : undefined;
        else count++;
    }
    return { arguments: count, options, ...(open && { open }), ...(stack !== undefined && { stack }) };
}

function optionNamed(command: Command, name: string): Option | undefined {
    return command.options.find((option) => option.long === name || option.short === name);
}

function takesValue(option: Option): boolean {
    return option.required || option.optional;
}

/** `unit` of `--unit <unit>`. */
function optionPlaceholder({ flags }: Option): string {
    return /[<[]([^>\].]+)/.exec(flags)?.[1] ?? "";
}

function valuesOf(of: Option | Argument, placeholder: string, stack: string, current: string): WordCompletion {
    if (FILES.includes(placeholder)) return { candidates: [], files: true };
    const values = of.argChoices ?? VALUES[placeholder]?.(stack) ?? [];
    return starting(
        current,
        values.map((value) => ({ value, description: "" })),
    );
}

function starting(current: string, candidates: readonly Candidate[]): WordCompletion {
    return { candidates: candidates.filter(({ value }) => value.startsWith(current)) };
}

function commandsOf(program: Command): Candidate[] {
    return program.commands
        .filter((one) => !isHidden(program, one))
        .map((one) => ({ value: one.name(), description: one.summary() }))
        .concat({ value: "help", description: "Display the help of a command" });
}

function optionsOf(command: Command): Candidate[] {
    return command
        .createHelp()
        .visibleOptions(command)
        .map(({ long, short, description }) => ({ value: long ?? short ?? "", description }));
}

function isHidden(program: Command, command: Command): boolean {
    return !program.createHelp().visibleCommands(program).includes(command);
}
