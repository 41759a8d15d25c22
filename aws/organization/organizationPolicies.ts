import type { PolicyType as SdkPolicyType } from "@aws-sdk/client-organizations";
import type { OrganizationCalls } from "./organizationCalls";
import { unlessNamed } from "./unansweredError";

/** A policy of the organisation, as AWS lists it. */
export interface FoundPolicy {
    /** `p-...` */
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly awsManaged: boolean;
}

/** What a policy is attached to. */
export interface FoundTarget {
    readonly id: string;
    readonly name: string;
    /** `ROOT`, `ORGANIZATIONAL_UNIT` or `ACCOUNT`. */
    readonly type: string;
}

/** The policies of a type, AWS's own included. */
export async function listPolicies(calls: OrganizationCalls, type: string): Promise<FoundPolicy[]> {
    const policies: FoundPolicy[] = [];
    for await (const page of pagesOfPolicies(calls, type)) policies.push(...page);
    return policies;
}

/** A policy by its type and name, which no other policy has. The search ends with the page that has it. */
export async function findPolicyByName(
    calls: OrganizationCalls,
    type: string,
    name: string,
): Promise<FoundPolicy | undefined> {
    for await (const page of pagesOfPolicies(calls, type)) {
        const found = page.find((policy) => policy.name === name);
        if (found) return found;
    }
    return undefined;
}

/** The JSON document of a policy, as AWS has it. */
export async function policyContent(calls: OrganizationCalls, policyId: string): Promise<string> {
    const { Policy } = await calls.call(
        { operation: "DescribePolicy", question: `what policy ${policyId} says` },
        (sdk, client) => client.send(new sdk.DescribePolicyCommand({ PolicyId: policyId })),
    );
    return Policy?.Content ?? "";
}

/**
 * The policies of a type that are attached to a root, unit or account itself, whoever attached them.
 *
 * @returns undefined where the organisation has no such root, unit or account.
 */
export async function policiesAttachedTo(
    calls: OrganizationCalls,
    targetId: string,
    type: string,
): Promise<FoundPolicy[] | undefined> {
    const policies = await unlessNamed("TargetNotFoundException", () =>
        calls.list(
            { operation: "ListPoliciesForTarget", question: `which policies are attached to ${targetId}` },
            (sdk, client, NextToken) =>
                client.send(
                    new sdk.ListPoliciesForTargetCommand({
                        TargetId: targetId,
                        Filter: type as SdkPolicyType,
                        NextToken,
                    }),
                ),
            ({ Policies }) => Policies,
        ),
    );
    return policies?.map(foundPolicy);
}

/**
 * The roots, units and accounts that a policy is attached to, whoever attached it.
 *
 * @returns undefined where the organisation has no such policy.
 */
export async function targetsOfPolicy(calls: OrganizationCalls, policyId: string): Promise<FoundTarget[] | undefined> {
    const targets = await unlessNamed("PolicyNotFoundException", () =>
        calls.list(
            { operation: "ListTargetsForPolicy", question: `what policy ${policyId} is attached to` },
            (sdk, client, NextToken) =>
                client.send(new sdk.ListTargetsForPolicyCommand({ PolicyId: policyId, NextToken })),
            ({ Targets }) => Targets,
        ),
    );
    return targets?.map(({ TargetId = "", Name = "", Type = "" }) => ({ id: TargetId, name: Name, type: Type }));
}

function foundPolicy(policy: { Id?: string; Name?: string; Description?: string; AwsManaged?: boolean }): FoundPolicy {
    const { Id = "", Name = "", Description = "", AwsManaged = false } = policy;
    return { id: Id, name: Name, description: Description, awsManaged: AwsManaged };
}

async function* pagesOfPolicies(calls: OrganizationCalls, type: string): AsyncGenerator<FoundPolicy[]> {
    const pages = calls.pages(
        { operation: "ListPolicies", question: `which policies of type ${type} the organisation has` },
        (sdk, client, NextToken) =>
            client.send(new sdk.ListPoliciesCommand({ Filter: type as SdkPolicyType, NextToken })),
    );
    for await (const { Policies = [] } of pages) yield Policies.map(foundPolicy);
}
