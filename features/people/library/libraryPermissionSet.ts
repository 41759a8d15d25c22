import type { StatementDocument } from "../../../evaluator/policyDocument";

/** A permission set of the library. A definition uses it by its name, or makes one of its own from it. */
export interface LibraryPermissionSet {
    /** Its name in `access` and `library`, and in AWS. */
    readonly name: string;
    /** Up to 700 characters, as AWS has it. */
    readonly description: string;
    /** What somebody with it can do, and what not: sentences for docs/permission-sets.md. */
    readonly can: string;
    readonly cannot: string;
    readonly sessionMinutes: number;
    /** Names of AWS-managed policies, sorted. */
    readonly managedPolicies: readonly string[];
    readonly inlinePolicy?: StatementDocument;
    /** The name of an AWS-managed policy, which every account has. */
    readonly boundary?: string;
    readonly isBreakGlass?: true;
    /** Where AWS describes what it is made of. */
    readonly source: string;
}
