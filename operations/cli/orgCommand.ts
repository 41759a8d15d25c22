import type { CommandContext } from "./commandContext";
import type { ExitCode } from "./commandError";

/** The result of a command. */
export interface CommandOutcome {
    /** For people; without a newline at its end. */
    readonly text: string;
    /** The same result for programs: the output of `--json`. */
    readonly json: unknown;
    readonly code?: ExitCode;
}

/** What a command is about to change. It is shown before anything changes. */
export interface ChangePlan {
    /** What a person reads first, in full, such as a preview or the list of a tool. */
    readonly details?: string;
    /** One line for each thing that will happen, in order. */
    readonly steps: readonly string[];
    /** What a person should know before they confirm, such as what is lost and what stays. */
    readonly warnings?: readonly string[];
    /**
     * The text to type as confirmation: the account's key, or the stack's name if the plan is about the whole stack. Absent if a
     * yes is enough.
     */
    readonly confirm?: string;
    /**
     * The account that the plan is about. It has no `id` before AWS has created the account. Absent if the plan is about the whole
     * stack.
     */
    readonly about?: { readonly key?: string; readonly id?: string };
    /** The plan for programs: what `--dry-run --json` prints. */
    readonly json: unknown;
    /** @param progress reports the current step in one line. */
    execute(progress: (line: string) => void): Promise<CommandOutcome>;
}

/** The arguments and options of a command line: arguments by name, options in camelCase. */
export type CommandValues = Readonly<Record<string, unknown>>;

/** The value as text, or undefined if it was not given. */
export function textValue(values: CommandValues, name: string): string | undefined {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
}

/** The values of an option that takes several. */
export function textValues(values: CommandValues, name: string): readonly string[] {
    const value = values[name];
    return Array.isArray(value) ? value.map(String) : [];
}

interface Described {
    readonly name: string;
    /** One line of `org --help`. */
    readonly summary: string;
    /** The text of `org NAME --help` above the options: what the command does, what it asks AWS, and what it leaves alone. */
    readonly description: string;
    /** Arguments in commander's notation, such as `<account>` or `[action...]`, each with its description. */
    readonly arguments?: readonly (readonly [name: string, description: string])[];
    /**
     * Options in commander's notation, such as `--tag <key=value...>`, each with its description, its default and the values that
     * it allows. If the command takes any number of words (`[words...]`), such an option takes one value, and may be given several times.
     */
    readonly options?: readonly (readonly [
        flags: string,
        description: string,
        byDefault?: string,
        choices?: readonly string[],
    ])[];
    /** Command lines that work as they stand, each beginning with `org`. */
    readonly examples: readonly string[];
}

/** A command that changes nothing. */
export interface ReadCommand extends Described {
    run(context: CommandContext, values: CommandValues): Promise<CommandOutcome>;
}

/** A command that changes AWS, the definition or the state. It has --dry-run and --yes, and asks before it changes anything. */
export interface ChangeCommand extends Described {
    /** Returns an outcome instead of a plan if there is nothing to change. */
    plan(context: CommandContext, values: CommandValues): Promise<ChangePlan | CommandOutcome>;
}

export type OrgCommand = ReadCommand | ChangeCommand;
