import type { AccountModel } from "../../../../definition";
import { visible } from "../../../../limits";
import { accountInState, CommandError, EXIT, type CommandContext } from "../../../../operations/cli";
import { baseline } from "../../definition";

/** Finds the account of which the blocks are shown. @throws CommandError if there is none, or the name is that of a block. */
export async function accountNamed(context: CommandContext, named: string): Promise<AccountModel> {
    try {
        return await accountInState(context, named);
    } catch (error) {
        const { blocks } = context.model.features.get(baseline);
        if (!(error instanceof CommandError) || !blocks.some(({ key }) => key === named)) throw error;
        throw new CommandError(
            `${visible(named)} is a block of the baseline, and no account: \`org baseline\` shows where each block is, \`org baseline ACCOUNT\` shows the blocks of one account`,
            EXIT.usage,
        );
    }
}
