import { actionMatcher, type ActionName } from "../matching/actionPatterns";
import { completeArn } from "../matching/resourcePatterns";
import { matcher, toPattern } from "../matching/wildcards";
import { statementsOf, textsOf, type RawStatement } from "../policyDocument";

export type { ActionName };

/** A word of characters that no name has, so that only wildcards match it. */
const ANY = "\uE000".repeat(8);
const ACCOUNT = "000000000000";

/** An action that stands for all of a pattern: only a pattern that allows as much matches it. `iam:*`, `*`. */
export function actionFor(pattern: string): ActionName {
    const text = (pattern.includes(":") ? pattern : `${pattern}:${pattern}`).toLowerCase().replace(/[*?]+/g, ANY);
    return { text, service: text.slice(0, text.indexOf(":")) };
}

/** Whether a statement is an Allow of an action on every resource of its service. Conditions are not looked at. */
export function allowsWidely(statement: RawStatement, action: ActionName): boolean {
    return widelyAllowed({ Statement: statement })(action);
}

/**
 * What the Allow statements of a document allow on every resource of a service. Conditions and Deny statements are not looked at: they narrow
 * it, and can be taken away one by one. `NotResource` counts as every resource.
 *
 * @param document JSON text, or the value that JSON.parse returned for it.
 */
export function widelyAllowed(document: unknown): (action: ActionName) => boolean {
    const allowing = statementsOf(document)
        .filter(({ Effect, Action, NotAction }) => Effect === "Allow" && (Action ?? NotAction) !== undefined)
        .map((statement) => {
            const { Action, NotAction } = statement;
            const matches = actionMatcher(textsOf(Action ?? NotAction));
            return { statement, isMatched: (action: ActionName) => matches(action) === (Action !== undefined) };
        });
    return (action) =>
        allowing.some(({ statement, isMatched }) => isMatched(action) && isEveryResource(statement, action.service));
}

/**
 * Whether a statement is about every resource of a service: `*`, or an ARN whose wildcards match all of them, such as `arn:aws:iam::*:*`, in
 * any partition.
 */
export function isEveryResource({ Resource, NotResource }: RawStatement, service: string): boolean {
    if (NotResource !== undefined) return true;
    const forms = [
        `arn:aws:${service}:${ANY}:${ACCOUNT}:${ANY}/${ANY}`,
        `arn:aws:${service}::${ACCOUNT}:${ANY}/${ANY}`,
        `arn:aws:${service}:::${ANY}`,
    ];
    return textsOf(Resource).some((resource) => {
        const matches = matcher(toPattern(comparable(resource)));
        return forms.some(matches);
    });
}

/** An ARN with the partition and the account of the forms: one account's IAM is all of IAM to whoever works in it. */
function comparable(resource: string): string {
    return completeArn(resource)
        .replace(/^arn:[^:]*:/, "arn:aws:")
        .replace(/^((?:[^:]*:){4})\d{12}:/, `$1${ACCOUNT}:`);
}
