import type { OrganizationModel } from "../../definition";

/**
 * Warns of accounts whose `expires` has passed, one text for each account.
 *
 * @param today as 2027-01-31.
 */
export function expiredAccounts({ accounts }: OrganizationModel, today: string): string[] {
    return accounts
        .filter(
            ({ expires, state }) =>
                expires !== undefined && expires < today && state !== "closing" && state !== "leaving",
        )
        .map(
            ({ key, expires = "", owner, end }) =>
                `account ${key} has expired on ${expires}${owner === undefined ? "" : `; its owner is ${owner}`}. ` +
                (end === undefined
                    ? `Close it (\`org close ${key}\`), or write a later day in \`expires\`. Nothing happens automatically.`
                    : `\`org end-sandboxes\` ${end === "empty" ? "empties" : "closes"} it (\`end: ${end}\`), unless you write a later day in \`expires\`.`),
        );
}
