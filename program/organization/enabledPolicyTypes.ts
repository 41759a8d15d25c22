import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import { policyTypeLimits, POLICY_TYPES, type PolicyType } from "../../limits";
import type { ExistingResources } from "../state";
import type { OrganizationReader } from "./organizationReader";

/**
 * The types of policy to enable: the definition's, and those that the stack has enabled before. This program disables no type. An unused
 * type costs nothing. Disabling a type detaches all its policies at once, whoever made them, and the AWS provider (terraform-provider-aws
 * 6.47.1) waits some minutes for that in vain and fails.
 */
export function policyTypesToEnable(
    model: OrganizationModel,
    existing: Pick<ExistingResources, "policyTypes">,
): PolicyType[] {
    return [...new Set([...model.policyTypes, ...enabledBefore(existing)])].sort();
}

/** The types of policy that will be enabled. */
export interface PreparedTypes {
    readonly policyTypes: readonly PolicyType[];
    /** Whether no type is enabled by this run. */
    readonly unchanged: boolean;
    readonly problems: readonly Problem[];
    readonly warnings: readonly string[];
}

/**
 * Enables the types that the definition uses and AWS has not enabled.
 *
 * AWS is asked what is enabled, because the state is not enough: the provider disables what is in the state and not in the program, and a
 * run with a refresh puts types into the state after the program has read it. So a type is enabled only if the state has all types that are
 * enabled.
 *
 * @param location the definition's place.
 */
export async function preparePolicyTypes(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: OrganizationReader,
): Promise<PreparedTypes> {
    const policyTypes = policyTypesToEnable(model, existing);
    if (existing.organizationId === undefined) return { policyTypes, unchanged: false, problems: [], warnings: [] };
    const before = existing.policyTypes ?? [];
    const enabled = await aws.policyTypes();
    const unknown = [...new Set([...before, ...enabled])].filter((type) => !(type in POLICY_TYPES));
    const added = model.policyTypes.filter((type) => !enabled.includes(type));
    const warnings = [
        ...(unknown.length > 0 ? [describeUnknownTypes(unknown)] : []),
        ...added.filter((type) => before.includes(type)).map(describeDisabledType),
    ];
    // AWS refuses to enable a type twice. People and `org quarantine` enable types too.
    if (added.length === 0)
        return { policyTypes: enabledBefore(existing).sort(), unchanged: true, problems: [], warnings };
    const foreign = enabled.filter((type) => !before.includes(type) && type in POLICY_TYPES);
    const problems = [
        ...(foreign.length > 0 ? [unknownToStack(foreign, added)] : []),
        ...(unknown.length > 0 ? [unknownToProvider(unknown, added)] : []),
    ].map((message): Problem => ({ place: { file: location }, path: ["organization", "policyTypes"], message }));
    return { policyTypes, unchanged: false, problems, warnings };
}

function unknownToStack(types: readonly string[], added: readonly string[]): string {
    const were = types.length === 1 ? "was" : "were";
    return `${list(types)} ${were} enabled outside of this stack and ${types.length === 1 ? "is" : "are"} not in its state. That is needed before ${list(added)} can be enabled: run \`pulumi refresh\`, and then this again`;
}

function unknownToProvider(types: readonly string[], added: readonly string[]): string {
    const commands = added.map(
        (type) => `aws organizations enable-policy-type --root-id <r-...> --policy-type ${type}`,
    );
    return (
        `the organisation has ${list(types)} enabled, which the AWS provider in use does not know: it would disable ${types.length === 1 ? "it" : "them"} when it enables ${list(added)}, and that detaches all their policies. Enable the new types by hand, and then run this again:\n` +
        commands.join("\n")
    );
}

/** Describes a type that the definition uses but that somebody has disabled: none of its policies is in force. */
function describeDisabledType(type: PolicyType): string {
    return (
        `policies of type ${type} are disabled in the organisation: somebody has done that outside of this stack, and AWS has detached all policies of the type. ` +
        "Run `pulumi refresh`. The next `up` then enables the type and attaches its policies again."
    );
}

/**
 * Describes types that are newer than the AWS provider. After a refresh, it refuses its own state with them (terraform-provider-aws
 * 6.47.1).
 */
function describeUnknownTypes(types: readonly string[]): string {
    const one = types.length === 1;
    return (
        `the organisation has ${list(types)} enabled, which the AWS provider in use does not know. This program leaves ${one ? "it" : "them"} as ${one ? "it is" : "they are"}. ` +
        "If the provider then says `expected enabled_policy_types to be one of`, a refresh has put the name into its inputs. Remove it there, and nowhere else:\n" +
        "pulumi stack export --file state.json\n" +
        `in state.json, of the resource aws:organizations/organization:Organization, in inputs.enabledPolicyTypes: ${types.join(", ")}\n` +
        "pulumi stack import --file state.json"
    );
}

/** Refuses to disable the access of a service that an enabled type needs: AWS would refuse it half way through the run. */
export function servicesInUse(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    return enabledBefore(existing).flatMap((type): Problem[] => {
        const { service } = policyTypeLimits(type);
        if (!service || !model.withoutServiceAccess?.includes(service.principal)) return [];
        return [
            {
                place: { file: location },
                path: ["organization", "withoutServiceAccess"],
                message:
                    `has ${service.principal}, but policies of type ${type}, which need it, are enabled in the organisation. Remove it, or disable the type first, ` +
                    "which detaches all its policies:\n" +
                    `aws organizations disable-policy-type --root-id <r-...> --policy-type ${type}\n` +
                    "pulumi refresh",
            },
        ];
    });
}

function enabledBefore({ policyTypes = [] }: Pick<ExistingResources, "policyTypes">): PolicyType[] {
    return policyTypes.filter((type): type is PolicyType => type in POLICY_TYPES);
}
