import type { AccountModel, Problem } from "../../definition";
import { ACCOUNT_MANAGEMENT } from "../../limits";
import { isClosed, type AccountInAws, type FoundOrganization } from "./foundOrganization";

/**
 * Refuses what would replace an account that is taken over, or make the run fail half way. Everything else changes in place after the
 * account is taken over.
 *
 * @param adopted the accounts that are taken over now.
 * @param serviceAccess the services that have access to the organisation.
 */
export function accountAdoptionProblems(
    adopted: readonly AccountModel[],
    { managementAccount, members, isOfState }: Pick<FoundOrganization, "managementAccount" | "members" | "isOfState">,
    serviceAccess: readonly string[],
): Problem[] {
    const byId = new Map(members.map((account) => [account.id, account]));
    return adopted.flatMap((account): Problem[] => {
        const { id = "", place, path } = account;
        const found = byId.get(id);
        if (isOfState && !found && id !== managementAccount.id) return [];
        const mistakes =
            id === managementAccount.id || !found || isClosed(found)
                ? [{ key: "id", message: unavailable(account, found, managementAccount.id) }]
                : differences(account, found, serviceAccess);
        return mistakes.map(({ key, message }) => ({ place, path: [...path, key], message }));
    });
}

/** Why an account cannot be taken over at all. */
function unavailable({ key, id = "" }: AccountModel, found: AccountInAws | undefined, managementId: string): string {
    if (id === managementId) {
        return `account ${key} has the id of the management account, which is always in the organisation and which no guardrail binds: leave it out`;
    }
    if (!found) {
        return `the organisation has no account ${id}: invite it first, by \`invite: true\` beside the id, or leave the id out to create one`;
    }
    return (
        `account ${key} (${id}) is closed in AWS (${found.state}), and a closed account is neither moved nor tagged. ` +
        "Within 90 days of its closing AWS Support can reopen it; otherwise leave it out of the definition"
    );
}

function differences(
    { key, id, email, name }: AccountModel,
    found: AccountInAws,
    serviceAccess: readonly string[],
): { readonly key: string; readonly message: string }[] {
    const mistakes = [];
    if (found.email !== email) {
        const message =
            `account ${key} (${id}) has the e-mail ${found.email} in AWS, but ${email} here. It is taken over as it is: write\n` +
            `email: ${found.email}`;
        mistakes.push({ key: "email", message });
    }
    if (found.name !== name && !serviceAccess.includes(ACCOUNT_MANAGEMENT)) {
        const message =
            `account ${key} (${id}) has the name ${JSON.stringify(found.name)} in AWS, but ${JSON.stringify(name)} here. Write\n` +
            `name: ${found.name}\n` +
            `or add ${ACCOUNT_MANAGEMENT} to organization.serviceAccess, without which AWS does not rename accounts`;
        mistakes.push({ key: "name", message });
    }
    return mistakes;
}
