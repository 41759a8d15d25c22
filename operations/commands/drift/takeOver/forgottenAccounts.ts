import { EXIT, CommandError } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import { exportedResources } from "../../../cli/exportedState";
import { shellWord } from "../../../cli/shellText";
import { StackRunner } from "../../../cli/stackRunner";
import type { DriftItem } from "../driftItem";

/** The URNs of accounts that AWS has closed or no longer has. The state still has them, so that nobody may leave them out. */
export function accountsToForget(items: readonly DriftItem[]): readonly string[] {
    return items
        .filter(({ kind }) => kind === "account-closed" || kind === "account-removed")
        .flatMap(({ resources }) => resources);
}

/** The command with which the stack forgets what AWS no longer has. It changes nothing in AWS. */
export function forgettingCommand({ stack }: Pick<CommandContext, "stack">, urns: readonly string[]): string {
    const targets = urns.flatMap((urn) => ["--target", shellWord(urn)]);
    return ["pulumi refresh --stack", shellWord(stack), ...targets].join(" ");
}

/**
 * Reads those accounts into the state again, and nothing else. The AWS provider takes a closed account out of it once AWS has closed it.
 *
 * @throws CommandError if Pulumi fails, or if AWS is still closing an account. The definition is written then.
 */
export async function forgetAccounts(context: CommandContext, urns: readonly string[]): Promise<void> {
    const command = forgettingCommand(context, urns);
    const runner = await StackRunner.open(context);
    try {
        await runner.refresh(urns);
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        throw new CommandError(
            `${error.message}\n\nThe stack's state still has the account, and \`up\` is refused until it does not. Run: ${command}`,
            EXIT.failed,
        );
    }
    const left = exportedResources(await runner.exportState()).filter(({ urn }) => urns.includes(urn));
    if (left.length === 0) return;
    throw new CommandError(
        `AWS is still closing the account, so the stack's state keeps it, and \`up\` is refused until it does not. Wait some minutes, and run: ${command}`,
        EXIT.failed,
    );
}
