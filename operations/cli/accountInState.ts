import type { AccountModel } from "../../definition";
import { ACCOUNT_ID, textError } from "../../limits";
import type { ExistingResources } from "../../program/state";
import type { CommandContext } from "./commandContext";
import { CommandError, EXIT } from "./commandError";
import { existingResources } from "./exportedState";
import { StackRunner } from "./stackRunner";

/**
 * Finds an account of the definition by its key, name, e-mail or id. Most definitions do not have the ids of the accounts that the program
 * has created: an id that is not in the definition is looked up in the stack's state. Nothing else needs the state.
 *
 * @throws CommandError if there is no such account.
 */
export async function accountInState(
    context: CommandContext,
    named: string,
    readState: (context: CommandContext) => Promise<ExistingResources> = stateOf,
): Promise<AccountModel> {
    const { accounts } = context.model;
    const isDefined = accounts.some(({ key, name, id }) => [key, name, id].includes(named));
    if (isDefined || textError(ACCOUNT_ID, named) !== undefined) return context.account(named);
    const { definition } = context.settings;
    const stack = `stack ${context.stack}`;
    let existing: ExistingResources;
    try {
        existing = await readState(context);
    } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        throw notFound(
            `the definition ${definition} has no account "${named}". \`org accounts\` lists them. The state of ${stack}, which knows the ids of all accounts, cannot be read: ${error.message}`,
        );
    }
    const key = [...existing.accounts].find(([, { id }]) => id === named)?.[0];
    if (key === undefined) {
        throw notFound(
            `the definition ${definition} and the state of ${stack} have no account "${named}". \`org accounts\` lists them`,
        );
    }
    const found = accounts.find((account) => account.key === key);
    if (found) return found;
    throw notFound(
        `account ${named} is ${key} in the state of ${stack}, but the definition ${definition} has no account with that key`,
    );
}

/** What the stack's state has. @throws CommandError if it cannot be read. */
export async function stateOf(context: CommandContext): Promise<ExistingResources> {
    const runner = await StackRunner.open(context);
    return existingResources(await runner.exportState());
}

function notFound(message: string): CommandError {
    return new CommandError(message, EXIT.usage);
}
