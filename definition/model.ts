import type { PolicyType } from "../limits";
import type { OrganizationNode } from "../tree";
import type { Place } from "./problems";
import type { AccountState, Kind } from "./schema";

export type Tags = Readonly<Record<string, string>>;

/** The `unit` of an account that is in the root and in no unit. No unit's key can be this. */
export const ROOT_UNIT = "/";

/** A definition after inheritance. It contains everything that the components need, so that they have nothing to look up. */
export interface OrganizationModel {
    readonly featureSet: "ALL" | "CONSOLIDATED_BILLING";
    /** The definition does not say which feature set, so ALL applies. */
    readonly featureSetByDefault?: true;
    /** The id of the organisation to adopt; absent if one is to be created. */
    readonly id?: string;
    /** The name of the role that a quarantine spares. */
    readonly breakGlassRole: string;
    /** Service principals, sorted. */
    readonly serviceAccess: readonly string[];
    /** Service principals whose access is disabled, sorted; absent if there are none. */
    readonly withoutServiceAccess?: readonly string[];
    readonly acknowledge?: {
        /** Service principals whose access may be disabled even while it is in use. */
        readonly disables: readonly string[];
        /** Dangerous changes that may be made, by the texts that a review names them with (WeighedRisk.acknowledge). */
        readonly changes: readonly string[];
    };
    /** The tags that everything inherits. Policies and what features register have them too. */
    readonly tags: Tags;
    /** The policy types to enable, sorted: those in use and those that the definition names. */
    readonly policyTypes: readonly PolicyType[];
    /** Keys of the policies attached to the root. */
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to the root. */
    readonly fullAccess: boolean;
    /** The policies that are used or defined, sorted by key. */
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
    /** For one of the policies that a too large policy was split into: the key of the first, and the number of this one, from 1. */
    readonly part?: { readonly of: string; readonly number: number };
    /** The policy is being tried out: it is attached only to the staging unit. */
    readonly staged?: StagedModel;
    /** The path of the document, or of the name of its file. Mistakes in the document are reported with their places. */
    readonly documentPath?: readonly (string | number)[];
    /**
     * The roles and services that the policy may lock out, by name, and services that resource control policies reach although this program
     * does not know it.
     */
    readonly acknowledge?: { readonly lockOut: readonly string[]; readonly rcpServices: readonly string[] };
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

/** Where a staged policy is attached, and what promoting it does. */
export interface StagedModel {
    /** The key of the unit that it is attached to. */
    readonly unit: string;
    /** The nodes to which promoting attaches it. */
    readonly targets: readonly OrganizationNode[];
    /** For a staged version of a policy in force: the key of that policy. */
    readonly of?: string;
}

export interface UnitModel {
    /** The keys of the units that lead to it and its own, joined with `/`. They identify it. */
    readonly key: string;
    readonly name: string;
    readonly kind: Kind;
    /** The key of the unit above; absent if that is the root. */
    readonly parent?: string;
    /** 1 for a unit directly under the root. */
    readonly depth: number;
    readonly tags: Tags;
    /** Keys of the policies attached to it: those of its kind, then those that it names. */
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to it. */
    readonly fullAccess: boolean;
    readonly id?: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

export interface AccountModel {
    /** The key identifies the account: its name, unit and tags may change, its key may not. */
    readonly key: string;
    readonly name: string;
    readonly email: string;
    readonly roleName: string;
    /** The key of its unit; ROOT_UNIT if it is in the root. */
    readonly unit: string;
    /** The kind of its unit. */
    readonly kind: Kind;
    readonly tags: Tags;
    readonly guardrails: readonly string[];
    /** AWS's own policy FullAWSAccess stays attached to it. */
    readonly fullAccess: boolean;
    /** Who is responsible for the account. It is also the value of the tag Owner. */
    readonly owner?: string;
    /** The last day on which the account is needed, such as 2027-01-31. It is also the value of the tag Expires. */
    readonly expires?: string;
    /** What `org end-sandboxes` does after that day; absent: nothing. It is also the value of the tag WhenExpired. */
    readonly end?: "empty" | "close";
    /** The account is invited and not created. `again`: the id of the earlier invitation that a new one replaces. */
    readonly invite?: { readonly notes?: string; readonly again?: string };
    /**
     * `quarantined`: the policy `quarantine` is attached to the account. `closing` and `leaving`: the account is unprotected. When it is
     * removed from the definition, AWS closes it (`closing`), or it leaves the organisation and stays open (`leaving`).
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
