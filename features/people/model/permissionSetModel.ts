import type { Tags } from "../../../definition/model";
import type { Path } from "../../../definition/problemReport";

/** A policy that exists in each account under the same name and path. */
export interface CustomerManagedPolicyModel {
    readonly name: string;
    /** Begins and ends with `/`. */
    readonly path: string;
}

/** The most that a permission set allows, whatever its policies say. */
export type BoundaryModel =
    | { readonly kind: "aws"; /** `ReadOnlyAccess`, `job-function/Billing` */ readonly policy: string }
    | { readonly kind: "customer"; readonly policy: CustomerManagedPolicyModel };

/** A permission set of IAM Identity Center: what somebody may do in an account. AWS makes a role of it in each account. */
export interface PermissionSetModel {
    /** Its key in the definition, and the name of its resource. */
    readonly key: string;
    /** Its name in AWS, which AWS cannot change. Default: the key. */
    readonly name: string;
    /** Empty: none. */
    readonly description: string;
    /** How long a session lasts, in minutes: 60 to 720. */
    readonly sessionMinutes: number;
    /** AWS-managed policies by name with their path, such as `ReadOnlyAccess` and `job-function/Billing`; sorted. */
    readonly managedPolicies: readonly string[];
    /** Policies that must exist in every account where the set is used; sorted by path and name. */
    readonly customerManagedPolicies: readonly CustomerManagedPolicyModel[];
    /** Minified JSON; absent: none. */
    readonly inlinePolicy?: string;
    readonly boundary?: BoundaryModel;
    /** Where people land after they sign in to an account; absent: the console's home. */
    readonly relayState?: string;
    readonly tags: Tags;
    /** It may allow everything: a way in for emergencies. */
    readonly isBreakGlass: boolean;
    /** Actions that its inline policy denies and the library's does not; absent: none. */
    readonly alsoDenied?: readonly string[];
    /** Its name in the library; absent for one of the definition's own. */
    readonly library?: string;
    /** The ARN of an existing permission set. It is taken over instead of being created. */
    readonly id?: string;
    /** Where it is written. For a set of the library that is only named in `access`: the path of that name. */
    readonly path: Path;
    /** The path of the inline policy's document, or of the name of its file. */
    readonly documentPath?: Path;
}
