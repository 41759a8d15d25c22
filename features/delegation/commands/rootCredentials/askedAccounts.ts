import { CommandError, EXIT, memberOf, readMembership, type CommandContext } from "../../../../operations/cli";

/** A member account whose root user is asked about. */
export interface AskedAccount {
    readonly id: string;
    readonly arn: string;
    /** Its key in the definition; its name in AWS if the definition does not have it. */
    readonly title: string;
    /** Absent for an account that the definition does not have. */
    readonly key?: string;
}

export interface AskedAccounts {
    /** Sorted by title. */
    readonly asked: readonly AskedAccount[];
    /** Closed accounts, with their state: their root users cannot be asked about. */
    readonly skipped: readonly (AskedAccount & { readonly state: string })[];
}

/**
 * The member accounts that the command line names; all, if it names none. Never the management account.
 *
 * @param named keys, names, e-mails or ids.
 * @throws CommandError if an account is unknown, or is the management account.
 */
export async function askedAccounts(context: CommandContext, named: readonly string[]): Promise<AskedAccounts> {
    const membership = await readMembership(context.clients);
    const { managementAccountId, members } = membership;
    const keys = new Map(
        context.model.accounts.flatMap((account) => {
            const member = memberOf(account, membership);
            return member ? [[member.id, account.key] as const] : [];
        }),
    );
    const wanted = new Set(named.map((one) => idOf(context, one, membership)));
    if (wanted.has(managementAccountId)) {
        throw new CommandError(
            `${managementAccountId} is the management account: central root access reaches member accounts only. Look after its root user by hand. Nothing was done`,
        );
    }
    const accounts = members
        .filter(({ id }) => id !== managementAccountId && (wanted.size === 0 || wanted.has(id)))
        .map(({ id, arn, name, state }) => {
            const key = keys.get(id);
            return { id, arn, title: key ?? name, ...(key !== undefined && { key }), state };
        })
        .sort((one, other) => (one.title < other.title ? -1 : 1));
    return {
        asked: accounts.filter(({ state }) => state === "ACTIVE"),
        skipped: accounts.filter(({ state }) => state !== "ACTIVE"),
    };
}

function idOf(context: CommandContext, named: string, membership: Awaited<ReturnType<typeof readMembership>>): string {
    const isDefined = context.model.accounts.some(({ key, name }) => key === named || name === named);
    const [found, ...others] = membership.members.filter(
        ({ id, name }) => id === named || (!isDefined && name === named),
    );
    if (found && others.length === 0) return found.id;
    const account = context.account(named);
    const member = memberOf(account, membership);
    if (member) return member.id;
    throw new CommandError(`AWS has no account ${account.key} (${account.id ?? account.email}) yet`, EXIT.usage);
}
