import { Command, CommanderError } from "commander";
import { DefinitionError } from "../definition";
import { CommandError, EXIT, type ExitCode, type OrgCommand, type Outcome, type Plan } from "./command";
import { COMMANDS } from "./commands";
import { Context } from "./context";

/** What the command writes to and reads from; a test has its own. */
export interface Terminal {
    out(text: string): void;
    /** Progress and errors: never what a script reads. */
    error(text: string): void;
    /** Asks a person to type something; undefined where there is none, or they gave up. */
    ask?(question: string): Promise<string | undefined>;
}

interface CommonOptions {
    readonly stack: string;
    readonly json?: boolean;
    readonly dryRun?: boolean;
    readonly yes?: boolean;
}

/**
 * Runs `org`.
 *
 * @param args the command line behind `org`.
 * @returns the code to exit with.
 */
export async function main(args: readonly string[], terminal: Terminal = systemTerminal()): Promise<ExitCode> {
    let code: ExitCode = EXIT.done;
    const program = new Command("org")
        .description("What is done to an organisation by hand: where it must be quick, or where order matters.")
        .exitOverride()
        .showHelpAfterError("(org --help lists what there is)")
        .configureOutput({
            writeOut: (text) => terminal.out(text.trimEnd()),
            writeErr: (text) => terminal.error(text.trimEnd()),
        });
    for (const command of COMMANDS) {
        add(program, command, async (values, options) => {
            code = await run(command, new Context(options.stack), values, options, terminal);
        });
    }
    try {
        await program.parseAsync([...args], { from: "user" });
        return code;
    } catch (error) {
        if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
        terminal.error(`org: ${explain(error)}`);
        return error instanceof CommandError
            ? error.code
            : error instanceof DefinitionError
              ? EXIT.refused
              : EXIT.failed;
    }
}

function add(
    program: Command,
    command: OrgCommand,
    action: (values: Record<string, unknown>, options: CommonOptions) => Promise<void>,
): void {
    const added = program
        .command(command.name)
        .summary(command.summary)
        .description(command.description)
        .exitOverride()
        .showHelpAfterError(`(org ${command.name} --help says more)`);
    for (const [name, description] of command.arguments ?? []) added.argument(name, description);
    for (const [flags, description, byDefault] of command.options ?? []) added.option(flags, description, byDefault);
    added.option(
        "-s, --stack <stack>",
        "the stack, whose settings and definition are used",
        process.env.STACK ?? "dev",
    );
    added.option("--json", "print JSON, for programs");
    if ("plan" in command) {
        added.option("--dry-run", "show what would be done, and do nothing");
        added.option("-y, --yes", "do not ask: for scripts");
    }
    added.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  ${line}`).join("\n")}`);
    const names = (command.arguments ?? []).map(([name]) => name.replace(/[<>[\].]/g, ""));
    added.action(async (...received: unknown[]) => {
        const options = added.opts<CommonOptions>();
        const values = Object.fromEntries(names.map((name, index) => [name, received[index]]));
        await action({ ...options, ...values }, options);
    });
}

async function run(
    command: OrgCommand,
    context: Context,
    values: Record<string, unknown>,
    options: CommonOptions,
    terminal: Terminal,
): Promise<ExitCode> {
    if ("run" in command) return finish(await command.run(context, values), options, terminal);
    const plan = await command.plan(context, values);
    if ("text" in plan) return finish(plan, options, terminal);
    if (options.dryRun) {
        return finish(
            { text: `${describe(plan)}\nNothing was done: this is a dry run.`, json: plan.json },
            options,
            terminal,
        );
    }
    if (!options.yes) {
        terminal.error(describe(plan));
        if (!(await isConfirmed(plan, terminal))) {
            terminal.error("org: not confirmed; nothing was done. In a script, say --yes.");
            return EXIT.unconfirmed;
        }
    }
    return finish(await plan.execute((line) => terminal.error(line)), options, terminal);
}

function finish({ text, json, code }: Outcome, options: CommonOptions, terminal: Terminal): ExitCode {
    terminal.out(options.json ? JSON.stringify(json, undefined, 2) : text);
    return code ?? EXIT.done;
}

function describe({ details, steps, warnings = [] }: Plan): string {
    return [
        ...(details === undefined ? [] : [details, ""]),
        ...warnings.map((warning) => `! ${warning}`),
        ...steps.map((step, index) => `${index + 1}. ${step}`),
    ].join("\n");
}

async function isConfirmed({ confirm }: Plan, terminal: Terminal): Promise<boolean> {
    const answer = await terminal.ask?.(confirm === undefined ? "Type yes to go on" : `Type ${confirm} to go on`);
    return answer?.trim() === (confirm ?? "yes");
}

function explain(error: unknown): string {
    if (error instanceof CommandError || error instanceof DefinitionError) return error.message;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function systemTerminal(): Terminal {
    return {
        out: (text) => console.log(text),
        error: (text) => console.error(text),
        ...(process.stdin.isTTY && { ask }),
    };
}

async function ask(question: string): Promise<string | undefined> {
    const { isCancel, text } = await import("@clack/prompts");
    const answer = await text({ message: question, output: process.stderr });
    return isCancel(answer) ? undefined : answer;
}
