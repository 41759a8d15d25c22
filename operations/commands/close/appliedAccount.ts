import type { ExistingAccount } from "../../../program/state";
import type { CommandContext } from "../../cli/commandContext";
import { StackRunner } from "../../cli/stackRunner";
import { existingResources } from "../../cli/exportedState";

/** The account in the stack's state. Undefined if the stack no longer has it. */
export async function appliedAccount(context: CommandContext, key: string): Promise<ExistingAccount | undefined> {
    const runner = await StackRunner.open(context);
    return existingResources(await runner.exportState()).accounts.get(key);
}
