import type { FoundPolicy } from "../../../aws/organization";
import type { AccountModel } from "../../../definition";
import { reasonOf } from "../../cli/awsAnswer";
import type { CommandContext } from "../../cli/commandContext";

/**
 * What features say of an account before its quarantine. It asks AWS nothing, because a quarantine acts in seconds, and it never fails.
 *
 * @param account absent if the definition does not know the account, or cannot be read.
 * @param attached the policies attached to the account. Absent if AWS was not asked.
 */
export function quarantineWords(
    context: CommandContext,
    account: AccountModel | undefined,
    attached: readonly FoundPolicy[] | undefined,
): readonly string[] {
    if (!account) return [];
    try {
        return context.model.features.wordsOnAccount(account, {
            kind: "quarantine",
            ...(attached && {
                attached: attached.map(({ name }) => name),
                day: context.clients.now().toISOString().slice(0, 10),
            }),
        });
    } catch (error) {
        return [`What else to know of account ${account.key} could not be found out: ${reasonOf(error)}.`];
    }
}
