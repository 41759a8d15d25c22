import { Command, CommanderError, Option } from "commander";
import { DefinitionError } from "../definition";
import { FEATURES } from "../features";
import { printable } from "../limits";
import { inWords, refuseEmpty, refuseSlips } from "./cli/commandLineSlips";
import { CommandError, EXIT, type ExitCode, type OrgCommand, type Outcome, type Plan } from "./cli/orgCommand";
import { COMMANDS } from "./commands";
import { addCompletion } from "./cli/completion";
import { isConfirmed, requireSureStack } from "./cli/confirmation";
import { Context } from "./cli/commandContext";
import { explain } from "./cli/errorText";
import { describeHead, headOf } from "./cli/planHead";
import { version } from "./cli/orgVersion";

/** What the command writes to and reads from; a test has its own. */
export interface Terminal {
    out(text: string): void;
    /** Progress and errors: never what a script reads. */
    error(text: string): void;
    /** How wide it is; absent where it is none: what is printed goes to a file or a program, and is not wrapped. */
    readonly columns?: number;
    /** Asks a person to type something; undefined where there is none, or they gave up. */
    ask?(question: string): Promise<string | undefined>;
}

interface CommonOptions {
    readonly stack: string;
    /** It was named on the command line, and is no default. */
    readonly stackNamed: boolean;
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
export async function main(args: readonly string[], given: Terminal = systemTerminal()): Promise<ExitCode> {
    const terminal = printing(given);
    let code: ExitCode = EXIT.done;
    let context: Context | undefined;
    // Until something is changed, a failure has changed nothing, and that is worth knowing.
    const progress = { changing: false };
    const program = commandLine(terminal, async (command, values, options) => {
        context = new Context(options.stack, FEATURES, terminal.columns);
        progress.changing = "run" in command;
        code = await run(command, context, values, options, terminal, progress);
    });
    try {
        await program.parseAsync(helpOf(program, args), { from: "user" });
        return code;
    } catch (error) {
        if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
        const told = error instanceof CommandError || error instanceof DefinitionError;
        const explained = explain(error, told ? undefined : context?.settings.aws.endpoints.organizations);
        terminal.error(
            `org: ${told || progress.changing ? explained : `${explained.replace(/\.$/, "")}. Nothing was done`}`,
        );
        return error instanceof CommandError
            ? error.code
            : error instanceof DefinitionError
              ? EXIT.refused
              : EXIT.failed;
    }
}

/** What is done with a command that was typed. */
type Action = (command: OrgCommand, values: Record<string, unknown>, options: CommonOptions) => Promise<void>;

/** All commands with their options and helps. */
export function commandLine(terminal: Terminal, action: Action): Command {
    const program = new Command("org")
        .description("What is done to an organisation by hand: where it must be quick, or where order matters.")
        .exitOverride()
        .showHelpAfterError("(org --help lists what there is)")
        .configureOutput({
            writeOut: (text) => terminal.out(text.trimEnd()),
            writeErr: (text) => terminal.error(text.trimEnd()),
            outputError: (text, write) => write(inWords(text)),
        })
        .option("-V, --version", "print the release, and the commit of the checkout")
        .on("option:version", () => {
            terminal.out(version());
            throw new CommanderError(EXIT.done, "org.version", "");
        })
        .addHelpText("after", `\n${EXIT_CODES}`);
    for (const command of COMMANDS) {
        add(program, command, (values, options) => action(command, values, options));
    }
    addCompletion(program, (text) => terminal.out(text));
    return program;
}

/** `org help NAME` of a name that there is not is that name alone: commander says then what was probably meant. */
function helpOf(program: Command, args: readonly string[]): string[] {
    const [first, name] = args;
    const isUnknown =
        name !== undefined && !name.startsWith("-") && !program.commands.some((one) => one.name() === name);
    return first === "help" && isUnknown && name !== "help" ? [name] : [...args];
}

const EXIT_CODES = `Exit codes:
  ${EXIT.done}  done, or nothing was to be done
  ${EXIT.failed}  AWS, the network or Pulumi failed; what was done before is said
  ${EXIT.usage}  the command line is wrong: an unknown command, option, stack, unit or account, or an empty value
  ${EXIT.refused}  a rule of AWS or of the definition stands against it; nothing was done
  ${EXIT.unconfirmed}  not confirmed; nothing was done
  ${EXIT.found}  found: org expiring an account that has expired, org explain --expect another answer

It is typed in the checkout, as ./org. STACK=prod in the environment stands for --stack prod, but not beside --yes.
\`./org COMMAND --help\` says more of a command.`;

function add(
    program: Command,
    command: OrgCommand,
    action: (values: Record<string, unknown>, options: CommonOptions) => Promise<void>,
): void {
    const added = program
        .command(command.name)
        .summary(command.summary)
        .description(command.description)
        .exitOverride();
    for (const [name, description] of command.arguments ?? []) added.argument(name, description);
    added.showHelpAfterError(`Usage: org ${command.name} ${added.usage()}\n(org ${command.name} --help says more)`);
    for (const [flags, description, byDefault, choices] of command.options ?? []) {
        const option = new Option(flags, description).default(byDefault);
        added.addOption(choices ? option.choices(choices) : option);
    }
    added.option(
        "-s, --stack <stack>",
        "the stack, whose settings and definition are used",
        process.env.STACK ?? "dev",
    );
    added.option("--json", "print JSON, for programs");
    if ("plan" in command) {
        added.option("--dry-run", "show what would be done, and do nothing");
        added.option("-y, --yes", "do not ask: for scripts. Needs --stack, and aws:allowedAccountIds in its settings");
    }
    refuseSlips(added);
    added.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  ./${line}`).join("\n")}`);
    const names = (command.arguments ?? []).map(([name]) => name.replace(/[<>[\].]/g, ""));
    added.action(async (...received: unknown[]) => {
        const options: CommonOptions = {
            ...added.opts<CommonOptions>(),
            stackNamed: added.getOptionValueSource("stack") === "cli",
        };
        const values = Object.fromEntries(names.map((name, index) => [name, received[index]]));
        refuseEmpty({ ...options, ...values }, names);
        await action({ ...options, ...values }, options);
    });
}

async function run(
    command: OrgCommand,
    context: Context,
    values: Record<string, unknown>,
    options: CommonOptions,
    terminal: Terminal,
    progress: { changing: boolean },
): Promise<ExitCode> {
    if ("run" in command) return finish(await command.run(context, values), options, terminal);
    if (options.yes && !options.dryRun) requireSureStack(context, options.stackNamed);
    const plan = await command.plan(context, values);
    if ("text" in plan) return finish(plan, options, terminal);
    const head = await headOf(context, plan);
    const described = describe(plan, describeHead(head));
    if (options.dryRun) {
        return finish(
            {
                text: `${described}\nNothing was done: this is a dry run.`,
                json: { ...(plan.json as object), target: head },
            },
            options,
            terminal,
        );
    }
    // Not asked for, it is told all the same: a log that says what was meant.
    if (!options.yes || !options.json) terminal.error(described);
    if (!options.yes && !(await isConfirmed(plan, terminal.ask?.bind(terminal)))) {
        terminal.error(`org: not confirmed; nothing was done. In a script, say --yes and --stack ${context.stack}.`);
        return EXIT.unconfirmed;
    }
    progress.changing = true;
    return finish(await plan.execute((line) => terminal.error(line)), options, terminal);
}

function finish({ text, json, code }: Outcome, options: CommonOptions, terminal: Terminal): ExitCode {
    terminal.out(options.json ? JSON.stringify(json, undefined, 2) : text);
    return code ?? EXIT.done;
}

/** @param head where and on what, above the steps: what comes before may be longer than the terminal. */
function describe({ details, steps, warnings = [] }: Plan, head: string): string {
    return [
        ...(details === undefined ? [] : [details, ""]),
        head,
        ...warnings.map((warning) => `! ${warning}`),
        ...steps.map((step, index) => `${index + 1}. ${step}`),
    ].join("\n");
}

/** What others wrote, names that AWS has and keys of the definition, commands no terminal and no log. */
function printing(terminal: Terminal): Terminal {
    return {
        ...terminal,
        out: (text) => terminal.out(printable(text)),
        error: (text) => terminal.error(printable(text)),
    };
}

function systemTerminal(): Terminal {
    // Whoever reads may stop reading (`org accounts | head -1`). What is under way goes on to its end all the same.
    for (const stream of [process.stdout, process.stderr]) {
        stream.on("error", (error: NodeJS.ErrnoException) => {
            if (error.code !== "EPIPE") throw error;
        });
    }
    return {
        out: (text) => console.log(text),
        error: (text) => console.error(text),
        ...(process.stdout.isTTY && process.stdout.columns > 0 && { columns: process.stdout.columns }),
        ...(process.stdin.isTTY && { ask }),
    };
}

async function ask(question: string): Promise<string | undefined> {
    const { isCancel, text } = await import("@clack/prompts");
    const answer = await text({ message: question, output: process.stderr });
    return isCancel(answer) ? undefined : answer;
}
