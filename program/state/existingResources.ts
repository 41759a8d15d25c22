import type { ExistingResource } from "../../definition/feature";
import type { InvitationRecipient } from "../../aws/organization";

/** An account as the stack's state has it. */
export interface ExistingAccount {
    readonly id: string;
    readonly name?: string;
    readonly email: string;
    /** Absent for an account that was taken over, because AWS does not say it. */
    readonly roleName?: string;
    /** The key of its unit. Absent if its unit is not in this stack. */
    readonly unit?: string;
    /** The id of the unit or the root that it is in. */
    readonly parentId?: string;
    /** Its tags Expires and WhenExpired: what a sandbox's last day is, and what happens then. */
    readonly expires?: string;
    readonly end?: string;
    readonly closing: boolean;
    /** AWS's state of it when it was read last, if that was not `ACTIVE`: `PENDING_CLOSURE`, `SUSPENDED`. */
    readonly inactive?: string;
    /** It may leave the organisation, open. */
    readonly leaving?: boolean;
}

/** A unit as the stack's state has it. */
export interface ExistingUnit {
    readonly id: string;
    /** The parent's key; absent under the root. */
    readonly parent?: string;
    readonly name?: string;
    /** It has the mark of a sandbox, by the last `up` or refresh. */
    readonly sandbox?: true;
}

/** An invitation as the stack's state has it. Only AWS knows what has happened to it since. */
export interface ExistingInvitation {
    readonly target: InvitationRecipient;
    readonly handshakeId: string;
    readonly notes?: string;
    /** The invitation that it replaces. */
    readonly previous?: string;
}

/** What the stack's state holds before this run, by keys. */
export interface ExistingResources {
    readonly organizationId?: string;
    /** The organisation's management account. */
    readonly managementAccountId?: string;
    readonly featureSet?: string;
    /** The change to all features, if the stack has made or requested it. */
    readonly allFeatures?: {
        readonly handshakeId: string;
        readonly finalise: boolean;
        /** The request that it replaces. */
        readonly previous?: string;
    };
    /** The types of policy that are enabled. */
    readonly policyTypes?: readonly string[];
    /** The services that had access to the organisation when the state was written, whoever gave it. */
    readonly serviceAccess?: readonly string[];
    readonly accounts: ReadonlyMap<string, ExistingAccount>;
    readonly units: ReadonlyMap<string, ExistingUnit>;
    readonly policies: ReadonlyMap<
        string,
        { readonly id: string; readonly type?: string; readonly content?: string; readonly name?: string }
    >;
    /** The keys of the policies attached to the root, to each unit and to each account, by key. */
    readonly attachments: {
        readonly root: readonly string[];
        readonly units: ReadonlyMap<string, readonly string[]>;
        readonly accounts: ReadonlyMap<string, readonly string[]>;
    };
    /** The invitations by the accounts' keys. Absent if there are none. */
    readonly invitations?: ReadonlyMap<string, ExistingInvitation>;
    /** Where AWS's FullAWSAccess is detached. Absent if it is detached nowhere. */
    readonly fullAccessDetached?: {
        readonly root: boolean;
        readonly units: ReadonlySet<string>;
        readonly accounts: ReadonlySet<string>;
    };
    /** The marks of the definition's standing warnings when it was applied last (program/review/standingWarnings.ts). Absent if nothing says so. */
    readonly appliedWarnings?: ReadonlySet<string>;
    /** The resources that features have registered, by type. Absent if there are none. */
    readonly featureResources?: ReadonlyMap<string, readonly ExistingResource[]>;
    /** What a killed run was creating of access and of the baseline, and the state does not have. Absent where nobody looked. */
    readonly interruptedCreations?: readonly { readonly type: string; readonly name: string }[];
    /** Things in AWS that several resources of the state stand for. Absent if there are none. */
    readonly duplicates?: readonly DuplicateResource[];
}

/** One thing in AWS that several resources of a state stand for. */
export interface DuplicateResource {
    readonly kind: "policy" | "unit" | "account" | "attachment";
    readonly id: string;
    readonly resources: readonly { readonly key: string; readonly urn: string }[];
}
