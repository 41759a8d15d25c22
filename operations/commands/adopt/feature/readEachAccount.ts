import { answerFrom } from "../../../cli/awsAnswer";
import type { InventoryAccount } from "../inventory";
import { during } from "../progressBar";
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

/**
 * Asks AWS the same about every account. If AWS denies it for the first account, a permission or an endpoint is missing, and the others are
 * not asked: thousands of calls would be refused.
 */
export async function readEachAccount<T>(
    accounts: readonly Pick<InventoryAccount, "id">[],
    { what, services, ask }: AccountQuestion<T>,
    { journal, endpoints }: Pick<AdoptionReading, "journal" | "endpoints">,
): Promise<AccountAnswers<T>> {
    const values = new Map<string, T>();
    const unread = new Map<string, string>();
    const [first, ...others] = accounts;
    if (!first) return { values, unread };
    return during(`Reading ${what}`, accounts.length, async (bar) => {
        const read = async (id: string): Promise<void> => {
            const answer = await answerFrom(endpoints, services, () => journal.answer(`${what} ${id}`, () => ask(id)));
            if ("unread" in answer) unread.set(id, answer.unread);
            else values.set(id, answer.value);
            bar.advance();
        };
        await read(first.id);
        const refused = unread.get(first.id);
        if (refused !== undefined && /^(AccessDenied|not asked)/.test(refused)) {
            for (const { id } of others) unread.set(id, refused);
        } else {
            await Promise.all(others.map(({ id }) => read(id)));
        }
        const missing = unread.size === 0 ? "" : `, ${unread.size} without an answer`;
        return { found: { values, unread }, text: `the ${what} of ${values.size}${missing}` };
    });
}
