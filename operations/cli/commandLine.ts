import { Command, CommanderError, Option } from "commander";
import { EXIT } from "./commandError";
import { inWords, refuseEmpty, refuseSlips, WORDS_FIRST } from "./commandLineSlips";
import { addCompletion } from "./completion";
import type { CommandValues, OrgCommand } from "./orgCommand";
import { orgVersion } from "./orgVersion";
import { isList, RepeatableOption } from "./repeatableOption";
import type { Terminal } from "./terminal";

/** The options that every command has. */
export interface CommonOptions {
    readonly stack: string;
    /** Whether the command line names the stack. False if it is the default or comes from the environment. */
    readonly stackNamed: boolean;
    readonly json?: boolean;
    readonly dryRun?: boolean;
    readonly yes?: boolean;
}

/** Runs the command that was typed. */
export type CommandAction = (command: OrgCommand, values: CommandValues, options: CommonOptions) => Promise<void>;

const EXIT_CODES = `Exit codes:
  ${EXIT.done}  done, or there was nothing to do
  ${EXIT.failed}  AWS, the network or Pulumi failed; the message says what was done before that
  ${EXIT.usage}  the command line is wrong: an unknown command, option, stack, unit or account, an empty value, or a question without an answer
  ${EXIT.refused}  a rule of AWS or of the definition forbids it; nothing was done
  ${EXIT.unconfirmed}  not confirmed; nothing was done
  ${EXIT.found}  found: what to look at (org expiring, end-sandboxes, root-credentials, baseline), or another answer than expected (org explain --expect)

Type it in the checkout, as ./org. STACK=prod in the environment means --stack prod, but not together with --yes.
\`./org COMMAND --help\` says more about a command.`;

/** The command line of `org`: all commands with their options and help, in the order of `org --help`. */
export function commandLine(commands: readonly OrgCommand[], terminal: Terminal, action: CommandAction): Command {
    const program = new Command("org")
        .description("Day-to-day work on an organisation: where it must be quick, or where the order of steps matters.")
        .exitOverride()
        .showHelpAfterError("(org --help lists the commands)")
        .configureOutput({
            writeOut: (text) => terminal.out(text.trimEnd()),
            writeErr: (text) => terminal.error(text.trimEnd()),
            outputError: (text, write) => write(inWords(text)),
        })
        .option("-V, --version", "print the release, and the commit of the checkout")
        .on("option:version", () => {
            terminal.out(orgVersion());
            throw new CommanderError(EXIT.done, "org.version", "");
        })
        .addHelpText("after", `\n${EXIT_CODES}`);
    for (const command of commands) addCommand(program, command, action);
    addCompletion(program, (text) => terminal.out(text));
    return program;
}

/** Turns `org help NAME` with an unknown name into `org NAME`. Commander's error then suggests the name that was probably meant. */
export function withoutUnknownHelp(program: Command, args: readonly string[]): string[] {
    const [first, name] = args;
    const isUnknown =
        name !== undefined && !name.startsWith("-") && !program.commands.some((one) => one.name() === name);
    return first === "help" && isUnknown && name !== "help" ? [name] : [...args];
}

function addCommand(program: Command, command: OrgCommand, action: CommandAction): void {
    const added = program
        .command(command.name)
        .summary(command.summary)
        .description(command.description)
        .exitOverride();
    for (const [name, description] of command.arguments ?? []) added.argument(name, description);
    added.showHelpAfterError(`Usage: org ${command.name} ${added.usage()}\n(org ${command.name} --help says more)`);
    addOptions(added, command);
    refuseSlips(added);
    if (added.options.some(({ variadic }) => variadic) && added.registeredArguments.length > 0) {
        added.configureOutput({ outputError: (text, write) => write(inWords(text, WORDS_FIRST)) });
    }
    added.addHelpText("after", `\nExamples:\n${command.examples.map((line) => `  ./${line}`).join("\n")}`);
    const names = (command.arguments ?? []).map(([name]) => name.replace(/[<>[\].]/g, ""));
    added.action(async (...received: unknown[]) => {
        const options: CommonOptions = {
            ...added.opts<CommonOptions>(),
            stackNamed: added.getOptionValueSource("stack") === "cli",
        };
        const values = {
            ...options,
            ...Object.fromEntries(names.map((name, index) => [name, received[index]])),
        };
        refuseEmpty(values, names);
        await action(command, values, options);
    });
}

/** Adds the command's own options, then the options that all commands have. */
function addOptions(added: Command, command: OrgCommand): void {
    const hasWords = added.registeredArguments.some(({ variadic }) => variadic);
    for (const [flags, description, byDefault, choices] of command.options ?? []) {
        if (hasWords && isList(flags)) {
            added.addOption(new RepeatableOption(flags, description));
            continue;
        }
        const option = new Option(flags, description).default(byDefault);
        added.addOption(choices ? option.choices(choices) : option);
    }
    added.option("-s, --stack <stack>", "the stack whose settings and definition are used", process.env.STACK ?? "dev");
    added.option("--json", "print JSON");
    if ("plan" in command) {
        added.option("--dry-run", "show what would be done, and change nothing");
        added.option(
            "-y, --yes",
            "do not ask for confirmation: for scripts. Needs --stack, and aws:allowedAccountIds in the stack's settings",
        );
    }
}
