import type { PolicyType } from "../limits";
import type { OrganizationNode } from "../tree";
import type { Place } from "./problems";
import type { AccountState, Kind } from "./schema";

export type Tags = Readonly<Record<string, string>>;

/** What `unit` of an account says that is in the root, in no unit: no key of a unit can hold it. */
export const ROOT_UNIT = "/";

/** A definition after inheritance: everything that the components need, and nothing that they would have to look up. */
export interface OrganizationModel {
    readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
    /** The definition does not say which, and ALL is the default. */
    readonly featureSetByDefault?: true;
    /** The id of an organisation to take over; absent: one is created. */
    readonly id?: string;
    /** Name of the role that a quarantine spares. */
    readonly breakGlassRole: string;
    /** Service principals, sorted. */
    readonly serviceAccess: readonly string[];
    /** Service principals whose access is disabled, sorted; absent: none. */
    readonly withoutServiceAccess?: readonly string[];
    readonly acknowledge?: {
        /** Service principals whose access may be disabled although it is in use. */
        readonly disables: readonly string[];
    };
    /** The policy types to enable, sorted: those in use and those asked for. */
    readonly policyTypes: readonly PolicyType[];
    /** Keys of the policies attached to the root. */
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to the root. */
    readonly fullAccess: boolean;
    /** The policies in use or defined, sorted by key. */
    readonly policies: readonly PolicyModel[];
    /** Parents before their children. */
    readonly units: readonly UnitModel[];
    /** Sorted by key. */
    readonly accounts: readonly AccountModel[];
}

export interface PolicyModel {
    readonly key: string;
    readonly type: PolicyType;
    readonly name: string;
    readonly description: string;
    /** Minified JSON. */
    readonly content: string;
    readonly tags: Tags;
    readonly id?: string;
    /** For one of several that a policy too large for AWS has become: the key of the first, and which it is, from 1. */
    readonly part?: { readonly of: string; readonly number: number };
    /** It is tried out, and binds nobody but the staging unit. */
    readonly staged?: StagedModel;
    /** Where its document is written, or the file that holds it is named: mistakes in it are told with their places. */
    readonly documentPath?: readonly (string | number)[];
    /** Whom it locks out on purpose: names of roles and of services. Which services RCPs reach that are not known here. */
    readonly acknowledge?: { readonly lockOut: readonly string[]; readonly rcpServices: readonly string[] };
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

/** Where a policy is tried out, and what becomes of it. */
export interface StagedModel {
    /** The key of the unit that it is attached to. */
    readonly unit: string;
    /** What it is attached to when it is promoted. */
    readonly targets: readonly OrganizationNode[];
    /** For another version of a policy in force: the key of that. */
    readonly of?: string;
}

export interface UnitModel {
    /** The keys that lead to it, joined with `/`: its identity. */
    readonly key: string;
    readonly name: string;
    readonly kind: Kind;
    /** The key of the unit above; absent under the root. */
    readonly parent?: string;
    /** 1 under the root. */
    readonly depth: number;
    readonly tags: Tags;
    /** Keys of the policies attached to it: the kind's own, then those named. */
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to it. */
    readonly fullAccess: boolean;
    readonly id?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

export interface AccountModel {
    /** Its identity: name, unit and tags may change, the key may not. */
    readonly key: string;
    readonly name: string;
    readonly email: string;
    readonly roleName: string;
    /** The key of its unit; ROOT_UNIT for one in the root. */
    readonly unit: string;
    /** The kind of its unit. */
    readonly kind: Kind;
    readonly tags: Tags;
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to it. */
    readonly fullAccess: boolean;
    /** Who answers for it; the tag Owner has it too. */
    readonly owner?: string;
    /** The last day it is wanted, as 2027-01-31; the tag Expires has it too. */
    readonly expires?: string;
    /** It is invited instead of created. `again`: the invitation in whose place another is sent. */
    readonly invite?: { readonly notes?: string; readonly again?: string };
    /**
     * `quarantined`: the policy `quarantine` is among its guardrails. `closing` and `leaving`: unprotected, and closed, or
     * let go open, when it leaves the definition.
     */
    readonly state: AccountState;
    readonly acknowledge: {
        readonly replacement?: string;
        readonly closing?: string;
        readonly leaving?: string;
        readonly loses: readonly string[];
    };
    readonly id?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
}
