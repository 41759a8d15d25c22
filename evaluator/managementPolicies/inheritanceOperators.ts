/** The operators that set values, in the order in which they are applied. */
export const VALUE_OPERATORS = ["@@assign", "@@append", "@@remove"] as const;
export type InheritanceOperator = (typeof VALUE_OPERATORS)[number];

/** The operator by which a policy says what the policies below it may do at the same place. */
export const ALLOWED_FOR_CHILDREN = "@@operators_allowed_for_child_policies";

/** What that operator lists: all (the default), none, or some of those that set values. */
export const CHILD_OPERATORS = ["@@all", "@@none", ...VALUE_OPERATORS] as const;

/** The operators that a policy allows its children at one path; undefined if it does not limit them. */
export function allowedForChildren(
    node: Readonly<Record<string, unknown>>,
): ReadonlySet<InheritanceOperator> | undefined {
    const given = node[ALLOWED_FOR_CHILDREN];
    if (!Array.isArray(given)) return undefined;
    if (given.includes("@@all")) return new Set(VALUE_OPERATORS);
    return new Set(VALUE_OPERATORS.filter((operator) => given.includes(operator)));
}
