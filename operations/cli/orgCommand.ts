import type { CommandContext } from "./commandContext";
import type { ExitCode } from "./commandError";

/** What a command has to say at its end. */
export interface CommandOutcome {
    /** For people; without a newline at its end. */
    readonly text: string;
    /** The same for programs: what `--json` prints. */
    readonly json: unknown;
    readonly code?: ExitCode;
}

/** What a command is about to change, told before it does. */
export interface ChangePlan {
    /** What a person reads first, in full: a preview, a list that a tool has made. */
    readonly details?: string;
    /** One line for each thing that will happen, in order. */
    readonly steps: readonly string[];
    /** What a person should know before: what is lost, what stays. */
    readonly warnings?: readonly string[];
    /** What has to be typed to confirm: the account's key, or the stack's name where it is about the stack. Absent where a yes is enough. */
    readonly confirm?: string;
    /** The account that it is about; without `id` where AWS has made none yet. Absent where it is about the whole stack. */
    readonly about?: { readonly key?: string; readonly id?: string };
    /** The plan for programs: what `--dry-run --json` prints. */
    readonly json: unknown;
    /** @param progress says what happens now, in one line. */
    execute(progress: (line: string) => void): Promise<CommandOutcome>;
}

/** The arguments and options as the command line has them: arguments by their name, options in camelCase. */
export type CommandValues = Readonly<Record<string, unknown>>;

/** One value as text; undefined where it was not given. */
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
    /** What `org NAME --help` says beside the options: what it does, what it asks of AWS, what it leaves alone. */
    readonly description: string;
    /** Commander's notation, `<account>` or `[action...]`, each with what it is. */
    readonly arguments?: readonly (readonly [name: string, description: string])[];
    /** Commander's notation, `--tag <key=value...>`, each with what it is, its default, and the values that it may have. */
    readonly options?: readonly (readonly [
        flags: string,
        description: string,
        byDefault?: string,
        choices?: readonly string[],
    ])[];
    /** Lines of `org ...` that can be typed as they stand. */
    readonly examples: readonly string[];
}

/** A command that only looks. */
export interface ReadCommand extends Described {
    run(context: CommandContext, values: CommandValues): Promise<CommandOutcome>;
}

/** A command that changes AWS, the definition or the state: it has --dry-run and --yes, and asks before it does. */
export interface ChangeCommand extends Described {
    /** An outcome instead of a plan where there is nothing to change and nothing to ask. */
    plan(context: CommandContext, values: CommandValues): Promise<ChangePlan | CommandOutcome>;
}

export type OrgCommand = ReadCommand | ChangeCommand;
