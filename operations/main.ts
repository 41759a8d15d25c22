import { CommanderError } from "commander";
import { DefinitionError, type Feature } from "../definition";
import { FEATURES } from "../features";
import { FEATURE_ADOPTIONS } from "../features/adoptions";
import { FEATURE_COMMANDS } from "../features/commands";
import { FEATURE_DRIFTS } from "../features/drifts";
import { READ_SPEND } from "../features/spendReader";
import { CommandContext } from "./cli/commandContext";
import { CommandError, EXIT, type ExitCode } from "./cli/commandError";
import { commandLine, withoutUnknownHelp } from "./cli/commandLine";
import { CommandRun } from "./cli/commandRun";
import { errorText } from "./cli/errorText";
import { printableTerminal, systemTerminal, type Terminal } from "./cli/terminal";
import type { OrgCommand } from "./cli/orgCommand";
import { commandsWith } from "./commands";
import type { FeatureAdoption } from "./commands/adopt/feature";
import type { FeatureDrift } from "./commands/drift/feature";
import type { SpendReader } from "./commands/tree/feature";

/** The capabilities that `org` works with. */
export interface OrgFeatures {
    /** They bring keys of their own to the definition. */
    readonly features: readonly Feature[];
    /** Their own commands. */
    readonly commands: readonly OrgCommand[];
    /** What they take over in `org adopt`. */
    readonly adoptions: readonly FeatureAdoption[];
    /** What `org drift` compares of them. */
    readonly drifts: readonly FeatureDrift[];
    /** What accounts cost, for `org tree --spend`. */
    readonly readSpend: SpendReader;
}

export const ORG_FEATURES: OrgFeatures = {
    features: FEATURES,
    commands: FEATURE_COMMANDS,
    adoptions: FEATURE_ADOPTIONS,
    drifts: FEATURE_DRIFTS,
    readSpend: READ_SPEND,
};

/** All commands, in the order in which `org --help` lists them: those of the capabilities are the last. */
export const COMMANDS = allCommands(ORG_FEATURES);

/**
 * Runs `org`.
 *
 * @param args the command line after `org`.
 * @param given the terminal that it writes to and reads from.
 * @param orgFeatures tests give their own.
 * @returns the exit code.
 */
export async function main(
    args: readonly string[],
    given: Terminal = systemTerminal(),
    orgFeatures: OrgFeatures = ORG_FEATURES,
): Promise<ExitCode> {
    const terminal = printableTerminal(given);
    let code: ExitCode = EXIT.done;
    let run: CommandRun | undefined;
    const program = commandLine(allCommands(orgFeatures), terminal, async (command, values, options) => {
        const context = new CommandContext(options.stack, orgFeatures.features, terminal.columns);
        run = new CommandRun(command, context, options, terminal);
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

function allCommands({ commands, adoptions, drifts, readSpend }: OrgFeatures): readonly OrgCommand[] {
    return [...commandsWith(adoptions, drifts, readSpend), ...commands];
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
