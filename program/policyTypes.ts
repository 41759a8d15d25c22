import type { OrganizationModel, Problem } from "../definition";
import { policyTypeLimits, POLICY_TYPES, type PolicyType } from "../limits";
import type { ExistingResources } from "./state";

/**
 * The types of policy to enable: the definition's, and those that the stack has enabled before. A type that nothing uses costs
 * nothing, and disabling it detaches every policy of it at once, whoever made it; the AWS provider (terraform-provider-aws 6.47.1)
 * besides waits for it in vain for minutes, and fails. It is disabled outside this program.
 */
export function policyTypesToEnable(model: OrganizationModel, existing: ExistingResources): PolicyType[] {
    return [...new Set([...model.policyTypes, ...enabledBefore(existing)])].sort();
}

/** Refuses to take a service's access while a type that needs it is enabled: AWS would, half way through the run. */
export function servicesInUse(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    return enabledBefore(existing).flatMap((type): Problem[] => {
        const { service } = policyTypeLimits(type);
        // Of a type that the definition uses its own rules have told.
        if (!service || model.serviceAccess.includes(service.principal) || model.policyTypes.includes(type)) return [];
        return [
            {
                place: { file: location },
                path: ["organization", "serviceAccess"],
                message:
                    `lacks ${service.principal}, and policies of type ${type}, which need it, are enabled in the organisation. Keep it, or disable the type first, ` +
                    "which detaches all policies of it:\n" +
                    `aws organizations disable-policy-type --root-id <r-...> --policy-type ${type}\n` +
                    "pulumi refresh",
            },
        ];
    });
}

function enabledBefore({ policyTypes = [] }: ExistingResources): PolicyType[] {
    return policyTypes.filter((type): type is PolicyType => type in POLICY_TYPES);
}
