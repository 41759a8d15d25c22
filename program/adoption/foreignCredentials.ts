import type { ExistingResources } from "../state";
import type { OrganizationIdentity } from "./foundOrganization";

/** Whose credentials these are. */
export interface CredentialsOwner {
    /** The account's id. Absent if AWS did not say it. */
    readonly account?: string | undefined;
    /** The account's organisation. Absent if it has none. */
    readonly organization?: OrganizationIdentity | undefined;
}

/**
 * The message for credentials that lead to another organisation than the state's, or to none. Everything that AWS answered would be about
 * the wrong organisation: nothing would seem changed, a new unit would fail half way, and a refresh would empty the state.
 *
 * @returns undefined if the credentials are for the state's organisation, or the state has none.
 */
export function foreignCredentials(
    { organizationId, managementAccountId }: Pick<ExistingResources, "organizationId" | "managementAccountId">,
    owner: CredentialsOwner,
): string | undefined {
    const { account, organization } = owner;
    if (organizationId === undefined || organization?.id === organizationId) return undefined;
    if (account !== undefined && account === managementAccountId) {
        return lostOrganization(account, organizationId, organization);
    }
    const whose = `the credentials are for ${ownerText(owner)}`;
    const own = managementAccountId === undefined ? "" : ` (management account ${managementAccountId})`;
    return (
        `${whose}, but the state of this stack has the organisation ${organizationId}${own}. Nothing was done.\n` +
        `Choose credentials of ${managementAccountId === undefined ? "its management account" : `account ${managementAccountId}`}, or another stack. ` +
        `Do not run \`pulumi refresh\` with these credentials: it would remove from the state everything that AWS does not show them.`
    );
}

function ownerText({ account, organization }: CredentialsOwner): string {
    if (!organization)
        return `${account === undefined ? "an account" : `account ${account}`}, which is in no organisation`;
    const { id, managementAccountId } = organization;
    const whose = `${account === undefined ? "an account" : `account ${account}`} of the organisation ${id}`;
    return account === managementAccountId ? whose : `${whose}, whose management account is ${managementAccountId}`;
}

/** The credentials are right, and the organisation no longer exists. */
function lostOrganization(account: string, organizationId: string, found: OrganizationIdentity | undefined): string {
    const now = !found
        ? "is in no organisation"
        : `${found.managementAccountId === account ? "has" : "is a member of"} the organisation ${found.id}`;
    return (
        `account ${account} ${now}, but the state of this stack has its organisation ${organizationId}, which AWS no longer has. Nothing was done.\n` +
        "If that organisation was deleted, the stack begins anew: save its state, remove it, and run `up` as for the first time. " +
        'docs/stacks.md has the commands ("If the organisation was deleted").'
    );
}
