import type { PropertyDifference } from "@aws-sdk/client-cloudformation";
import {
    conditionsOf,
    isJsonMap,
    parsedJson,
    statementsOf,
    textsOf,
    type RawStatement,
} from "../../../../evaluator/policyDocument";
import { quoted, REVOKING_POLICY, TOKEN_TIME, visible } from "../../../../limits";

/** A property of a resource that somebody has changed. */
export interface DriftedProperty {
    /** `/ManagedPolicyArns/0` */
    readonly path: string;
    /** Whether an entry of a list is there beside those of the template, something is missing, or has another value. */
    readonly kind: "added" | "removed" | "changed";
    /** As AWS writes it: a text, or JSON. Absent if the template, or the account, has no value. */
    readonly expected?: string;
    readonly actual?: string;
    /** Whether it is the inline policy with which sessions of the role were revoked. */
    readonly isRevocation?: true;
}

const KINDS: ReadonlyMap<string, DriftedProperty["kind"]> = new Map([
    ["ADD", "added"],
    ["REMOVE", "removed"],
]);
/** AWS's word for no value. */
const NO_VALUE = "null";
/** Values may be whole policies. `--json` has all of them. */
const VALUE_LENGTH = 80;

export function driftedProperty({
    PropertyPath: path = "",
    DifferenceType = "NOT_EQUAL",
    ExpectedValue: expected = NO_VALUE,
    ActualValue: actual = NO_VALUE,
}: Partial<PropertyDifference>): DriftedProperty {
    return {
        path,
        kind: KINDS.get(DifferenceType) ?? "changed",
        ...(expected !== NO_VALUE && { expected }),
        ...(actual !== NO_VALUE && { actual }),
        ...(DifferenceType === "ADD" &&
            /^\/Policies\/\d+$/.test(path) &&
            isRevocation(actual) && { isRevocation: true }),
    };
}

/** Whether an inline policy denies old sessions and does nothing else: an intruder may give the name to another one. */
function isRevocation(value: string): boolean {
    const policy = parsedJson(value);
    if (!isJsonMap(policy) || policy["PolicyName"] !== REVOKING_POLICY) return false;
    const statements = statementsOf(policy["PolicyDocument"]);
    return statements.length > 0 && statements.every(isOnlyForOldSessions);
}

/** A time to come would deny everything to new sessions too. */
function isOnlyForOldSessions(statement: RawStatement): boolean {
    const [condition, ...others] = conditionsOf(statement);
    if (statement.Effect !== "Deny" || !condition || others.length > 0) return false;
    const [time] = textsOf(condition.values);
    const isOld = time !== undefined && Date.parse(time) <= Date.now();
    return isOld && condition.operator === "DateLessThan" && condition.key === TOKEN_TIME;
}

/** `AdministratorAccess was added to ManagedPolicyArns`, `Description is "b" instead of "a"` */
export function driftedPropertyText({ path, kind, expected, actual, isRevocation }: DriftedProperty): string {
    const property = visible(path.replace(/^\//, ""));
    // An entry is named by its value: its number says nothing.
    const list = visible(path.replace(/^\//, "").replace(/\/\d+$/, ""));
    if (isRevocation === true) {
        return `policy ${REVOKING_POLICY} was added to ${list} (sessions were revoked during an incident: it may stay)`;
    }
    if (kind === "added" && actual !== undefined) return `${entryText(actual)} was added to ${list}`;
    if (kind === "added") return `${property} was added`;
    if (kind === "removed" && list !== property && expected !== undefined) {
        return `${entryText(expected)} was taken out of ${list}`;
    }
    if (kind === "removed" || actual === undefined) {
        return `${property} is gone${expected === undefined ? "" : `, it was ${quoted(expected, VALUE_LENGTH)}`}`;
    }
    return `${property} is ${quoted(actual, VALUE_LENGTH)}${expected === undefined ? "" : ` instead of ${quoted(expected, VALUE_LENGTH)}`}`;
}

/** An entry of a list by its name, if it has one: a policy by that in its ARN, an inline policy by its own. */
function entryText(value: string): string {
    const [, policy] = /^"?arn:[^"]*:policy\/([^"]+)"?$/.exec(value) ?? [];
    if (policy !== undefined) return visible(policy);
    const read = parsedJson(value);
    const name = isJsonMap(read) ? read["PolicyName"] : undefined;
    return typeof name === "string" ? `policy ${visible(name)}` : visible(value, VALUE_LENGTH);
}
