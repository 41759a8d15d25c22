import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import { DefinitionError, type OrganizationModel, type Problem } from "../definition";

/** The organisation that AWS has already, as far as a definition can differ from it. */
export interface FoundOrganization {
    readonly id: string;
    readonly masterAccountId: string;
    readonly featureSet: string;
    readonly awsServiceAccessPrincipals: readonly string[];
    readonly roots: readonly { readonly policyTypes: readonly { readonly type: string; readonly status: string }[] }[];
}

/**
 * Asks AWS, on the first run of a stack only, whether the account has an organisation already. One that exists is taken
 * over as it is: with a difference, or without its id in the definition, the run would fail half way.
 *
 * @throws DefinitionError with everything that the definition has to say otherwise.
 */
export async function checkAdoption(model: OrganizationModel, location: string): Promise<void> {
    const found = await findOrganization();
    const problems = found ? adoptionProblems(model, found, location) : missingOrganization(model, location);
    if (problems.length > 0) throw new DefinitionError(problems);
}

/** AWS's exception, or what the provider makes of it. */
const NO_ORGANIZATION = /AWSOrganizationsNotInUseException|couldn't find resource/;

async function findOrganization(): Promise<FoundOrganization | undefined> {
    try {
        return await organizations.getOrganization();
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (NO_ORGANIZATION.test(message)) return undefined;
        throw new pulumi.RunError(
            `AWS does not say whether the account has an organisation already, which the first run has to know. Check the credentials and the region.\n${message}`,
        );
    }
}

function missingOrganization({ id }: OrganizationModel, location: string): Problem[] {
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
    const enabled = found.roots.flatMap(({ policyTypes }) =>
        policyTypes.filter(({ status }) => status === "ENABLED").map(({ type }) => type),
    );
    const { more: typesToAdd, less: typesToEnable } = difference(enabled, model.policyTypes);
    if (typesToAdd.length > 0) {
        problems.push(
            problem(
                "policyTypes",
                `the organisation has ${typesToAdd.join(", ")} enabled: add policyTypes: [${enabled.sort().join(", ")}]`,
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
    const { more: servicesToAdd, less: servicesToEnable } = difference(
        found.awsServiceAccessPrincipals,
        model.serviceAccess,
    );
    if (servicesToAdd.length > 0) {
        problems.push(
            problem("serviceAccess", `the organisation gives access to ${servicesToAdd.join(", ")} as well: add them`),
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

function difference(found: readonly string[], wanted: readonly string[]): { more: string[]; less: string[] } {
    return {
        more: found.filter((one) => !wanted.includes(one)).sort(),
        less: wanted.filter((one) => !found.includes(one)).sort(),
    };
}
