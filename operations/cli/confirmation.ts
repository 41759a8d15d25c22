import { CommandError, EXIT } from "./commandError";
import type { ChangePlan } from "./orgCommand";
import type { CommandContext } from "./commandContext";

/**
 * `--yes` needs two things, because nobody looks at the plan. The command line must name the stack, so that no default or leftover
 * variable chooses it. The stack's settings must name the management account, so that the credentials are checked.
 *
 * @param named whether the command line names the stack.
 * @throws CommandError if one of the two is missing.
 */
export function requireSureStack({ settings, stack }: CommandContext, named: boolean): void {
    if (!named) {
        throw new CommandError(
            `--yes needs --stack, because nobody confirms the plan: add --stack ${stack} if you mean that stack. The default and STACK in the environment do not count. Nothing was done`,
            EXIT.usage,
        );
    }
    if (settings.aws.allowedAccountIds.length === 0) {
        throw new CommandError(
            `--yes needs aws:allowedAccountIds, because nobody confirms the plan and the credentials must be checked. ${settings.file} has none. Write the number of the management account into its \`config\`, in quotes:\n` +
                `    aws:allowedAccountIds: ["<12 digits>"]\nNothing was done`,
            EXIT.usage,
        );
    }
}

/** Whether a person has typed what the plan asks for. If nobody is there to type, the answer is no. */
export async function isConfirmed(
    { confirm }: ChangePlan,
    ask?: (question: string) => Promise<string | undefined>,
): Promise<boolean> {
    const answer = await ask?.(confirm === undefined ? "Type yes to go on" : `Type ${confirm} to go on`);
    return answer?.trim() === (confirm ?? "yes");
}
