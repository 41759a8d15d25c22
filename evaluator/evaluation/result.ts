import { describeNode, type OrganizationNode } from "../../tree";
import type { ControlPolicyType } from "./policy";

/**
 * - `allowed`: nothing of the organisation's stands against it; whether IAM in the account allows it is another matter.
 * - `explicitly denied`: a Deny matches.
 * - `implicitly denied`: no Deny is sure to match, and at some level nothing allows it.
 * - `exempt`: no policy of either type binds this request; `exemptions` says why.
 * - `undetermined`: it hangs on condition keys, or a resource, that the request does not tell; `considered` lists them.
 *
 * A request that tells more never turns an allowed one into a denied one or back.
 */
export type Decision = "allowed" | "explicitly denied" | "implicitly denied" | "exempt" | "undetermined";

/** A statement, and where it comes from. */
export interface Source {
    readonly type: ControlPolicyType;
    readonly node: OrganizationNode;
    readonly policy: string;
    /** From 0, in the order of the document. */
    readonly statement: number;
    readonly sid?: string;
    readonly effect: "Allow" | "Deny";
}

/** A statement that may match: it hangs on what the request does not tell. */
export interface Considered extends Source {
    /** The condition keys that decide, in lower case and sorted. */
    readonly keys: readonly string[];
    /** The resource decides too. */
    readonly resource: boolean;
    /** The conditions that are open, as written. */
    readonly conditions: readonly {
        readonly operator: string;
        readonly key: string;
        readonly values: readonly string[];
    }[];
}

export interface LevelResult {
    readonly type: ControlPolicyType;
    readonly node: OrganizationNode;
    readonly says: Exclude<Decision, "exempt">;
    /** The statements that made it say so; none when nothing there allows. */
    readonly by: readonly Source[];
}

export interface Evaluation {
    readonly decision: Decision;
    /**
     * What decided: the first matching Deny, from the root down; the first level at which nothing allows; for an allowed request the
     * Allow nearest to the account. Absent when exempt or undetermined.
     */
    readonly by?: Source | Pick<Source, "type" | "node">;
    /** Every Deny that matches: taking away the first alone does not help while there are others. */
    readonly denials: readonly Source[];
    /** What each level says, from the root down: service control policies first. Only those types that bind the request. */
    readonly levels: readonly LevelResult[];
    readonly considered: readonly Considered[];
    /** For an undetermined request: what it is when no statement in `considered` matches. */
    readonly otherwise?: "allowed" | "implicitly denied";
    /** Why a type of policies does not bind this request. */
    readonly exemptions: Readonly<Partial<Record<ControlPolicyType, string>>>;
    /** What was taken to be so, and a reader may not expect. */
    readonly notes: readonly string[];
}

const TYPES: Readonly<Record<ControlPolicyType, string>> = {
    SERVICE_CONTROL_POLICY: "service control policy",
    RESOURCE_CONTROL_POLICY: "resource control policy",
};

/** `statement DenyOtherRegions of service control policy regions at unit Workloads`. */
export function describeSource({ type, node: level, policy, statement, sid }: Source): string {
    return `statement ${sid ?? statement + 1} of ${TYPES[type]} ${policy} at ${describeNode(level)}`;
}
