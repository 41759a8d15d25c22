import type { Hierarchy } from "../controlPolicy/hierarchy";
import { readRequest, type AccessRequest, type EvaluateOptions, type RequestParties } from "../evaluation/askedRequest";
import { evaluate } from "../evaluation/evaluate";
import type { Evaluation } from "../evaluation/evaluationResult";
import type { ThreeValued } from "../matching/threeValuedLogic";
import { partitionOf } from "../request/endpointRegions";
import { readIdentityDocument, type IdentityDocument } from "./identityDocument";
import { allAllow, judgeDocuments, type IdentityVerdict } from "./identityVerdict";
import { reservedRoleArns, type ReservedRole } from "./reservedRole";

/** What a session of IAM Identity Center may do: the policies of its role, and the most that they can allow. */
export interface SessionPolicies {
    readonly role: ReservedRole;
    readonly policies: readonly IdentityDocument[];
    readonly boundary?: IdentityDocument;
}

/** A part of AWS's evaluation. Every part has to let a request through. */
export type SessionPart =
    "identity policies" | "permissions boundary" | "service control policies" | "resource control policies";

/** Whether somebody may do something in a session, and what every part says of it. */
export interface SessionEvaluation {
    readonly decision: "allowed" | "denied" | "undetermined";
    /** For a denied request: every part that denies it, explicit denials first. Changing one does not help while there are others. */
    readonly deniedBy: readonly SessionPart[];
    readonly identity: IdentityVerdict;
    readonly boundary?: IdentityVerdict;
    readonly organization: Evaluation;
    /** The answer is another for another name of the role, which AWS chooses in part. */
    readonly dependsOnRole: boolean;
}

/**
 * Says whether a session of a permission set may do something: an Allow in its policies, one in its boundary if it has one, and all that
 * `evaluate` says of the organisation's policies; any Deny wins. Policies of resources (of a bucket, of a key) are not part of it: within
 * an account they can allow what no identity policy does, and deny anything.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html (2026-11-27)
 *
 * @param request without a principal: that is the role of the session.
 * @throws RequestError and RangeError as `evaluate`
 */
export function evaluateSession(
    session: SessionPolicies,
    parties: Hierarchy | RequestParties,
    request: Omit<AccessRequest, "principal">,
    options: EvaluateOptions = {},
): SessionEvaluation {
    const both = "levels" in parties ? { principal: parties, resource: parties } : parties;
    const hierarchies = [both.principal, both.resource].filter((one) => one !== "outside");
    const account = (both.principal === "outside" ? undefined : both.principal.account) ?? "000000000000";
    const partition = request.region === undefined ? "aws" : partitionOf(request.region);
    const documents = [...session.policies, ...(session.boundary ? [session.boundary] : [])];
    const statements = documents.map(readIdentityDocument).flatMap((one) => ("unknown" in one ? [] : one.statements));
    const [first, ...others] = reservedRoleArns(session.role, account, partition, hierarchies, statements).map(
        (principal) => evaluateRole(session, parties, { ...request, principal }, options),
    );
    if (!first) throw new Error("a role has an ARN");
    if (others.every(({ decision }) => decision === first.decision)) return first;
    return { ...first, decision: "undetermined", deniedBy: [], dependsOnRole: true };
}

function evaluateRole(
    { policies, boundary: limit }: SessionPolicies,
    parties: Hierarchy | RequestParties,
    request: AccessRequest,
    options: EvaluateOptions,
): SessionEvaluation {
    const asked = readRequest(parties, request, options);
    const identity = judgeDocuments(policies, asked);
    const boundary = limit && judgeDocuments([limit], asked);
    const organization = evaluate(parties, request, options);
    const organizationSays = { says: organization.decision === "exempt" ? "allowed" : organization.decision } as const;
    const allowed = allAllow([identity, ...(boundary ? [boundary] : []), organizationSays]);
    return {
        decision: decisionOf(allowed),
        deniedBy: allowed === false ? denyingParts(identity, boundary, organization) : [],
        identity,
        ...(boundary && { boundary }),
        organization,
        dependsOnRole: false,
    };
}

function decisionOf(allowed: ThreeValued): SessionEvaluation["decision"] {
    return allowed === undefined ? "undetermined" : allowed ? "allowed" : "denied";
}

function denyingParts(
    identity: IdentityVerdict,
    boundary: IdentityVerdict | undefined,
    organization: Evaluation,
): SessionPart[] {
    const type = organization.by?.type;
    const ofOrganization: SessionPart =
        type === "RESOURCE_CONTROL_POLICY" ? "resource control policies" : "service control policies";
    const parts: [SessionPart, string | undefined][] = [
        ["identity policies", identity.says],
        ["permissions boundary", boundary?.says],
        [ofOrganization, organization.decision],
    ];
    return ["explicitly denied", "implicitly denied"].flatMap((how) =>
        parts.filter(([, says]) => says === how).map(([part]) => part),
    );
}
