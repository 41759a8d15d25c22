import { CommanderError } from "commander";
import { DefinitionError } from "../definition";
import { FEATURES } from "../features";
import { CommandContext } from "./cli/commandContext";
import { CommandError, EXIT, type ExitCode } from "./cli/commandError";
import { commandLine, withoutUnknownHelp } from "./cli/commandLine";
import { CommandRun } from "./cli/commandRun";
import { errorText } from "./cli/errorText";
import { printableTerminal, systemTerminal, type Terminal } from "./cli/terminal";
import { COMMANDS } from "./commands";

/**
 * Runs `org`.
 *
 * @param args the command line after `org`.
 * @returns the exit code.
 */
export async function main(args: readonly string[], given: Terminal = systemTerminal()): Promise<ExitCode> {
    const terminal = printableTerminal(given);
    let code: ExitCode = EXIT.done;
    let run: CommandRun | undefined;
    const program = commandLine(COMMANDS, terminal, async (command, values, options) => {
        run = new CommandRun(command, new CommandContext(options.stack, FEATURES, terminal.columns), options, terminal);
        code = await run.run(values);
    });
    try {
        await program.parseAsync(withoutUnknownHelp(program, args), { from: "user" });
        return code;
    } catch (error) {
        // Commander has written its own errors, and its help, already.
        if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
        terminal.error(`org: ${failureText(error, run)}`);
        return exitCodeOf(error);
    }
}

/**
 * The text that reports an error. Nothing changes before a plan is executed, so for an earlier failure the text says that nothing
 * was done.
 */
function failureText(error: unknown, run: CommandRun | undefined): string {
    if (error instanceof CommandError || error instanceof DefinitionError) return errorText(error);
    const text = errorText(error, run?.context.settings.aws.endpoints.organizations);
    return run?.mayHaveChanged === true ? text : `${text.replace(/\.$/, "")}. Nothing was done`;
}

function exitCodeOf(error: unknown): ExitCode {
    if (error instanceof CommandError) return error.code;
    return error instanceof DefinitionError ? EXIT.refused : EXIT.failed;
}
