import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { FoundNode } from "../../../../aws/organization";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import type { RegionalAnswers } from "./everyRegion";

export interface RecordedPolicy {
    readonly id: string;
    readonly name: string;
    /** SERVICE_CONTROL_POLICY, TAG_POLICY, ... */
    readonly type: string;
    readonly awsManaged: boolean;
    /** The document, as JSON says it. */
    readonly document: unknown;
}

/** A level with what is attached to it. */
export interface GuardedLevel extends FoundNode {
    readonly policies: readonly RecordedPolicy[];
}

/** Who may enter the account through IAM Identity Center. */
export interface Assignment {
    readonly permissionSet: string;
    readonly principalType: string;
    readonly principalId: string;
}

/** Resources that the account has from others of the organisation, or gives to them, by AWS RAM. */
export interface ResourceShare {
    readonly name: string;
    readonly arn: string;
    readonly region: string;
    /** The account that shares. */
    readonly owner: string;
    /** By the account that leaves; otherwise it is the owner. */
    readonly received: boolean;
    /** ARNs of the organisation and of units, ids of accounts, ARNs of roles: where it is the owner. RAM tells a receiver of nobody. */
    readonly to: readonly string[];
    /** What is shared: `ec2:Subnet`. */
    readonly types: readonly string[];
    /** The share says that an account that leaves the organisation keeps it. */
    readonly retained: boolean;
}

/** A stack that a service-managed StackSet has put into the account. */
export interface StackInstance {
    readonly stackSet: string;
    /** The region of the StackSet. */
    readonly administeredIn: string;
    /** The region of the stack. */
    readonly region: string;
    /** What the StackSet does about the stack. `left`: nothing, it deploys nothing by itself. `unknown`: AWS did not say. */
    readonly onLeaving: "deleted" | "retained" | "left" | "unknown";
}

/** What AWS tells of an account that is about to leave. No secrets are among it. */
export interface LeavingAccount {
    /** AWS's time of the answers, in ISO 8601: what AWS reckons the account's age by. */
    readonly at: string;
    readonly organization: {
        readonly id: string;
        readonly managementAccountId: string;
        /** Services that may work with the organisation. */
        readonly serviceAccess: readonly string[];
    };
    readonly account: {
        readonly id: string;
        readonly arn: string;
        readonly name: string;
        readonly email: string;
        /** ACTIVE, PENDING_CLOSURE, CLOSED, ... */
        readonly state: string;
        /** CREATED in the organisation, or INVITED into it. */
        readonly joinedMethod: string;
        /** ISO 8601. */
        readonly joined: string;
    };
    readonly tags: Readonly<Record<string, string>>;
    /** From the root down to the account. */
    readonly levels: readonly GuardedLevel[];
    /** The services that the account administers for the organisation. */
    readonly delegations: readonly string[];
    /** The owner's address, as AWS's ContactInformation has it; undefined where the account has none. */
    readonly contact: AwsAnswer<Readonly<Record<string, string>> | undefined>;
    /** By kind: billing, operations, security. */
    readonly alternateContacts: AwsAnswer<Readonly<Record<string, Readonly<Record<string, string>>>>>;
    /** The regions that are on, sorted. */
    readonly regions: AwsAnswer<readonly string[]>;
    readonly assignments: AwsAnswer<readonly Assignment[]>;
    /** Absent where RAM has no access to the organisation: nothing is shared within it then. */
    readonly shares?: AwsAnswer<RegionalAnswers<ResourceShare>>;
    /** Absent where StackSets have no access to the organisation: there are no service-managed ones then. */
    readonly stackInstances?: AwsAnswer<RegionalAnswers<StackInstance>>;
}

/** Who works with the organisation when it shares resources within itself. */
export const RESOURCE_SHARES = "ram.amazonaws.com";
/** Who works with the organisation when it has service-managed StackSets. */
export const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";

/** The value, or nothing where it was not read. */
export function knownAnswer<T>(read: AwsAnswer<T>): T | undefined {
    return "value" in read ? read.value : undefined;
}

/**
 * AWS's time, of the answer to the first call that the client makes after this; the machine's own may be wrong.
 *
 * @returns asks for it, when the call is done.
 */
export function awsTime(client: OrganizationsClient): () => Date {
    let date: string | undefined;
    client.middlewareStack.add(
        (next) => async (args) => {
            const result = await next(args);
            date ??= (result.response as { headers?: Record<string, string> }).headers?.date;
            return result;
        },
        { step: "deserialize", name: "awsTime", override: true, priority: "low" },
    );
    return () => (date === undefined ? new Date() : new Date(date));
}
