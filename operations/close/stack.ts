import { fromState, type ExistingAccount } from "../../program/state";
import type { Context } from "../context";
import { StackRunner } from "../pulumi";
import { resourcesOf } from "../stateResources";

/** The account in the stack's state; nothing where the stack has it no longer. */
export async function inStack(context: Context, key: string): Promise<ExistingAccount | undefined> {
    const runner = await StackRunner.open(context);
    return fromState(resourcesOf(await runner.exportState())).accounts.get(key);
}
