import { awsPolicyDocument } from "../../../evaluator/awsPolicies";
import { statementsOf } from "../../../evaluator/policyDocument";
import { allowsEverything } from "../../../evaluator/policyPurpose";
import type { BoundaryModel } from "../model";

/** What decides whether a permission set is one of a wildcard administrator. */
interface GrantingPolicies {
    /** Names of policies of AWS. One whose document is not known counts as one that allows something. */
    readonly managedPolicies: readonly string[];
    readonly inlinePolicy?: string;
    readonly boundary?: BoundaryModel;
}

/**
 * Whether a permission set allows everything, and no boundary narrows it: its policies of AWS together, such as PowerUserAccess with
 * IAMFullAccess, or its inline policy. Both together are not looked at: PowerUserAccess with roles is what `admin` of the library is.
 */
export function isAdministratorSet({ managedPolicies, inlinePolicy, boundary }: GrantingPolicies): boolean {
    if (boundary && !(boundary.kind === "aws" && allowsEverything(grantsOf(boundary.policy)))) return false;
    return (
        allowsEverything({ Statement: managedPolicies.flatMap((name) => grantsOf(name).Statement) }) ||
        (inlinePolicy !== undefined && allowsEverything(inlinePolicy))
    );
}

type Grants = { readonly Statement: ReturnType<typeof statementsOf> };

const grants = new Map<string, Grants>();

/** The statements of a policy of AWS. They are parsed once, because many permission sets have the same large policies. */
function grantsOf(name: string): Grants {
    const known = grants.get(name) ?? { Statement: statementsOf(awsPolicyDocument(name)) };
    grants.set(name, known);
    return known;
}
