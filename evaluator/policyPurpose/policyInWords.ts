import { list } from "../../limits/messageText";
import { conditionsOf, statementsOf, textsOf, type RawCondition, type RawStatement } from "../policyDocument";
import { sparesRoles } from "./sparedRoles";

/** The most actions, resources and values that a line names, so that it is quick to read. */
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
export function policyInWords(content: string): string[] {
    return statementsOf(content).map(sentence);
}

function sentence(statement: RawStatement): string {
    const conditions = conditionsOf(statement);
    const others = conditions.filter((one) => !sparesRoles(one)).map(conditionInWords);
    return [
        `${statement.Effect === "Allow" ? "allows" : "denies"} ${actionsInWords(statement)}${resourcesInWords(statement)}`,
        ...(others.length > 0 ? [`where ${others.join(" and ")}`] : []),
        ...conditions
            .filter(sparesRoles)
            .map(({ values }) => `but not by ${listNames(textsOf(values).map(principalInWords))}`),
    ].join(", ");
}

function actionsInWords({ Action, NotAction }: RawStatement): string {
    if (NotAction !== undefined) return `all actions but ${listNames(textsOf(NotAction))}`;
    const actions = textsOf(Action);
    return actions.includes("*") ? "all actions" : listNames(actions);
}

function resourcesInWords({ Resource = "*", NotResource }: RawStatement): string {
    if (NotResource !== undefined) return `, but not on ${listNames(textsOf(NotResource))}`;
    const resources = textsOf(Resource);
    return resources.includes("*") ? "" : ` on ${listNames(resources)}`;
}

function conditionInWords({ operator, key, values }: RawCondition): string {
    const texts = values.map(String);
    const base = operator.replace(/^For(Any|All)Values?:/, "");
    if (base === "Null") return texts.includes("true") ? `${key} is missing` : `${key} is there`;
    const ifExists = base.endsWith("IfExists");
    const word = OPERATORS[ifExists ? base.slice(0, -"IfExists".length) : base] ?? base;
    return `${key} ${word} ${listNames(texts, "or")}${ifExists ? " or missing" : ""}`;
}

/** `role BreakGlass` for a pattern that matches this role in every account. */
function principalInWords(arn: string): string {
    const [, kind, name] = /^arn:[^:]*:iam::\*:(role|user)\/(.+)$/.exec(arn) ?? [];
    return kind === undefined ? arn : `${kind} ${name}`;
}

function listNames(all: readonly string[], last = "and"): string {
    return all.length === 0 ? "nothing" : list(all, MAX_NAMES, last);
}
