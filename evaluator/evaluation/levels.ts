import type { ActionName } from "./actions";
import type { Context } from "./context";
import type { HierarchyNode } from "./hierarchy";
import type { Known } from "./logic";
import type { ControlPolicyType, Statement } from "./policy";
import type { Target } from "./resources";
import type { Considered, Decision, Evaluation, LevelResult, Source } from "./result";

/** What the levels of one type come to. */
export interface Sum {
    readonly denied: Known;
    readonly allowed: Known;
    /** Whether it is allowed when no open statement matches. */
    readonly allowedOtherwise: boolean;
    readonly levels: readonly LevelResult[];
    readonly considered: readonly Considered[];
    readonly denials: readonly Source[];
    readonly missing?: LevelResult;
    readonly allowedBy?: Source;
}

/** Goes through the levels, from the root down, with every statement of the type. */
export function sumUp(
    type: ControlPolicyType,
    levels: readonly HierarchyNode[],
    action: ActionName,
    target: Target,
    context: Context,
): Sum {
    let denied: Known = false;
    let allowed: Known = true;
    let allowedOtherwise = true;
    let missing: LevelResult | undefined;
    let allowedBy: Source | undefined;
    const results: LevelResult[] = [];
    const considered: Considered[] = [];
    const denials: Source[] = [];
    for (const level of levels) {
        let levelDenied: Known = false;
        // Resource control policies cannot take away what RCPFullAWSAccess allows, which cannot be detached.
        let levelAllowed: Known = type === "RESOURCE_CONTROL_POLICY";
        let sureAllow = levelAllowed;
        const denies: Source[] = [];
        const allows: Source[] = [];
        const open: Considered[] = [];
        for (const { source, statement } of entriesOf(level, type)) {
            if (!statement.matchesAction(action)) continue;
            const applies = statement.applies(target, context);
            if (applies === false) continue;
            if (applies === undefined) open.push(consider(source, statement, target, context));
            if (statement.effect === "Deny") {
                if (applies) denies.push(source);
                if (levelDenied !== true) levelDenied = applies;
            } else {
                if (applies) allows.push(source);
                if (applies) sureAllow = true;
                if (levelAllowed !== true) levelAllowed = applies;
            }
        }
        const says = decide(levelDenied, levelAllowed);
        const by = says === "explicitly denied" ? denies : says === "allowed" ? allows : [];
        const result: LevelResult = {
            type,
            node: { kind: level.kind, key: level.key },
            says,
            by: says === "undetermined" ? open : by,
        };
        results.push(result);
        considered.push(...open);
        denials.push(...denies);
        if (denied !== true && levelDenied !== false) denied = levelDenied;
        if (levelAllowed === false) missing ??= result;
        if (allowed !== false && levelAllowed !== true) allowed = levelAllowed;
        if (!sureAllow) allowedOtherwise = false;
        allowedBy = allows[0] ?? allowedBy;
    }
    return {
        denied,
        allowed,
        allowedOtherwise,
        levels: results,
        considered,
        denials,
        ...(missing && { missing }),
        ...(allowedBy && { allowedBy }),
    };
}

function decide(denied: Known, allowed: Known): Exclude<Decision, "exempt"> {
    if (denied === true) return "explicitly denied";
    if (allowed === false) return "implicitly denied";
    return denied === false && allowed === true ? "allowed" : "undetermined";
}

/** A statement with its place. */
interface Entry {
    readonly source: Source;
    readonly statement: Statement;
}

/** The statements of a level by the type of their policies: put together once, for a level is asked very often. */
const prepared = new WeakMap<HierarchyNode, Readonly<Record<ControlPolicyType, readonly Entry[]>>>();

function entriesOf(level: HierarchyNode, type: ControlPolicyType): readonly Entry[] {
    const known = prepared.get(level);
    if (known) return known[type];
    const node = { kind: level.kind, key: level.key };
    const entries: Record<ControlPolicyType, Entry[]> = { SERVICE_CONTROL_POLICY: [], RESOURCE_CONTROL_POLICY: [] };
    for (const { name, policy } of level.policies) {
        for (const statement of policy.statements) {
            const { index, sid, effect } = statement;
            const source: Source = {
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
    prepared.set(level, entries);
    return entries[type];
}

function consider(source: Source, statement: Statement, target: Target, context: Context): Considered {
    return {
        ...source,
        ...statement.openQuestions(target, context),
        conditions: statement.conditions
            .filter((condition) => condition.holds(context) === undefined)
            .map(({ operator, key, values }) => ({ operator, key, values })),
    };
}

/** Puts the two types together: both must allow, and either may deny. */
export function conclude(
    sums: readonly Sum[],
    exemptions: Evaluation["exemptions"],
    notes: readonly string[],
): Evaluation {
    let denied: Known = false;
    let allowed: Known = true;
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
