import { answerFrom } from "../../../cli/awsAnswer";
import type { InventoryAccount } from "../inventory";
import { during } from "../../../cli/progressBar";
import type { AdoptionReading } from "./featureAdoption";

/** AWS's answers about accounts, by their ids. An account is in one of the two maps. */
export interface AccountAnswers<T> {
    readonly values: ReadonlyMap<string, T>;
    /** The reason why there is no answer, in one line. */
    readonly unread: ReadonlyMap<string, string>;
}

interface AccountQuestion<T> {
    /** What is asked, such as "contacts": unique among the features, because the answers are kept under it. */
    readonly what: string;
    /** The services that are asked, in the provider's spelling. */
    readonly services: readonly string[];
    /** Its answer must survive JSON. */
    readonly ask: (accountId: string) => Promise<T>;
}

/** How many accounts are asked before the others. */
const SAMPLE = 3;

/**
 * Asks AWS the same about every account. If AWS denies it for the first three in the same way, a permission or an endpoint is missing, and
 * the others are not asked: thousands of calls would be refused. One account alone may be denied for a reason of its own.
 */
export async function readEachAccount<T>(
    accounts: readonly Pick<InventoryAccount, "id">[],
    { what, services, ask }: AccountQuestion<T>,
    { journal, endpoints }: Pick<AdoptionReading, "journal" | "endpoints">,
): Promise<AccountAnswers<T>> {
    const values = new Map<string, T>();
    const unread = new Map<string, string>();
    if (accounts.length === 0) return { values, unread };
    const [sample, others] = [accounts.slice(0, SAMPLE), accounts.slice(SAMPLE)];
    return during(`Reading ${what}`, accounts.length, async (bar) => {
        const read = async (id: string): Promise<void> => {
            const answer = await answerFrom(endpoints, services, () => journal.answer(`${what} ${id}`, () => ask(id)));
            if ("unread" in answer) unread.set(id, answer.unread);
            else values.set(id, answer.value);
            bar.advance();
        };
        await Promise.all(sample.map(({ id }) => read(id)));
        const reason = reasonToStop(sample.map(({ id }) => unread.get(id)));
        if (reason !== undefined) {
            for (const { id } of others) unread.set(id, reason);
        } else {
            await Promise.all(others.map(({ id }) => read(id)));
        }
        const missing = unread.size === 0 ? "" : `, ${unread.size} without an answer`;
        return { found: { values, unread }, text: `the ${what} of ${values.size}${missing}` };
    });
}

/**
 * The reason why the other accounts are not asked. Undefined if they are asked.
 *
 * @param sample the reason of each account that was asked; undefined for one that has an answer.
 */
function reasonToStop(sample: readonly (string | undefined)[]): string | undefined {
    const [kind, ...others] = new Set(sample.map((reason = "") => reason.split(":", 1)[0] ?? ""));
    if (kind === undefined || others.length > 0) return undefined;
    // Nothing was asked at all, for a reason that is the same for all accounts.
    if (kind === "not asked") return sample[0];
    if (!kind.startsWith("AccessDenied")) return undefined;
    return `not asked, because AWS denied it for the ${sample.length} accounts before: ${kind}`;
}

/** Accounts without an answer for the same reason. */
interface UnreadAccounts<Account> {
    readonly reason: string;
    readonly accounts: readonly Account[];
}

/** The accounts without an answer, by reason. Reasons that differ only in the account's own id are one. */
export function unreadByReason<Account extends { readonly id: string }>(
    accounts: readonly Account[],
    { unread }: Pick<AccountAnswers<unknown>, "unread">,
): UnreadAccounts<Account>[] {
    const groups = new Map<string, Account[]>();
    for (const account of accounts) {
        const reason = unread.get(account.id)?.replaceAll(account.id, "<its id>");
        if (reason === undefined) continue;
        const group = groups.get(reason) ?? [];
        groups.set(reason, group);
        group.push(account);
    }
    return [...groups].map(([reason, group]) => ({
        reason: group.length === 1 ? (unread.get(group[0]?.id ?? "") ?? reason) : reason,
        accounts: group,
    }));
}
