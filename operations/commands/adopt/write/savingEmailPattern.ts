const PLACEHOLDER = "{account}";

/** The facts about an account from which its e-mail pattern is found. */
export interface AddressedAccount {
    readonly key: string;
    readonly email: string;
}

/** Whether the pattern yields the account's e-mail. */
export function fitsPattern(pattern: string | undefined, { key, email }: AddressedAccount): boolean {
    return pattern !== undefined && pattern.replaceAll(PLACEHOLDER, () => key) === email;
}

/**
 * The pattern that saves the most e-mails below a unit or the root. Undefined if it saves no more than the inherited one and the
 * line that it takes itself.
 *
 * @param above the inherited pattern.
 */
export function patternFor(accounts: readonly AddressedAccount[], above?: string): string | undefined {
    const counts = new Map<string, number>();
    for (const account of accounts) {
        for (const pattern of new Set(patternsOf(account))) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    }
    const inherited = accounts.filter((account) => fitsPattern(above, account)).length;
    // Equally good patterns are sorted by name, so that the order of the accounts does not matter.
    const [best] = [...counts].sort(([one, ones], [two, twos]) => twos - ones || (one < two ? -1 : 1));
    return best && best[0] !== above && best[1] > inherited + 1 ? best[0] : undefined;
}

function patternsOf({ key, email }: AddressedAccount): string[] {
    // Braces are reserved for the placeholder.
    if (/[{}]/.test(email)) return [];
    const patterns: string[] = [];
    for (let at = email.indexOf(key); at >= 0; at = email.indexOf(key, at + 1)) {
        patterns.push(email.slice(0, at) + PLACEHOLDER + email.slice(at + key.length));
    }
    return patterns;
}
