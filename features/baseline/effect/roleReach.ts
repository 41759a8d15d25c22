import { isDeepStrictEqual } from "node:util";
import { actionMatcher } from "../../../evaluator/matching/actionPatterns";
import { asList, isJsonMap, statementsOf, textsOf, type RawStatement } from "../../../evaluator/policyDocument";
import { actionFor } from "../../../evaluator/policyPurpose";
import type { RolePolicies } from "./policiesOfTakenRole";

/** What decides who may do what with a role, so that two can be compared. */
export interface RoleReach {
    /** What it is called, and what else makes it another role. */
    readonly role: readonly unknown[];
    /** The statements of its trust policy. */
    readonly trust: readonly RawStatement[];
    readonly managed: readonly string[];
    readonly statements: readonly RawStatement[];
    readonly boundary: RolePolicies["boundary"];
    /** What is not known here: what the template computes. */
    readonly unknown: readonly unknown[];
    readonly seconds: number;
}

/** AWS's default. */
const ONE_HOUR = 3_600;

export function roleReach(properties: Readonly<Record<string, unknown>>, policies: RolePolicies): RoleReach {
    const { managed, statements, unknown, boundary } = policies;
    const seconds = Number(properties["MaxSessionDuration"] ?? ONE_HOUR);
    return {
        role: [properties["RoleName"], properties["Path"]],
        trust: statementsOf(properties["AssumeRolePolicyDocument"]),
        managed,
        statements,
        boundary,
        unknown,
        seconds: Number.isFinite(seconds) ? seconds : Infinity,
    };
}

/** How a role differs from what it was: `looser` also where it cannot be told that it only allows less. */
export function reachChange(before: RoleReach, after: RoleReach): "same" | "looser" | "tighter" {
    if (isDeepStrictEqual(before, after)) return "same";
    return isWithin(after, before) ? "tighter" : "looser";
}

/** Whether everything that one allows, the other allows too. */
function isWithin(one: RoleReach, other: RoleReach): boolean {
    const denied = (reach: RoleReach): RawStatement[] => [...reach.trust, ...reach.statements].filter(isDeny);
    return (
        isDeepStrictEqual(one.role, other.role) &&
        isDeepStrictEqual(one.unknown, other.unknown) &&
        (other.boundary === undefined || isDeepStrictEqual(one.boundary, other.boundary)) &&
        one.seconds <= other.seconds &&
        one.managed.every((policy) => other.managed.includes(policy)) &&
        contains(denied(one), denied(other)) &&
        one.trust.filter((of) => !isDeny(of)).every((of) => isTrusted(of, other.trust)) &&
        one.statements.filter((of) => !isDeny(of)).every((of) => isGranted(of, other.statements))
    );
}

function isDeny({ Effect }: RawStatement): boolean {
    return Effect !== "Allow";
}

function contains(all: readonly unknown[], some: readonly unknown[]): boolean {
    return some.every((one) => all.some((another) => isDeepStrictEqual(one, another)));
}

/** Whether others of the same conditions let in all whom a statement lets in. */
function isTrusted(statement: RawStatement, others: readonly RawStatement[]): boolean {
    return others.some(
        (other) =>
            isDeepStrictEqual(without(statement, "Principal"), without(other, "Principal")) &&
            arePrincipals(statement["Principal"], other["Principal"]),
    );
}

function arePrincipals(some: unknown, all: unknown): boolean {
    if (!isJsonMap(some) || !isJsonMap(all)) return isDeepStrictEqual(some, all);
    return Object.entries(some).every(([kind, value]) => contains(asList(all[kind]), asList(value)));
}

/** Whether other statements of the same resources and conditions allow every action of a statement. */
function isGranted(statement: RawStatement, others: readonly RawStatement[]): boolean {
    if (contains(others, [statement])) return true;
    const { NotAction, Action } = statement;
    const rest = without(statement, "Action");
    const granted = others
        .filter((one) => one["NotAction"] === undefined && isDeepStrictEqual(without(one, "Action"), rest))
        .flatMap((one) => textsOf(one["Action"]));
    const isMatched = actionMatcher(granted);
    return (
        NotAction === undefined && asList(Action).every((one) => typeof one === "string" && isMatched(actionFor(one)))
    );
}

/** A statement without one element, and without its name. */
function without(statement: RawStatement, element: string): RawStatement {
    return Object.fromEntries(Object.entries(statement).filter(([key]) => key !== element && key !== "Sid"));
}
