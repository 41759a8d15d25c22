import { isJsonMap, parsedJson } from "./jsonValues";
import { asList } from "./documentStatements";

/** Something in a document that IAM refuses. */
export interface IdentityPolicyMistake {
    /** The keys that lead to it. */
    readonly path: readonly (string | number)[];
    readonly message: string;
}

const ELEMENTS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/**
 * The form of an identity policy, as IAM's grammar has it: statements with Effect, an Action or NotAction, and a Resource or NotResource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, read on 2026-11-27.
 *
 * @param document JSON text.
 */
export function mistakesOfIdentityPolicy(document: string): readonly IdentityPolicyMistake[] {
    const read = parsedJson(document);
    if (!isJsonMap(read)) return [{ path: [], message: "the policy is no JSON object" }];
    const unknown = Object.keys(read).filter((key) => !["Version", "Id", "Statement"].includes(key));
    const version = read.Version;
    return [
        ...unknown.map((key) => ({
            path: [key],
            message: `${JSON.stringify(key)} is no element of a policy: there are Version, Id and Statement`,
        })),
        ...(version === undefined || version === "2012-10-17" || version === "2008-10-17"
            ? []
            : [{ path: ["Version"], message: "the Version must be 2012-10-17" }]),
        ...mistakesOfStatements(read.Statement),
    ];
}

function mistakesOfStatements(given: unknown): IdentityPolicyMistake[] {
    const statements = asList(given);
    if (statements.length === 0) return [{ path: [], message: "the policy has no Statement" }];
    const at = (index: number): (string | number)[] => (Array.isArray(given) ? ["Statement", index] : ["Statement"]);
    return statements.flatMap((statement, index) =>
        isJsonMap(statement)
            ? mistakesOfStatement(statement).map(({ path, message }) => ({ path: [...at(index), ...path], message }))
            : [{ path: at(index), message: "a statement must be an object" }],
    );
}

function mistakesOfStatement(statement: Readonly<Record<string, unknown>>): IdentityPolicyMistake[] {
    const mistakes: IdentityPolicyMistake[] = [];
    for (const key of Object.keys(statement).filter((one) => !ELEMENTS.includes(one))) {
        const why = /Principal/.test(key)
            ? "an identity policy names no principal: leave it out"
            : `there are ${ELEMENTS.join(", ")}`;
        mistakes.push({ path: [key], message: `${JSON.stringify(key)} is no element of a statement: ${why}` });
    }
    if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
        mistakes.push({ path: "Effect" in statement ? ["Effect"] : [], message: "the Effect must be Allow or Deny" });
    }
    for (const [one, other] of [
        ["Action", "NotAction"],
        ["Resource", "NotResource"],
    ] as const) {
        const given = [one, other].filter((key) => statement[key] !== undefined);
        if (given.length !== 1) {
            mistakes.push({
                path: [],
                message:
                    given.length === 0
                        ? `a statement needs ${one} or ${other}`
                        : `a statement has ${one} or ${other}, and not both`,
            });
            continue;
        }
        const [key = one] = given;
        const values = asList(statement[key]);
        const form = one === "Action" ? /^(\*|[\w*?-]+:[\w*?-]+)$/ : /^(\*|arn:.+|\$\{.+)$/s;
        const example = one === "Action" ? "s3:GetObject" : "arn:aws:s3:::bucket/*";
        if (values.length === 0) mistakes.push({ path: [key], message: `${key} is empty` });
        for (const [index, value] of values.entries()) {
            if (typeof value === "string" && form.test(value)) continue;
            const path = Array.isArray(statement[key]) ? [key, index] : [key];
            mistakes.push({
                path,
                message: `${JSON.stringify(value)} is no ${one === "Action" ? "action" : "ARN"}: use one such as ${example}, or "*"`,
            });
        }
    }
    return mistakes;
}
