import * as pulumi from "@pulumi/pulumi";
import { listPolicies, policyContent } from "../../aws/organization";
import { needed } from "../neededFromAws";
import type { AwsClients } from "../../aws/awsClients";
import { DefinitionError, type OrganizationModel } from "../../definition";
import { providerClients } from "../creation";
import { findPolicies, policiesToName, type PoliciesInAws } from "./policyNames";
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
    const { ids, problems } = await findPolicies(model, existing, inAws(providerClients()));
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

function inAws({ organizationCalls: calls }: AwsClients): PoliciesInAws {
    const purpose = "before a policy is created";
    return {
        list: (type) => needed(purpose, () => listPolicies(calls, type)),
        content: (id) => needed(purpose, () => policyContent(calls, id)),
    };
}
