import type { OrganizationNode } from "../../tree";
import type { ActionName } from "../matching/actionPatterns";
import type { RequestContext } from "../request/requestContext";
import type { HierarchyNode } from "../controlPolicy/hierarchy";
import type { ThreeValued } from "../matching/threeValuedLogic";
import type { PolicyStatement } from "../controlPolicy/controlPolicy";
import type { ControlPolicyType } from "../controlPolicy/controlPolicyType";
import type { RequestedResource } from "../matching/resourcePatterns";
import type {
    ConsideredStatement,
    EvaluationDecision,
    Evaluation,
    NodeVerdict,
    StatementSource,
} from "./evaluationResult";

/** The combined verdict of the nodes on the way to an account, for the policies of one type. */
export interface PolicyTypeVerdict {
    readonly denied: ThreeValued;
    readonly allowed: ThreeValued;
    /** Whether the request is allowed if no open statement matches. */
    readonly allowedOtherwise: boolean;
    readonly levels: readonly NodeVerdict[];
    readonly considered: readonly ConsideredStatement[];
    readonly denials: readonly StatementSource[];
    readonly missing?: NodeVerdict;
    readonly allowedBy?: StatementSource;
}

/** Evaluates every statement of the type, node by node from the root down. */
export function sumUp(
    type: ControlPolicyType,
    nodes: readonly HierarchyNode[],
    action: ActionName,
    target: RequestedResource,
    context: RequestContext,
): PolicyTypeVerdict {
    let denied: ThreeValued = false;
    let allowed: ThreeValued = true;
    let allowedOtherwise = true;
    let missing: NodeVerdict | undefined;
    let allowedBy: StatementSource | undefined;
    const levels: NodeVerdict[] = [];
    const considered: ConsideredStatement[] = [];
    const denials: StatementSource[] = [];
    for (const node of nodes) {
        const judged = judgeNode(type, node, action, target, context);
        levels.push(judged.verdict);
        considered.push(...judged.open);
        denials.push(...judged.denies);
        if (denied !== true && judged.denied !== false) denied = judged.denied;
        if (judged.allowed === false) missing ??= judged.verdict;
        if (allowed !== false && judged.allowed !== true) allowed = judged.allowed;
        if (!judged.isSurelyAllowed) allowedOtherwise = false;
        allowedBy = judged.allows[0] ?? allowedBy;
    }
    return {
        denied,
        allowed,
        allowedOtherwise,
        levels,
        considered,
        denials,
        ...(missing && { missing }),
        ...(allowedBy && { allowedBy }),
    };
}

/** What the statements of one type at one node say about a request. */
interface JudgedNode {
    readonly verdict: NodeVerdict;
    readonly denied: ThreeValued;
    readonly allowed: ThreeValued;
    /** A statement allows it, whatever the request leaves open. */
    readonly isSurelyAllowed: boolean;
    readonly denies: readonly StatementSource[];
    readonly allows: readonly StatementSource[];
    /** The statements that may match. */
    readonly open: readonly ConsideredStatement[];
}

function judgeNode(
    type: ControlPolicyType,
    of: HierarchyNode,
    action: ActionName,
    target: RequestedResource,
    context: RequestContext,
): JudgedNode {
    const { node, entries } = preparedNode(of);
    let denied: ThreeValued = false;
    // Resource control policies cannot take away what RCPFullAWSAccess allows, which cannot be detached.
    let allowed: ThreeValued = type === "RESOURCE_CONTROL_POLICY";
    let isSurelyAllowed = allowed;
    const denies: StatementSource[] = [];
    const allows: StatementSource[] = [];
    const open: ConsideredStatement[] = [];
    for (const { source, statement } of entries[type]) {
        if (!statement.matchesAction(action)) continue;
        const applies = statement.applies(target, context);
        if (applies === false) continue;
        if (applies === undefined) open.push(consider(source, statement, target, context));
        if (statement.effect === "Deny") {
            if (applies) denies.push(source);
            if (denied !== true) denied = applies;
        } else {
            if (applies) allows.push(source);
            if (applies) isSurelyAllowed = true;
            if (allowed !== true) allowed = applies;
        }
    }
    const says = decide(denied, allowed);
    const by = says === "explicitly denied" ? denies : says === "allowed" ? allows : [];
    return {
        verdict: { type, node, says, by: says === "undetermined" ? open : by },
        denied,
        allowed,
        isSurelyAllowed,
        denies,
        allows,
        open,
    };
}

function decide(denied: ThreeValued, allowed: ThreeValued): Exclude<EvaluationDecision, "exempt"> {
    if (denied === true) return "explicitly denied";
    if (allowed === false) return "implicitly denied";
    return denied === false && allowed === true ? "allowed" : "undetermined";
}

/** A statement and where it comes from. */
interface Entry {
    readonly source: StatementSource;
    readonly statement: PolicyStatement;
}

/** A node without its policies, and the statements of its policies by their type. */
interface PreparedNode {
    readonly node: OrganizationNode;
    readonly entries: Readonly<Record<ControlPolicyType, readonly Entry[]>>;
}

const prepared = new WeakMap<HierarchyNode, PreparedNode>();

/** The statements of a node. They are collected once, because a node is evaluated very often. */
function preparedNode(of: HierarchyNode): PreparedNode {
    const known = prepared.get(of);
    if (known) return known;
    const node = { kind: of.kind, key: of.key };
    const entries: Record<ControlPolicyType, Entry[]> = { SERVICE_CONTROL_POLICY: [], RESOURCE_CONTROL_POLICY: [] };
    for (const { name, policy } of of.policies) {
        for (const statement of policy.statements) {
            const { index, sid, effect } = statement;
            const source: StatementSource = {
                type: policy.type,
                node,
                policy: name,
                statement: index,
                ...(sid !== undefined && { sid }),
                effect,
            };
            entries[policy.type].push({ source, statement });
        }
    }
    const made = { node, entries };
    prepared.set(of, made);
    return made;
}

function consider(
    source: StatementSource,
    statement: PolicyStatement,
    target: RequestedResource,
    context: RequestContext,
): ConsideredStatement {
    return {
        ...source,
        ...statement.openQuestions(target, context),
        conditions: statement.conditions
            .filter((condition) => condition.holds(context) === undefined)
            .map(({ operator, key, values }) => ({ operator, key, values })),
    };
}

/** Combines the two types of policy: both must allow, and either may deny. */
export function conclude(
    sums: readonly PolicyTypeVerdict[],
    exemptions: Evaluation["exemptions"],
    notes: readonly string[],
): Evaluation {
    let denied: ThreeValued = false;
    let allowed: ThreeValued = true;
    for (const sum of sums) {
        if (denied !== true && sum.denied !== false) denied = sum.denied;
        if (allowed !== false && sum.allowed !== true) allowed = sum.allowed;
    }
    const decision = sums.length === 0 ? "exempt" : decide(denied, allowed);
    const denials = sums.flatMap((sum) => sum.denials);
    const missing = sums.find((sum) => sum.missing)?.missing;
    const by =
        decision === "explicitly denied"
            ? denials[0]
            : decision === "implicitly denied"
              ? missing && { type: missing.type, node: missing.node }
              : decision === "allowed"
                ? sums[0]?.allowedBy
                : undefined;
    return {
        decision,
        ...(by && { by }),
        denials,
        levels: sums.flatMap((sum) => sum.levels),
        considered: sums.flatMap((sum) => sum.considered),
        ...(decision === "undetermined" && {
            otherwise: sums.every((sum) => sum.allowedOtherwise) ? "allowed" : "implicitly denied",
        }),
        exemptions,
        notes,
    };
}
