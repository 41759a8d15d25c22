import {
    PERMISSIONS,
    type PermissionPart,
    type PermissionStatement,
    type ProgramRole,
    type RolePower,
} from "./permissions";

/** Which permissions a role gets. */
export interface PermissionChoice {
    readonly without: readonly PermissionPart[];
    readonly allowed: readonly RolePower[];
}

/** A managed policy of a role. */
export interface RolePolicy {
    readonly role: ProgramRole;
    /** `organization`, `state`, `accounts`, a part of the definition, or `powers`. */
    readonly area: string;
    readonly statements: readonly PermissionStatement[];
}

/** A statement in IAM's form. */
export type PolicyStatementJson = Readonly<Record<string, unknown>>;

/** All permissions that were chosen, as policies of which each is about one thing. */
export function rolePolicies(choice: PermissionChoice): readonly RolePolicy[] {
    const policies = new Map<string, { role: ProgramRole; area: string; statements: PermissionStatement[] }>();
    for (const statement of PERMISSIONS) {
        if (!isChosen(statement, choice) || isInline(statement)) continue;
        const { role } = statement;
        const area = areaOf(statement);
        const policy = policies.get(`${role} ${area}`) ?? { role, area, statements: [] };
        policy.statements.push(statement);
        policies.set(`${role} ${area}`, policy);
    }
    return [...policies.values()];
}

/** What both roles have in themselves, and no role that gets the preview role's policies too. */
export function inlineStatements(choice: PermissionChoice): readonly PermissionStatement[] {
    return PERMISSIONS.filter((one) => isInline(one) && isChosen(one, choice));
}

function isInline({ role, power }: PermissionStatement): boolean {
    return role === "preview" && power !== undefined;
}

export function isChosen(
    { part, power, unless }: PermissionStatement,
    { without, allowed }: PermissionChoice,
): boolean {
    if (part !== undefined && without.includes(part)) return false;
    if (power !== undefined && !allowed.includes(power)) return false;
    return unless === undefined || !allowed.includes(unless);
}

/**
 * IAM lets a role have ten managed policies, unless AWS has raised that, and the up role has those of the preview role too. So two parts
 * have no policies of their own.
 */
function areaOf({ sid, role, part, power }: PermissionStatement): string {
    if (part === "baseline" || part === "security") return role === "preview" ? "organization" : "accounts";
    if (power !== undefined) return "powers";
    return part ?? (sid.endsWith("State") ? "state" : "organization");
}

/** @param inText how a text with placeholders is written: for CloudFormation, or with values instead. */
export function statementJson(
    { sid, effect = "Allow", actions, resources, condition }: PermissionStatement,
    inText: (text: string) => unknown,
): PolicyStatementJson {
    return {
        Sid: sid,
        Effect: effect,
        Action: [...actions].sort(),
        Resource: resources.map(inText),
        ...(condition && {
            Condition: mapped(condition, (values) => mapped(values, inText)),
        }),
    };
}

function mapped<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
