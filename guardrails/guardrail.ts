import { z } from "zod";
import type { PolicyType } from "../limits";

/** A policy of the library, with its explanation. Its document is made from its parameters. */
export interface Guardrail {
    readonly name: string;
    readonly type: PolicyType;
    /** One sentence in plain words; it becomes the policy's description in AWS. */
    readonly description: string;
    /** What stops working for people who do not know about it. */
    readonly mayBreak: string;
    /** Where AWS recommends or explains it. */
    readonly source: string;
    readonly parameters: z.ZodObject;
    /** Example parameters for pages and tests, if some parameters have no default. */
    readonly example?: Readonly<Record<string, unknown>>;
    /** @param parameters as `parameters` has read them. */
    document(parameters: Record<string, unknown>): Record<string, unknown>;
}

/** Declares a guardrail. Its document function gets its parameters with their types. */
export function guardrail<T extends z.ZodObject>(
    definition: Omit<Guardrail, "parameters" | "document"> & {
        parameters: T;
        document(parameters: z.infer<T>): Record<string, unknown>;
    },
): Guardrail {
    return definition;
}

/** One statement of a service or resource control policy. `Sid` takes letters and digits only. */
export interface DenyStatement {
    readonly Sid: string;
    readonly Action?: readonly string[];
    readonly NotAction?: readonly string[];
    readonly Resource?: readonly string[];
    readonly NotResource?: readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A document that denies, in the form of service control policies. */
export function denying(...statements: DenyStatement[]): Record<string, unknown> {
    return {
        Version: "2012-10-17",
        Statement: statements.map((statement) => denial(statement)),
    };
}

/** A document that denies, in the form of resource control policies: the principal is everybody, and conditions limit it. */
export function denyingEverybody(...statements: DenyStatement[]): Record<string, unknown> {
    return {
        Version: "2012-10-17",
        Statement: statements.map((statement) => denial(statement, { Principal: "*" })),
    };
}

function denial(
    { Sid, Action, NotAction, Resource, NotResource, Condition }: DenyStatement,
    principal: { readonly Principal?: "*" } = {},
): Record<string, unknown> {
    return {
        Sid,
        Effect: "Deny",
        ...principal,
        ...(Action && { Action }),
        ...(NotAction && { NotAction }),
        ...(NotResource ? { NotResource } : { Resource: Resource ?? ["*"] }),
        ...(Condition && { Condition }),
    };
}

/** The parameter of guardrails that spare some roles: patterns of ARNs, as in `ArnNotLike`. */
export const exemptRoles = z
    .array(
        z
            .string()
            .regex(
                /^arn:[^:]+:iam::(\*|\d{12}):role\/.+$/,
                "use ARNs of roles such as arn:*:iam::*:role/OrganizationAccountAccessRole",
            ),
    )
    .describe("Roles that the guardrail does not bind, as patterns of ARNs.");

/** The condition that spares roles; no condition if there are none. */
export function unlessRoles(roles: readonly string[]): Pick<DenyStatement, "Condition"> {
    return roles.length > 0 ? { Condition: { ArnNotLike: { "aws:PrincipalArn": roles } } } : {};
}

/** A setting of a management policy. */
export const assign = <T>(value: T): { readonly "@@assign": T } => ({ "@@assign": value });
