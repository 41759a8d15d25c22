import type { Context } from "../context";
import { StackRunner } from "../pulumi";

/** The account in the stack's state; nothing where the stack has it no longer. */
export async function inStack(
    context: Context,
    key: string,
): Promise<{ readonly closeOnDeletion?: unknown } | undefined> {
    const state = (await (await StackRunner.open(context)).exportState()) as {
        deployment?: {
            resources?: readonly { urn: string; type: string; inputs?: Record<string, unknown> }[];
        } | null;
    };
    const found = (state.deployment?.resources ?? []).find(
        ({ urn, type }) => type === "aws:organizations/account:Account" && urn.endsWith(`::${key}`),
    );
    return found && (found.inputs ?? {});
}

/** Whether `state: closing` is applied: then, and not before, leaving the account out closes it. */
export async function isClosing(context: Context, key: string): Promise<boolean> {
    return (await inStack(context, key))?.closeOnDeletion === true;
}
