import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../../aws/clients";
import { DefinitionError, type OrganizationModel } from "../../definition";
import { providerSettings } from "../creation";
import { findPolicies, policiesToName, type FoundPolicy, type PoliciesInAws } from "./policyNames";
import type { ExistingResources } from "../state";

/**
 * Takes over policies that AWS has and the stack has not, before anything is registered: AWS makes no second policy of a name
 * and type, and the run would fail half way. Where no policy gets a name nothing is asked.
 *
 * - `quarantine` is taken over always: `org quarantine` makes it in an emergency, ahead of the stack. What differs is updated.
 * - One with the very document is what a run has left that broke off, or that closed the account it was attached to.
 * - Any other is somebody else's until the definition names its id.
 *
 * @returns the definition, with the ids of what was found.
 * @throws DefinitionError with every name that is taken.
 */
export async function takeOverPolicies(
    model: OrganizationModel,
    existing: ExistingResources,
): Promise<OrganizationModel> {
    const exists = existing.organizationId !== undefined || model.id !== undefined;
    // With consolidated billing there are none, and AWS refuses the question.
    if (!exists || existing.featureSet === "CONSOLIDATED_BILLING") return model;
    if (policiesToName(model, existing).length === 0) return model;
    const { ids, problems } = await findPolicies(model, existing, inAws(new AwsClients(providerSettings())));
    if (problems.length > 0) throw new DefinitionError(problems);
    for (const { key, name } of model.policies) {
        const id = ids.get(key);
        if (id !== undefined) {
            void pulumi.log.info(
                `policy ${key} (${id}) is in the organisation and not in the stack: found by its name ${JSON.stringify(name)}, it is taken over, not created`,
            );
        }
    }
    return {
        ...model,
        policies: model.policies.map((policy) => {
            const id = ids.get(policy.key);
            return id === undefined ? policy : { ...policy, id };
        }),
    };
}

function inAws(clients: AwsClients): PoliciesInAws {
    return {
        async list(Filter) {
            const { paginateListPolicies } = await import("@aws-sdk/client-organizations");
            const found: FoundPolicy[] = [];
            try {
                for await (const { Policies = [] } of paginateListPolicies(
                    { client: await clients.organizations() },
                    { Filter },
                )) {
                    found.push(
                        ...Policies.map(({ Id = "", Name = "", Description = "", AwsManaged = false }) => ({
                            id: Id,
                            name: Name,
                            description: Description,
                            awsManaged: AwsManaged,
                        })),
                    );
                }
            } catch (error) {
                throw new pulumi.RunError(
                    `AWS does not say which policies of type ${Filter} the organisation has (organizations:ListPolicies), which has to be known before one is made.\n${String(error)}`,
                );
            }
            return found;
        },
        async content(PolicyId) {
            const { DescribePolicyCommand } = await import("@aws-sdk/client-organizations");
            const client = await clients.organizations();
            return (await client.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content ?? "";
        },
    };
}
