import { isSameAccount } from "../../../definition/sameAccount";
import { describeAccount, pagesOfAccounts, type FoundAccount, type OrganizationCalls } from "../../../aws/organization";
import { DefinitionError, type AccountModel, type OrganizationModel } from "../../../definition";
import { didYouMean } from "../../../limits/messageText";
import { CommandError, EXIT } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";

/** The account that a quarantine is about. The definition may not know it. */
export interface QuarantinedAccount {
    readonly id: string;
    readonly arn: string;
    readonly name: string;
    readonly email: string;
    /** ACTIVE, PENDING_CLOSURE, SUSPENDED, ... */
    readonly state: string;
    /** The account in the definition. Absent if the definition lacks it or cannot be read. */
    readonly account?: AccountModel;
    /** The reason why the definition could not be read. */
    readonly mistake?: DefinitionError;
}

const ID = /^\d{12}$/;

/**
 * Finds an account by its key, name, e-mail or id in the definition. If the definition has mistakes or does not know it, finds it
 * in AWS by its id, e-mail or name. Takes one call if the id is known, otherwise one for each 20 accounts.
 *
 * @throws CommandError if there is no such account, or several have that name.
 */
export async function findQuarantinedAccount(context: CommandContext, named: string): Promise<QuarantinedAccount> {
    const { model, mistake } = readModel(context);
    const known = model?.accounts.some((account) => isNamed(account, named)) ? context.account(named) : undefined;
    const calls = context.clients.organizationCalls;
    const id = known?.id ?? (known === undefined && ID.test(named) ? named : undefined);
    const found = id === undefined ? await search(calls, known?.email ?? named) : await describe(calls, id);
    if (!found) {
        throw new CommandError(
            known
                ? `AWS has no account with the e-mail ${known.email}: ${known.key} has not been created yet, or its e-mail was changed. Name it by its id`
                : unknown(context, named, model, mistake),
            EXIT.usage,
        );
    }
    const { id: foundId, arn, name, email, state } = found;
    const account = known ?? model?.accounts.find((one) => isSameAccount(one, { id: foundId, email }));
    return { id: foundId, arn, name, email, state, ...(account && { account }), ...(mistake && { mistake }) };
}

/** How people refer to the account: `shop-prod (111122223333, "Shop")`. */
export function accountTitle({ id, name, account }: QuarantinedAccount): string {
    return account && account.key !== name ? `${account.key} (${id}, "${name}")` : `${name} (${id})`;
}

/** The same facts for programs. */
export function accountIdentity({ id, name, email, account }: QuarantinedAccount): Record<string, string> {
    return { ...(account && { key: account.key }), id, name, email };
}

function readModel(context: CommandContext): { model?: OrganizationModel; mistake?: DefinitionError } {
    try {
        return { model: context.model };
    } catch (error) {
        if (error instanceof DefinitionError) return { mistake: error };
        throw error;
    }
}

/** The same rule as in `CommandContext.account`, which also reports a name that several accounts have. */
function isNamed({ key, id, name, email }: AccountModel, named: string): boolean {
    return [key, id, name].includes(named) || email.toLowerCase() === named.toLowerCase();
}

function unknown(
    { settings }: CommandContext,
    named: string,
    model: OrganizationModel | undefined,
    mistake: DefinitionError | undefined,
): string {
    if (mistake) {
        return `AWS has no account with the name or e-mail ${JSON.stringify(named)}, and the definition ${settings.definition} has mistakes: name the account by its id`;
    }
    const keys = model?.accounts.flatMap(({ key, name, email }) => [key, name, email]) ?? [];
    return `neither the definition ${settings.definition} nor AWS has an account ${JSON.stringify(named)}.${didYouMean(named, keys)} \`org accounts\` lists them`;
}

async function describe(calls: OrganizationCalls, accountId: string): Promise<FoundAccount> {
    const found = await describeAccount(calls, accountId);
    if (found) return found;
    throw new CommandError(
        `account ${accountId} is not in this organisation: nothing here can act on it. Choose another stack with --stack, or ask who owns it`,
        EXIT.usage,
    );
}

/** E-mails are unique, so the search ends with the page that has the e-mail. Names are not unique. */
async function search(calls: OrganizationCalls, wanted: string): Promise<FoundAccount | undefined> {
    const named: FoundAccount[] = [];
    for await (const accounts of pagesOfAccounts(calls)) {
        const byEmail = accounts.find(({ email }) => email.toLowerCase() === wanted.toLowerCase());
        if (byEmail) return byEmail;
        named.push(...accounts.filter(({ name }) => name === wanted));
    }
    if (named.length > 1) {
        const ids = named.map(({ id }) => id).join(", ");
        throw new CommandError(
            `AWS has several accounts with the name ${wanted}: ${ids}. Name one by its id`,
            EXIT.usage,
        );
    }
    return named[0];
}
