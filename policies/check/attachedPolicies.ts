import { awsPolicies } from "../../evaluator/awsPolicies";
import { PERMISSION_SET, ROLE, type Resource } from "./checkedResources";
import { knownElements, knownText } from "./unknownValues";

/** By the type of a resource, the property that names the managed policies to attach: by their ARNs, and in a permission set of this project by name. */
const PROPERTIES: Readonly<Record<string, string>> = {
    [ROLE]: "managedPolicyArns",
    [PERMISSION_SET]: "managedPolicies",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": "managedPolicyArns",
};

/** The types of resource that attach managed policies. */
export const ATTACHING_TYPES: readonly string[] = Object.keys(PROPERTIES);

/** The names with path of the known policies of AWS that a resource attaches: `job-function/Billing`. */
export function attachedAwsPolicies(resource: Resource): string[] {
    const property = PROPERTIES[resource.type];
    if (property === undefined) return [];
    const one = knownText(() => resource.props[property]);
    const given = one === undefined ? knownElements(() => resource.props[property] as string[] | undefined) : [one];
    return [...new Set(given.filter((name) => typeof name === "string").flatMap((name) => awsPolicyName(name) ?? []))];
}

let spellings: ReadonlyMap<string, string> | undefined;

/**
 * The name with path of a policy of AWS, as AWS writes it: by its name, or by its ARN in any partition. Undefined for a policy of an account.
 */
export function awsPolicyName(policy: string): string | undefined {
    const name = policy.startsWith("arn:") ? /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(policy)?.[1] : policy;
    // Names of policies that differ in capitals alone are the same to AWS.
    spellings ??= new Map([...awsPolicies().keys()].map((one) => [one.toLowerCase(), one]));
    return name === undefined ? undefined : (spellings.get(name.toLowerCase()) ?? name);
}
