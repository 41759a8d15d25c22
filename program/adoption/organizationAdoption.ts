import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { FoundAccount } from "../../aws/organization";
import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { ACCOUNT_MANAGEMENT, POLICY_TYPES } from "../../limits";
import { isClosed } from "../creation/newAccounts";

/** The organisation that AWS has already, as far as a definition can differ from it. */
export interface FoundOrganization {
    readonly id: string;
    readonly masterAccountId: string;
    readonly featureSet: string;
    readonly awsServiceAccessPrincipals: readonly string[];
    readonly roots: readonly { readonly policyTypes: readonly { readonly type: string; readonly status: string }[] }[];
}

/** An account that AWS has already, as far as a definition can differ from it. */
export type AccountInAws = Pick<FoundAccount, "id" | "name" | "email"> & Partial<Pick<FoundAccount, "state">>;

/** AWS's exception, or what the provider makes of it. */
const NO_ORGANIZATION = /AWSOrganizationsNotInUseException|couldn't find resource/;

/** The organisation of the credentials' account, with its accounts; nothing where it has none. */
export async function findOrganization(): Promise<organizations.GetOrganizationResult | undefined> {
    try {
        return await organizations.getOrganization();
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (NO_ORGANIZATION.test(message)) return undefined;
        throw new pulumi.RunError(
            `AWS does not say whether there is an organisation and what is in it, which has to be known before anything is created or taken over. Check the credentials and the region.\n${message}`,
        );
    }
}

/** @param location the definition's place. */
export function missingOrganization({ id }: OrganizationModel, location: string): Problem[] {
    if (id === undefined) return [];
    return [
        {
            place: { file: location },
            path: ["organization", "id"],
            message: `the credentials' account has no organisation, and the definition takes over ${id}: check the credentials, or leave the id out to create one`,
        },
    ];
}

/** @param location the definition's place. */
export function adoptionProblems(model: OrganizationModel, found: FoundOrganization, location: string): Problem[] {
    const problem = (key: string, message: string): Problem => ({
        place: { file: location },
        path: ["organization", key],
        message,
    });
    if (model.id === undefined) {
        return [
            problem(
                "id",
                `account ${found.masterAccountId} has the organisation ${found.id} already, and this stack does not know it. To take it over, write\n` +
                    `organization: { id: ${found.id} }\n` +
                    "Its units are then found by their names, and its accounts by their e-mails.\n" +
                    "If the stack did know it, its state is lost or lies in another backend: look at `pulumi whoami -v` before anything else.",
            ),
        ];
    }
    if (model.id !== found.id) {
        return [
            problem(
                "id",
                `is ${model.id}, and the credentials are for the organisation ${found.id}: check the credentials`,
            ),
        ];
    }
    const problems: Problem[] = [];
    if (model.featureSet !== found.featureSet) {
        problems.push(
            problem(
                "featureSet",
                `is ${model.featureSet}, and the organisation has ${found.featureSet}: write that to take it over`,
            ),
        );
    }
    // What is enabled and is not named stays enabled; so does the access of services (program/organization/).
    const enabled = enabledTypes(found);
    const unknown = enabled.filter((type) => !(type in POLICY_TYPES));
    const typesToEnable = missing(model.policyTypes, enabled);
    if (unknown.length > 0) {
        problems.push(
            problem(
                "policyTypes",
                `the organisation has ${unknown.join(", ")} enabled, which the AWS provider in use refuses. An organisation is taken over with all types that are enabled, so this one cannot be, ` +
                    "until a newer provider knows them. Disabling one detaches all its policies",
            ),
        );
    }
    if (typesToEnable.length > 0) {
        problems.push(
            problem(
                "policyTypes",
                `the definition uses ${typesToEnable.join(", ")}, which the organisation has not enabled. It is taken over as it is: ` +
                    "enable them first, or add those policies after the first `up`. To enable:\n" +
                    typesToEnable
                        .map((type) => `aws organizations enable-policy-type --root-id <r-...> --policy-type ${type}`)
                        .join("\n"),
            ),
        );
    }
    const servicesToEnable = missing(model.serviceAccess, found.awsServiceAccessPrincipals);
    const servicesToDisable = (model.withoutServiceAccess ?? []).filter((service) =>
        found.awsServiceAccessPrincipals.includes(service),
    );
    if (servicesToDisable.length > 0) {
        problems.push(
            problem(
                "withoutServiceAccess",
                `the organisation gives access to ${servicesToDisable.join(", ")}. It is taken over as it is: leave them out here, and add them after the first \`up\``,
            ),
        );
    }
    if (servicesToEnable.length > 0) {
        problems.push(
            problem(
                "serviceAccess",
                `the organisation gives no access to ${servicesToEnable.join(", ")}. It is taken over as it is: leave them out, and add them after the first \`up\``,
            ),
        );
    }
    return problems;
}

/**
 * What would replace an account that is taken over, or make the run fail half way. Everything else about it is changed in
 * place once it is taken over.
 *
 * @param adopted the accounts that are taken over now.
 * @param found the accounts of the organisation.
 * @param managementId the management account's id, where it is known.
 */
export function accountProblems(
    adopted: readonly AccountModel[],
    found: readonly AccountInAws[],
    serviceAccess: readonly string[],
    managementId?: string,
): Problem[] {
    const byId = new Map(found.map((account) => [account.id, account]));
    return adopted.flatMap(({ key, id = "", email, name, place, path }): Problem[] => {
        const problem = (property: string, message: string): Problem => ({ place, path: [...path, property], message });
        const account = byId.get(id);
        if (id === managementId) {
            return [
                problem(
                    "id",
                    `account ${key} has the id of the management account, which is in the organisation by itself and which no guardrail binds: leave it out`,
                ),
            ];
        }
        if (!account) {
            return [
                problem(
                    "id",
                    `the organisation has no account ${id}: invite it first, by \`invite: true\` beside the id, or leave the id out to create one`,
                ),
            ];
        }
        if (isClosed(account)) {
            return [
                problem(
                    "id",
                    `account ${key} (${id}) is closed in AWS (${account.state}), and a closed account is neither moved nor tagged. ` +
                        "Within 90 days of its closing AWS Support can reopen it; otherwise leave it out of the definition",
                ),
            ];
        }
        const problems: Problem[] = [];
        if (account.email !== email) {
            problems.push(
                problem(
                    "email",
                    `account ${key} (${id}) has the e-mail ${account.email} in AWS, and ${email} here. It is taken over as it is: write\n` +
                        `email: ${account.email}`,
                ),
            );
        }
        if (account.name !== name && !serviceAccess.includes(ACCOUNT_MANAGEMENT)) {
            problems.push(
                problem(
                    "name",
                    `account ${key} (${id}) has the name ${JSON.stringify(account.name)} in AWS, and ${JSON.stringify(name)} here. Write\n` +
                        `name: ${account.name}\n` +
                        `or add ${ACCOUNT_MANAGEMENT} to organization.serviceAccess, without which AWS renames no account`,
                ),
            );
        }
        return problems;
    });
}

/** The types of policy that are enabled in an organisation. */
export function enabledTypes({ roots }: Pick<FoundOrganization, "roots">): string[] {
    return roots.flatMap(({ policyTypes }) =>
        policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type),
    );
}

/** What is wanted and not found. */
function missing(wanted: readonly string[], found: readonly string[]): string[] {
    return wanted.filter((one) => !found.includes(one)).sort();
}
