import { EXIT, CommandError } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import { exportedResources } from "../../../cli/exportedState";
import { shellWord } from "../../../cli/shellText";
import { StackRunner } from "../../../cli/stackRunner";
import { parseUrn } from "../../../../program/state";
import type { DriftItem, DriftKind } from "../driftItem";
import { withoutContactsOf } from "./forgottenContacts";

/** The state still has these accounts, and `up` refuses to leave out what it has. */
const GONE: readonly DriftKind[] = ["account-closed", "account-removed"];
/** And another e-mail than that of the state would replace the account, which `up` refuses. */
const REFRESHED: readonly DriftKind[] = [...GONE, "account-email-changed"];

/** Whether the state must know of an item before a review and `up` agree with the edited definition. */
export function isRefreshed({ kind }: Pick<DriftItem, "kind">): boolean {
    return REFRESHED.includes(kind);
}

/** The command that reads what AWS has of some items into the state. It changes nothing in AWS. */
export function refreshCommand({ stack }: Pick<CommandContext, "stack">, items: readonly DriftItem[]): string {
    const targets = urnsOf(items).flatMap((urn) => ["--target", shellWord(urn)]);
    return ["pulumi refresh --stack", shellWord(stack), ...targets].join(" ");
}

/**
 * Reads those accounts into the state again, and takes contacts out of it that nobody can reach any more. The AWS provider takes a closed
 * account out of it once AWS has closed it.
 *
 * @param items those for which `isRefreshed` holds.
 * @throws CommandError if Pulumi fails, or if AWS is still closing an account. The definition is written then.
 */
export async function refreshAccounts(context: CommandContext, items: readonly DriftItem[]): Promise<void> {
    const command = refreshCommand(context, items);
    const runner = await StackRunner.open(context);
    const gone = urnsOf(items.filter(({ kind }) => GONE.includes(kind)));
    try {
        // First, because the account is listed as long as the state has it: an interrupted command can be run again.
        const forgotten = gone.length > 0 && withoutContactsOf(await runner.exportState(), gone.map(nameOf));
        if (forgotten) await runner.importState(forgotten);
        await runner.refresh(urnsOf(items));
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        throw new CommandError(
            `${error.message}\n\nThe stack's state does not have it yet, and \`up\` is refused until it does. Run: ${command}`,
            EXIT.failed,
        );
    }
    const left = exportedResources(await runner.exportState()).filter(({ urn }) => gone.includes(urn));
    if (left.length === 0) return;
    throw new CommandError(
        `AWS is still closing the account, so the stack's state keeps it, and \`up\` is refused until it does not. Wait some minutes, and run: ${command}`,
        EXIT.failed,
    );
}

function nameOf(urn: string): string {
    return parseUrn(urn).name;
}

function urnsOf(items: readonly DriftItem[]): readonly string[] {
    return items.flatMap(({ resources }) => resources);
}
