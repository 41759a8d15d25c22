import type { FoundNode } from "../../../../aws/organization";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { RegionalAnswers } from "./everyRegion";

export interface RecordedPolicy {
    readonly id: string;
    readonly name: string;
    /** SERVICE_CONTROL_POLICY, TAG_POLICY, ... */
    readonly type: string;
    readonly awsManaged: boolean;
    /** The parsed document. */
    readonly document: unknown;
}

/** A node with its attached policies. */
export interface GuardedLevel extends FoundNode {
    readonly policies: readonly RecordedPolicy[];
}

/** An assignment of IAM Identity Center: who may enter the account. */
export interface Assignment {
    readonly permissionSet: string;
    readonly principalType: string;
    readonly principalId: string;
}

/** Resources that AWS RAM shares between the account and the rest of the organisation. */
export interface ResourceShare {
    readonly name: string;
    readonly arn: string;
    readonly region: string;
    /** The account that owns the resources. */
    readonly owner: string;
    /** True if the leaving account receives the resources, false if it owns them. */
    readonly received: boolean;
    /**
     * Who receives the resources, if the leaving account owns them: ARNs of the organisation, of units and roles, and ids of
     * accounts. RAM does not show receivers to each other.
     */
    readonly to: readonly string[];
    /** The types of the shared resources, such as `ec2:Subnet`. */
    readonly types: readonly string[];
    /** Whether an account that leaves the organisation keeps the share. */
    readonly retained: boolean;
}

/** A stack that a service-managed StackSet has created in the account. */
export interface StackInstance {
    readonly stackSet: string;
    /** The StackSet's region. */
    readonly administeredIn: string;
    /** The stack's region. */
    readonly region: string;
    /** What the StackSet does with the stack. `left`: nothing, because it does not deploy automatically. `unknown`: AWS did not say. */
    readonly onLeaving: "deleted" | "retained" | "left" | "unknown";
}

/** What AWS says about an account that is about to leave. It contains no secrets. */
export interface LeavingAccount {
    /** AWS's time of the answers in ISO 8601, by which AWS calculates the account's age. */
    readonly at: string;
    readonly organization: {
        readonly id: string;
        readonly managementAccountId: string;
        /** Services that have access to the organisation. */
        readonly serviceAccess: readonly string[];
    };
    readonly account: {
        readonly id: string;
        readonly arn: string;
        readonly name: string;
        readonly email: string;
        /** ACTIVE, PENDING_CLOSURE, CLOSED, ... */
        readonly state: string;
        /** CREATED in the organisation, or INVITED. */
        readonly joinedMethod: string;
        /** ISO 8601. */
        readonly joined: string;
    };
    readonly tags: Readonly<Record<string, string>>;
    /** From the root down to the account. */
    readonly levels: readonly GuardedLevel[];
    /** The services for which the account is the delegated administrator. */
    readonly delegations: readonly string[];
    /** The owner's address in AWS's ContactInformation. Undefined if the account has none. */
    readonly contact: AwsAnswer<Readonly<Record<string, string>> | undefined>;
    /** By type: billing, operations, security. */
    readonly alternateContacts: AwsAnswer<Readonly<Record<string, Readonly<Record<string, string>>>>>;
    /** The enabled regions, sorted. */
    readonly regions: AwsAnswer<readonly string[]>;
    readonly assignments: AwsAnswer<readonly Assignment[]>;
    /** Absent if RAM has no access to the organisation: then nothing is shared within it. */
    readonly shares?: AwsAnswer<RegionalAnswers<ResourceShare>>;
    /** Absent if StackSets have no access to the organisation: then none is service-managed. */
    readonly stackInstances?: AwsAnswer<RegionalAnswers<StackInstance>>;
}

/** The service that shares resources within the organisation. */
export const RESOURCE_SHARES = "ram.amazonaws.com";

/** The answer's value. Undefined if it could not be read. */
export function knownAnswer<T>(read: AwsAnswer<T>): T | undefined {
    return "value" in read ? read.value : undefined;
}
