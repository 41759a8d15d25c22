import type { Place, Tags } from "../../../definition";
import type { Risk } from "../../../definition/feature";

/**
 * One change that somebody has made by hand in AWS since the last `up`: what the stack's state has, what AWS has, and what the definition
 * says. All of it is data, which `org drift --json` prints.
 */
export type DriftItem = DriftDifference & DriftFacts;

/** The same before it is put into words. */
export type FoundDifference = DriftDifference & Omit<DriftFacts, "severity" | "text">;

/** What differs, by its kind. `was` is in the state, `is` in AWS, and `defined` in the definition (absent: it says nothing about it). */
export type DriftDifference =
    | {
          readonly kind: "account-moved";
          readonly was: DriftNode;
          readonly is: DriftNode;
          readonly defined?: DriftNode;
          /** Keys of the policies that bound it by the state where it was, and do not where it is; and the other way round. */
          readonly loses: readonly string[];
          readonly gains: readonly string[];
      }
    /** It is in the organisation, and not in the stack: created or invited by hand. */
    | { readonly kind: "account-made"; readonly is: MadeAccount }
    /** Closed, being closed, or suspended by AWS. */
    | { readonly kind: "account-closed"; readonly was: string; readonly is: string }
    /** It is no longer in the organisation: removed, or it has left. */
    | { readonly kind: "account-removed"; readonly was: DriftNode }
    | { readonly kind: "account-renamed"; readonly was: string; readonly is: string; readonly defined?: string }
    | { readonly kind: "account-email-changed"; readonly was: string; readonly is: string; readonly defined?: string }
    | { readonly kind: "unit-made"; readonly is: MadeUnit }
    | { readonly kind: "unit-renamed"; readonly was: string; readonly is: string; readonly defined?: string }
    | { readonly kind: "unit-deleted"; readonly was: MadeUnit }
    /** The documents mean different things. They are JSON texts, as each side has them. */
    | { readonly kind: "policy-content-changed"; readonly was: string; readonly is: string; readonly defined?: string }
    | { readonly kind: "policy-renamed"; readonly was: string; readonly is: string; readonly defined?: string }
    | {
          readonly kind: "policy-description-changed";
          readonly was: string;
          readonly is: string;
          readonly defined?: string;
      }
    | { readonly kind: "policy-made"; readonly is: MadePolicy }
    | { readonly kind: "policy-deleted"; readonly was: MadePolicy }
    /** The subject is the policy. It may be one that the stack does not have. */
    | {
          readonly kind: "policy-attached" | "policy-detached";
          readonly target: DriftNode;
          readonly policyType: string;
          /** When AWS attaches it by itself, as the end of a sentence: `when its monthly budget of 50 USD is used up`. */
          readonly byAws?: string;
      }
    /** AWS's own policy FullAWSAccess. The subject is the root, the unit or the account. */
    | { readonly kind: "full-access-attached" | "full-access-detached" }
    /** Only the tags that differ. A tag that one side does not have is absent there. */
    | { readonly kind: "tags-changed"; readonly was: Tags; readonly is: Tags; readonly defined?: Tags }
    /** The subject is the service. */
    | { readonly kind: "service-access-given" | "service-access-taken" }
    /** The subject is the account; `service` is a principal such as `sso.amazonaws.com`. */
    | { readonly kind: "administrator-registered" | "administrator-deregistered"; readonly service: string }
    /** The subject is the type of policy. */
    | { readonly kind: "policy-type-enabled" | "policy-type-disabled" }
    /** A person or group has a permission set by hand, or lost it. The subject is the person or group. */
    | {
          readonly kind: "access-given" | "access-taken";
          readonly permissionSet: DriftSubject;
          readonly accounts: readonly DriftNode[];
      }
    | { readonly kind: "member-added" | "member-removed"; readonly group: DriftSubject };

export type DriftKind = DriftDifference["kind"];

/** What every item has. */
export interface DriftFacts {
    /** `danger`: protection or access is lost, or gained by somebody. */
    readonly severity: Risk;
    readonly subject: DriftSubject;
    /** One plain sentence, which begins with the subject. Texts from outside are data in it: `visible` has made them printable. */
    readonly text: string;
    /**
     * What the definition says of it: the same as the state (`was`), the same as AWS has now (`is`), something else (`other`), or nothing,
     * because it does not have the subject (`nothing`).
     */
    readonly definitionSays: "was" | "is" | "other" | "nothing";
    /** Where the definition says so. Absent for what it does not have. */
    readonly place?: Place;
    /** The URNs of the stack's resources concerned; none for what the stack does not have. */
    readonly resources: readonly string[];
}

/** The root, a unit or an account. */
export interface DriftNode {
    readonly kind: "root" | "unit" | "account";
    /** Its id in AWS. */
    readonly id: string;
    /** Its key in the stack; absent if the stack does not have it. */
    readonly key?: string;
    /** Its name in AWS, or in the state if AWS no longer has it. */
    readonly name: string;
}

/** What an item is about. */
export interface DriftSubject {
    readonly kind:
        DriftNode["kind"] | "policy" | "service" | "policy-type" | "user" | "group" | "permission-set" | "organization";
    /** Its id in AWS: `111122223333`, `ou-...`, `p-...`, a service's principal, the name of a type of policy, an ARN. */
    readonly id: string;
    readonly arn?: string;
    /** Its key in the stack; absent if the stack does not have it. */
    readonly key?: string;
    /** Its name in AWS, or in the state if AWS no longer has it. */
    readonly name: string;
}

export interface MadeAccount {
    readonly name: string;
    readonly email: string;
    /** `ACTIVE`, `PENDING_CLOSURE`, `CLOSED`, `SUSPENDED`, ... */
    readonly state: string;
    /** `CREATED` in the organisation, or `INVITED` into it. */
    readonly joinedMethod: string;
    /** ISO 8601; absent where AWS does not say it. */
    readonly joined?: string;
    readonly parent: DriftNode;
}

export interface MadeUnit {
    readonly name: string;
    readonly parent: DriftNode;
}

export interface MadePolicy {
    readonly name: string;
    readonly type: string;
    readonly description: string;
    /** The JSON document. */
    readonly content: string;
}
