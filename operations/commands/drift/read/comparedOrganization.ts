import type { FoundAccount, FoundPolicy, NestedUnit } from "../../../../aws/organization";
import type { Tags } from "../../../../definition";

/** The organisation as AWS has it. What could not be read is absent, and `unread` says why. */
export interface ComparedOrganization {
    readonly id: string;
    readonly managementAccountId: string;
    readonly rootId: string;
    /** The types of policy that are enabled. */
    readonly policyTypes: readonly string[];
    readonly units?: readonly NestedUnit[];
    /** The management account included, and closed accounts. `parentId` is always there. */
    readonly accounts?: readonly FoundAccount[];
    /** The organisation's own policies of the types that could be read. */
    readonly policies: readonly AwsPolicy[];
    /** The types of policy that could be read. */
    readonly readTypes: readonly string[];
    /** Ids of roots, units and accounts by the ids of the policies. */
    readonly targets: ReadonlyMap<string, readonly string[]>;
    /** Whether FullAWSAccess is attached, by the id of the root, unit or account. Only for those where it may not be. */
    readonly fullAccess: ReadonlyMap<string, boolean>;
    readonly services?: readonly string[];
    readonly administrators?: readonly AwsAdministrator[];
    /** By id; of units, policies and active accounts that the stack has. */
    readonly tags?: ReadonlyMap<string, Tags>;
    /** Why the tags of each thing were read one by one. Absent if they were listed. */
    readonly whyEachTag?: string;
    readonly unread: readonly UnreadPart[];
}

export interface AwsPolicy extends FoundPolicy {
    readonly type: string;
    /** The JSON document. */
    readonly content: string;
}

export interface AwsAdministrator {
    readonly accountId: string;
    readonly name: string;
    /** The principal. */
    readonly service: string;
}

/** Something that AWS did not answer. It was not compared. */
export interface UnreadPart {
    /** What: `the delegated administrators`. */
    readonly what: string;
    /** In one line. */
    readonly reason: string;
}
