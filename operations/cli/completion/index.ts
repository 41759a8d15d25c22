import type { Command } from "commander";
import { ASK_COMMAND, SHELL_SCRIPTS } from "./shellScripts";
import { completeWords } from "./completeWords";

const SHELLS = Object.keys(SHELL_SCRIPTS);

/**
 * Adds the completion of command lines: `org completion bash`, which prints a script, and the hidden command that the script calls.
 *
 * @param out prints a text and ends the line.
 */
export function addCompletion(program: Command, out: (text: string) => void): void {
    const completion = program
        .createCommand("completion")
        .summary("Print a script that completes command lines of org in bash or zsh")
        .description(
            "Prints a script for a shell. With it the tab key completes commands and options, and stacks, units and accounts of the definition. " +
                "It does not ask AWS, and works while the definition has mistakes.",
        )
        .addArgument(program.createArgument("<shell>", SHELLS.join(" or ")).choices(SHELLS))
        .addHelpText(
            "after",
            "\nExamples:\n  source <(./org completion bash)\n  ./org completion bash > ~/.local/share/bash-completion/completions/org",
        )
        .action((shell: string) => out((SHELL_SCRIPTS[shell] ?? "").trimEnd()));
    const asked = program
        .createCommand(ASK_COMMAND)
        .argument("[words...]")
        .allowUnknownOption()
        .action((words: string[]) => {
            const { candidates, files } = completeWords(program, words);
            const lines = [
                ...candidates.map(({ value, description }) => `${value}\t${description}`),
                ...(files ? [":files"] : []),
            ];
            if (lines.length > 0) out(lines.join("\n"));
        });
    for (const command of [completion, asked]) command.copyInheritedSettings(program);
    program.addCommand(completion).addCommand(asked, { hidden: true });
}
