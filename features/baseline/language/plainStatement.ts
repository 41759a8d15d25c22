import { isJsonMap } from "../../../evaluator/policyDocument";

/** Values that pseudo parameters may have. With wildcards instead, one resource would seem to cover another. */
const PSEUDO_PARAMETERS: ReadonlyMap<string, string> = new Map([
    ["AWS::AccountId", "111122223333"],
    ["AWS::Partition", "aws"],
    ["AWS::Region", "us-east-1"],
    ["AWS::URLSuffix", "amazonaws.com"],
]);

/** A value of which only CloudFormation knows what it is. */
const UNKNOWN = Symbol("unknown");

/**
 * A statement without functions of CloudFormation, as IAM would read it. Resources that only CloudFormation knows give way to `*`, and conditions
 * on such values are left out. It is only good for checking what is written: it may allow more than the statement itself.
 *
 * @param index of the statement in its policy.
 */
export function plainStatement(
    statement: Readonly<Record<string, unknown>>,
    index: number,
): Readonly<Record<string, unknown>> {
    const { Condition: condition, Resource, NotResource, ...rest } = statement;
    const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withoutFunctions(value)]));
    const [name, resource] = NotResource === undefined ? ["Resource", Resource] : ["NotResource", NotResource];
    const resources = withoutFunctions(resource);
    const isKnown = !isUnknown(resources);
    const conditions = isJsonMap(condition) ? knownConditions(condition) : condition;
    if (isKnown) return { ...plain, [name]: resources, ...(conditions !== undefined && { Condition: conditions }) };
    // Two statements about resources that are not known here are no repetition of each other: this tells them apart.
    const apart = { "aws:PrincipalTag/statement": String(index) };
    const own = isJsonMap(conditions) ? conditions : {};
    const { StringEquals: equal } = own;
    return {
        ...plain,
        Resource: "*",
        Condition: { ...own, StringEquals: { ...(isJsonMap(equal) && equal), ...apart } },
    };
}

/** The conditions whose values are written. */
function knownConditions(condition: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
    const known = Object.entries(condition).flatMap(([operator, keys]): [string, unknown][] => {
        if (!isJsonMap(keys)) return [];
        const entries = Object.entries(keys).flatMap(([key, value]): [string, unknown][] => {
            const plain = withoutFunctions(value);
            return isUnknown(plain) ? [] : [[key, plain]];
        });
        return entries.length > 0 ? [[operator, Object.fromEntries(entries)]] : [];
    });
    return known.length > 0 ? Object.fromEntries(known) : undefined;
}

function isUnknown(value: unknown): boolean {
    return Array.isArray(value) ? value.includes(UNKNOWN) : value === UNKNOWN;
}

/** A text or a list of texts, in which UNKNOWN stands for what only CloudFormation knows. */
function withoutFunctions(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutFunctions);
    if (!isJsonMap(value)) return value;
    const text = value["Fn::Sub"];
    if (typeof text !== "string") return UNKNOWN;
    // `${!name}` is a variable of IAM.
    const written = text
        .replace(/\$\{(AWS::\w+)\}/g, (whole, name: string) => PSEUDO_PARAMETERS.get(name) ?? whole)
        .replaceAll("${!", "\u0000");
    return written.includes("${") ? UNKNOWN : written.replaceAll("\u0000", "${");
}
