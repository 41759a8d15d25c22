import { describeNode, type OrganizationNode } from "../../tree";
import type { ControlPolicyType } from "../controlPolicy/controlPolicyType";

/**
 * - `allowed`: no policy of the organisation prevents it. IAM in the account has to allow it too.
 * - `explicitly denied`: a Deny matches.
 * - `implicitly denied`: no Deny certainly matches, and at some level nothing allows it.
 * - `exempt`: no policy of either type binds this request. `exemptions` says why.
 * - `undetermined`: it depends on condition keys or a resource that the request does not name. `considered` lists them.
 *
 * Adding what a request leaves open never turns an allowed request into a denied one, or a denied one into an allowed one.
 */
export type EvaluationDecision = "allowed" | "explicitly denied" | "implicitly denied" | "exempt" | "undetermined";

/** A statement, and where it comes from. */
export interface StatementSource {
    readonly type: ControlPolicyType;
    readonly node: OrganizationNode;
    readonly policy: string;
    /** From 0, in the order of the document. */
    readonly statement: number;
    readonly sid?: string;
    readonly effect: "Allow" | "Deny";
}

/** A statement that may match. That depends on what the request leaves open. */
export interface ConsideredStatement extends StatementSource {
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

export interface NodeVerdict {
    readonly type: ControlPolicyType;
    readonly node: OrganizationNode;
    readonly says: Exclude<EvaluationDecision, "exempt">;
    /** The statements that decided; none if nothing there allows the request. */
    readonly by: readonly StatementSource[];
}

export interface Evaluation {
    readonly decision: EvaluationDecision;
    /**
     * What decided: the first matching Deny from the root down, or the first level at which nothing is allowed; for an allowed request,
     * the Allow nearest to the account. Absent for an exempt or undetermined request.
     */
    readonly by?: StatementSource | Pick<StatementSource, "type" | "node">;
    /** Every Deny that matches. Removing only the first does not help while there are others. */
    readonly denials: readonly StatementSource[];
    /** The verdict of each level, from the root down, service control policies first. Only for types that bind the request. */
    readonly levels: readonly NodeVerdict[];
    readonly considered: readonly ConsideredStatement[];
    /** For an undetermined request: the decision if no statement in `considered` matches. */
    readonly otherwise?: "allowed" | "implicitly denied";
    /** Why policies of a type do not bind this request. */
    readonly exemptions: Readonly<Partial<Record<ControlPolicyType, string>>>;
    /** Assumptions that a reader may not expect. */
    readonly notes: readonly string[];
}

const TYPES: Readonly<Record<ControlPolicyType, string>> = {
    SERVICE_CONTROL_POLICY: "service control policy",
    RESOURCE_CONTROL_POLICY: "resource control policy",
};

/** `statement DenyOtherRegions of service control policy regions at unit Workloads`. */
export function describeSource({ type, node: level, policy, statement, sid }: StatementSource): string {
    return `statement ${sid ?? statement + 1} of ${TYPES[type]} ${policy} at ${describeNode(level)}`;
}
