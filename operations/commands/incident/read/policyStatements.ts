import { isJsonMap, parsedJson } from "../../../../evaluator/policyDocument";

/** The statements of a policy that allow something. @param document as IAM returns it: JSON, often with percent signs of a URL. */
export function allowingStatements(document: string): readonly Readonly<Record<string, unknown>>[] {
    const policy = parsedJson(document.trimStart().startsWith("{") ? document : decoded(document));
    const statements = isJsonMap(policy) ? listOf(policy.Statement) : [];
    return statements.filter(isJsonMap).filter(({ Effect }) => Effect === "Allow");
}

/**
 * Whether a statement allows every action on everything, or all but actions of other services than IAM, which is as much. Its conditions are
 * not looked at.
 */
export function allowsEverything(document: string): boolean {
    return allowingStatements(document).some(
        ({ Action, NotAction, Resource }) =>
            listOf(Resource).some((one) => typeof one === "string" && /^\*+$/.test(one)) &&
            (NotAction === undefined
                ? listOf(Action).some((one) => typeof one === "string" && /^\*+(?::\*+)?$/.test(one))
                : !listOf(NotAction).some((one) => typeof one === "string" && /^(?:\*|iam:)/i.test(one))),
    );
}

export function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
