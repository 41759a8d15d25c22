import { textsOf, type RawStatement } from "../../../evaluator/policyDocument";
import {
    actionFor,
    administratorPolicies,
    allowsEverything,
    awsPolicyStatements,
    isEveryResource,
} from "../../../evaluator/policyPurpose";
import { countOf, list, visible } from "../../../limits";
import type { RolePolicies } from "./policiesOfTakenRole";

/** The most services, actions and policies that a line names. */
const MOST_NAMES = 6;

/** Whether a role may do everything, and no boundary limits it. Deny statements are not looked at. */
export function administers({ managed, statements, boundary }: RolePolicies): boolean {
    return boundary === undefined && allowsEverything(allStatements(managed, statements));
}

function allStatements(managed: readonly string[], statements: readonly RawStatement[]): { Statement: RawStatement[] } {
    return { Statement: [...managed.flatMap((one) => awsPolicyStatements(one).Statement), ...statements] };
}

/**
 * What a role may do, in short: `everything`, or `ReadOnlyAccess, ecs:* and iam:PassRole (some resources), within the boundary ci-boundary`.
 * Conditions are named, not told.
 */
export function allowedText({ managed, statements, unknown, boundary }: RolePolicies): string {
    const all = allStatements(managed, statements);
    const parts = [
        ...managed.map((one) => visible(one)),
        ...grantTexts(statements.filter(({ Effect }) => Effect === "Allow")),
        ...(unknown.length > 0 ? ["what the template computes"] : []),
    ];
    const what = allowsEverything(all)
        ? everythingText(managed)
        : parts.length > 0
          ? list(parts, MOST_NAMES)
          : "nothing by itself";
    const denied = statements.filter(({ Effect }) => Effect === "Deny").flatMap(actionsOf);
    return [
        what,
        ...(denied.length > 0 ? [`but not ${list(shortened(denied), MOST_NAMES)}`] : []),
        ...(boundary ? [`within the boundary ${visible(boundary.name)}`] : []),
    ].join(", ");
}

function everythingText(managed: readonly string[]): string {
    const because = administratorPolicies(managed);
    return because.length > 0 ? `everything (${list(because.map((one) => visible(one)))})` : "everything";
}

function grantTexts(statements: readonly RawStatement[]): readonly string[] {
    return shortened(statements.flatMap(actionsOf));
}

/** `ecs:*`, `iam:PassRole (some resources)`. */
function actionsOf(statement: RawStatement): readonly string[] {
    const { Action, NotAction, Condition } = statement;
    const limits = (action: string): string => {
        const narrowed = [
            ...(isEveryResource(statement, actionFor(action).service) ? [] : ["some resources"]),
            ...(Condition === undefined ? [] : ["under conditions"]),
        ];
        return narrowed.length > 0 ? ` (${narrowed.join(", ")})` : "";
    };
    if (NotAction !== undefined)
        return [`everything but ${list(shortened(textsOf(NotAction)), MOST_NAMES)}${limits("*")}`];
    return textsOf(Action).map((one) => `${one === "*" ? "everything" : visible(one)}${limits(one)}`);
}

/** Of many actions, those of one service together: `s3 (12 actions)`. */
function shortened(actions: readonly string[]): readonly string[] {
    const all = [...new Set(actions)];
    if (all.length <= MOST_NAMES) return all;
    const byService = new Map<string, string[]>();
    for (const one of all) {
        const service = /^([\w-]+):/.exec(one)?.[1] ?? one;
        byService.set(service, [...(byService.get(service) ?? []), one]);
    }
    return [...byService].flatMap(([service, of]) => {
        const whole = `${service}:*`;
        if (of.includes(whole)) return [whole];
        return of.length === 1 ? of : [`${service} (${countOf(of.length, "action")})`];
    });
}
