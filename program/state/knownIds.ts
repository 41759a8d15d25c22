import type { KnownIds } from "../../definition";
import type { ExistingResources } from "./existingResources";

/** What AWS calls the organisation and the accounts that the stack has: policies may name them. */
export function knownIds({ organizationId, accounts }: ExistingResources): KnownIds {
    return {
        ...(organizationId !== undefined && { organization: organizationId }),
        accounts: new Map([...accounts].map(([key, { id }]) => [key, id])),
    };
}
