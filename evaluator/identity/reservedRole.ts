import type { Hierarchy } from "../controlPolicy/hierarchy";
import type { ControlPolicy, PolicyStatement } from "../controlPolicy/controlPolicy";

/** The role that IAM Identity Center makes of a permission set in each account. */
export interface ReservedRole {
    /** The name of the permission set in AWS. */
    readonly permissionSet: string;
    /** The region of the Identity Center instance; absent: not known. */
    readonly region?: string;
}

/** The end of a role's name that no policy names: AWS chooses 16 hexadecimal digits. */
const END = "0123456789abcdef";

/** A region that stands for any but us-east-1, whose roles have no region in their path. */
const ANY_REGION = "eu-central-1";

/**
 * The ARNs that the role may have, as far as policies tell them apart: the end of its name is AWS's choice, and without the region of the
 * instance the path is not known either. Two ARNs of which one is named by a policy may be allowed different things.
 *
 * `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef`; an instance in
 * us-east-1 leaves the region out: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html (2026-11-27)
 *
 * @param account its id.
 * @param hierarchies what binds the account of the role, and that of the resource.
 */
export function reservedRoleArns(
    { permissionSet, region }: ReservedRole,
    account: string,
    partition: string,
    hierarchies: readonly Hierarchy[],
    own: readonly PolicyStatement[],
): string[] {
    const policies = hierarchies.flatMap(({ levels }) => levels.flatMap((level) => level.policies));
    const named = [...policies.flatMap(({ policy }) => namedRoles(policy)), ...rolesNamedIn(own)];
    const prefix = `AWSReservedSSO_${permissionSet}_`;
    const ends = named.flatMap((pattern) => {
        const at = pattern.lastIndexOf(prefix);
        return at < 0 ? [] : [exampleEnd(pattern.slice(at + prefix.length))];
    });
    const isPathNamed = named.some((pattern) => /aws-reserved|sso\.amazonaws\.com/.test(pattern));
    const paths =
        region !== undefined
            ? [region === "us-east-1" ? "" : `${region}/`]
            : isPathNamed
              ? [`${ANY_REGION}/`, ""]
              : [`${ANY_REGION}/`];
    return paths.flatMap((path) =>
        [...new Set([END, ...ends])].map(
            (end) => `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}${prefix}${end}`,
        ),
    );
}

/** An end that a pattern matches: `0a*` is `0a` with more digits. */
function exampleEnd(pattern: string): string {
    const digits = pattern.replaceAll("?", "0");
    return digits.includes("*")
        ? digits.replace("*", END.slice(0, Math.max(0, 17 - digits.length))).replaceAll("*", "")
        : digits;
}

const namedIn = new WeakMap<ControlPolicy, readonly string[]>();

function namedRoles(policy: ControlPolicy): readonly string[] {
    const known = namedIn.get(policy) ?? rolesNamedIn(policy.statements);
    namedIn.set(policy, known);
    return known;
}

/** The patterns of conditions that are about roles of Identity Center. */
function rolesNamedIn(statements: readonly PolicyStatement[]): string[] {
    return statements.flatMap(({ conditions }) =>
        conditions.flatMap(({ values }) => values.filter((one) => /AWSReserved|aws-reserved/.test(one))),
    );
}
