import { asList } from "./fit";

/** So many actions, resources and values are named, for a line that is read at a glance. */
const MAX_NAMES = 4;

const OPERATORS: Readonly<Record<string, string>> = {
    StringEquals: "is",
    StringEqualsIgnoreCase: "is",
    StringLike: "is like",
    StringNotEquals: "is not",
    StringNotEqualsIgnoreCase: "is not",
    StringNotLike: "is not like",
    ArnEquals: "is like",
    ArnLike: "is like",
    ArnNotEquals: "is not like",
    ArnNotLike: "is not like",
    Bool: "is",
    IpAddress: "is in",
    NotIpAddress: "is not in",
    NumericEquals: "is",
    NumericGreaterThan: "is more than",
    NumericLessThan: "is less than",
};

/**
 * What the document of a service or resource control policy does, a sentence for each statement, such as
 * `denies ec2:RunInstances on arn:*:ec2:*:*:instance/*, where ec2:InstanceType is like p*`.
 */
export function plainWords(content: string): string[] {
    const { Statement } = JSON.parse(content) as { Statement?: unknown };
    return asList(Statement).flatMap((statement) =>
        typeof statement === "object" && statement !== null ? [sentence(statement as Record<string, unknown>)] : [],
    );
}

function sentence({
    Effect,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition = {},
}: Record<string, unknown>): string {
    const verb = Effect === "Allow" ? "allows" : "denies";
    const actions = texts(NotAction === undefined ? Action : NotAction);
    const what =
        NotAction !== undefined
            ? `all actions but ${names(actions)}`
            : actions.includes("*")
              ? "all actions"
              : names(actions);
    const resources = texts(NotResource ?? Resource ?? "*");
    const on =
        NotResource !== undefined
            ? `, but not on ${names(resources)}`
            : resources.includes("*")
              ? ""
              : ` on ${names(resources)}`;
    const conditions = Object.entries(Condition as Record<string, Record<string, unknown>>).flatMap(
        ([operator, keys]) => Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) })),
    );
    const spared = conditions.filter(isSparing);
    const others = conditions.filter((condition) => !isSparing(condition)).map(condition);
    return [
        `${verb} ${what}${on}`,
        ...(others.length > 0 ? [`where ${others.join(" and ")}`] : []),
        ...spared.map(({ values }) => `but not by ${names(values.map(principal))}`),
    ].join(", ");
}

interface Line {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
}

function isSparing({ operator, key }: Line): boolean {
    return /^(Arn|String)Not(Like|Equals)$/.test(operator) && key.toLowerCase() === "aws:principalarn";
}

function condition({ operator, key, values }: Line): string {
    const base = operator.replace(/^For(Any|All)Values?:/, "");
    if (base === "Null") return values.includes("true") ? `${key} is missing` : `${key} is there`;
    const ifExists = base.endsWith("IfExists");
    const word = OPERATORS[ifExists ? base.slice(0, -"IfExists".length) : base] ?? base;
    return `${key} ${word} ${names(values, "or")}${ifExists ? " or missing" : ""}`;
}

/** `role BreakGlass` for a pattern that names it in every account. */
function principal(arn: string): string {
    const [, kind, name] = /^arn:[^:]*:iam::\*:(role|user)\/(.+)$/.exec(arn) ?? [];
    return kind === undefined ? arn : `${kind} ${name}`;
}

function names(all: readonly string[], last = "and"): string {
    const shown = all.length > MAX_NAMES + 1 ? all.slice(0, MAX_NAMES) : all;
    const items = shown.length < all.length ? [...shown, `${all.length - shown.length} more`] : shown;
    if (items.length < 2) return items[0] ?? "nothing";
    return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

function texts(value: unknown): string[] {
    return asList(value).map(String);
}
