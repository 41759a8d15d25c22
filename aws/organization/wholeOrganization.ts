import { listAccounts, type FoundAccount } from "./organizationAccounts";
import type { OrganizationCalls } from "./organizationCalls";
import { findOrganizationFacts, findRoot, type FoundRoot, type OrganizationFacts } from "./organizationFacts";
import { servicesWithAccess } from "./organizationServices";

/** An organisation with its root, its services and all its accounts. */
export interface WholeOrganization extends OrganizationFacts {
    readonly root?: FoundRoot;
    /** The services that have access; none with consolidated billing. */
    readonly serviceAccess: readonly string[];
    /** The management account included, and closed accounts. */
    readonly accounts: readonly FoundAccount[];
}

/**
 * Reads the organisation of the credentials: three calls, and one for each 20 accounts.
 *
 * @returns undefined where the credentials' account is in no organisation.
 */
export async function readOrganization(calls: OrganizationCalls): Promise<WholeOrganization | undefined> {
    const facts = await findOrganizationFacts(calls);
    if (!facts) return undefined;
    const [root, accounts, serviceAccess] = await Promise.all([
        findRoot(calls),
        listAccounts(calls),
        // With consolidated billing no service works with the organisation, and AWS refuses the question.
        facts.featureSet === "ALL" ? servicesWithAccess(calls) : [],
    ]);
    return { ...facts, ...(root && { root }), serviceAccess, accounts };
}
