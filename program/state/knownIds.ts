import type { KnownIds } from "../../definition";
import type { ExistingResources } from "./existingResources";

/** The ids of the organisation and of the accounts in the stack. Policies may name them. */
export function knownIds({ organizationId, accounts }: ExistingResources): KnownIds {
    return {
        ...(organizationId !== undefined && { organization: organizationId }),
        accounts: new Map([...accounts].map(([key, { id }]) => [key, id])),
    };
}
