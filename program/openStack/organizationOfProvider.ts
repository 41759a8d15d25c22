import { getOrganization } from "@pulumi/aws/organizations";
import type { FoundOrganization } from "../adoption";
import { RunEnd } from "../runEnd";

/** AWS's exception, or what the provider makes of it. */
const NO_ORGANIZATION_YET = /AWSOrganizationsNotInUseException|couldn't find resource/;

/**
 * The organisation of the credentials' account, as the AWS provider reads it; undefined where it has none.
 *
 * @throws RunEnd where AWS does not answer.
 */
export async function findOrganization(): Promise<FoundOrganization | undefined> {
    try {
        const found = await getOrganization();
        const [root] = found.roots;
        return {
            id: found.id,
            managementAccount: { id: found.masterAccountId, email: found.masterAccountEmail },
            featureSet: found.featureSet,
            serviceAccess: found.awsServiceAccessPrincipals,
            rootId: root?.id ?? "",
            policyTypes: (root?.policyTypes ?? []).flatMap(({ type, status }) => (status === "ENABLED" ? [type] : [])),
            members: found.nonMasterAccounts,
        };
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (NO_ORGANIZATION_YET.test(message)) return undefined;
        throw new RunEnd(
            `AWS does not say whether there is an organisation and what is in it, which has to be known before anything is created or taken over. Check the credentials and the region.\n${message}`,
        );
    }
}
