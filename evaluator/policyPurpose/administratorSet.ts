import { awsPolicyDocument } from "../awsPolicies";
import { statementsOf } from "../policyDocument";
import { allowsEverything } from "./allowsEverything";

/** The most that a permission set or role allows: a policy of AWS by its name with path, or one of an account, whose document is not known. */
export type PermissionsBoundary =
    { readonly kind: "aws"; readonly policy: string } | { readonly kind: "customer"; readonly policy?: unknown };

/** What decides whether a permission set is one of a wildcard administrator. */
export interface GrantingPolicies {
    /** Names with path of policies of AWS. One whose document is not known counts as one that allows something. */
    readonly managedPolicies: readonly string[];
    readonly inlinePolicy?: string;
    readonly boundary?: PermissionsBoundary;
}

/**
 * Whether a permission set allows everything, and no boundary narrows it: its policies of AWS together, such as PowerUserAccess with
 * IAMFullAccess, or its inline policy. Both together are not looked at: PowerUserAccess with roles is what `admin` of the library is.
 */
export function isAdministratorSet({ managedPolicies, inlinePolicy, boundary }: GrantingPolicies): boolean {
    return (
        leavesEverything(boundary) &&
        (administratorPolicies(managedPolicies).length > 0 ||
            (inlinePolicy !== undefined && allowsEverything(inlinePolicy)))
    );
}

/** Whether a boundary takes nothing away that would make a difference: there is none, or it is a policy of AWS that allows everything. */
export function leavesEverything(boundary: PermissionsBoundary | undefined): boolean {
    if (boundary === undefined) return true;
    return boundary.kind === "aws" && allowsEverything(awsPolicyStatements(boundary.policy));
}

/**
 * The policies of AWS that together allow everything: one that does alone, or several of which none could be left out. Empty if all of them
 * together do not.
 *
 * @param names with path, such as `job-function/Billing`.
 */
export function administratorPolicies(names: readonly string[]): readonly string[] {
    const isEnough = (some: readonly string[]): boolean =>
        allowsEverything({ Statement: some.flatMap((name) => awsPolicyStatements(name).Statement) });
    if (!isEnough(names)) return [];
    const alone = names.find((name) => isEnough([name]));
    if (alone !== undefined) return [alone];
    return names.reduce((needed, name) => {
        const others = needed.filter((one) => one !== name);
        return isEnough(others) ? others : needed;
    }, names);
}

type Statements = { readonly Statement: ReturnType<typeof statementsOf> };

const statements = new Map<string, Statements>();

/**
 * The statements of a policy of AWS; none if its document is not known. They are parsed once, because many permission sets have the same
 * large policies.
 */
export function awsPolicyStatements(name: string): Statements {
    const known = statements.get(name) ?? { Statement: statementsOf(awsPolicyDocument(name)) };
    statements.set(name, known);
    return known;
}
