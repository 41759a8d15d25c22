import type { ControlPolicyType } from "./controlPolicyType";
import { actionMatcher, type ActionName } from "../matching/actionPatterns";
import { compileCondition, type ConditionLine } from "../matching/conditionLine";
import type { RequestContext } from "../request/requestContext";
import { checkDocument, type DocumentMistake } from "./controlPolicyGrammar";
import type { ThreeValued } from "../matching/threeValuedLogic";
import { resourceMatcher, type RequestedResource } from "../matching/resourcePatterns";

/** A document that is parsed once and evaluated for many requests. */
export interface ControlPolicy {
    readonly type: ControlPolicyType;
    readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
    /** From 0, in the order of the document. */
    readonly index: number;
    readonly sid?: string;
    /** The keys that lead to it in the document: `["Statement", 0]`, or `["Statement"]` if the document has one statement without a list. */
    readonly path: readonly (string | number)[];
    /** As it is written. */
    readonly raw: Readonly<Record<string, unknown>>;
    readonly effect: "Allow" | "Deny";
    /** The patterns as written; `not`: they are in NotAction or NotResource. */
    readonly actions: { readonly not: boolean; readonly patterns: readonly string[] };
    readonly resources: { readonly not: boolean; readonly patterns: readonly string[] };
    readonly conditions: readonly ConditionLine[];
    matchesAction(action: ActionName): boolean;
    /** Whether Resource and Condition match too. An answer of true or false stays the same, whatever becomes known later. */
    applies(target: RequestedResource, context: RequestContext): ThreeValued;
    /** If that is not known: the condition keys that decide, in lower case and sorted, and whether the resource decides too. */
    openQuestions(target: RequestedResource, context: RequestContext): { keys: string[]; resource: boolean };
}

/** A document that cannot be read: all its mistakes at once. */
export class PolicyError extends Error {
    override readonly name = "PolicyError";

    constructor(readonly mistakes: readonly DocumentMistake[]) {
        super(mistakes.map(({ message }) => message).join("\n"));
    }
}

/**
 * Reads a service or resource control policy.
 *
 * @param document JSON text, or the value that JSON.parse returned for it
 * @param options.ofAws for RCPFullAWSAccess, the only resource control policy that allows
 * @throws PolicyError with every mistake in the document; each says where it is, what is wrong and what to write
 */
export function parsePolicy(
    document: string | object,
    type: ControlPolicyType,
    options: { readonly ofAws?: boolean } = {},
): ControlPolicy {
    const { mistakes, statements, variables, isList } = checkDocument(document, type, options);
    if (mistakes.length > 0) throw new PolicyError(mistakes);
    const pathOf = (index: number): PolicyStatement["path"] => (isList ? ["Statement", index] : ["Statement"]);
    return { type, statements: statements.map((raw, index) => compile(raw, index, pathOf(index), variables)) };
}

/** All mistakes of a document, for callers that continue after them; empty if `parsePolicy` would accept it. */
export function mistakesOf(document: string | object, type: ControlPolicyType): readonly DocumentMistake[] {
    return checkDocument(document, type, {}).mistakes;
}

function compile(
    raw: PolicyStatement["raw"],
    index: number,
    path: PolicyStatement["path"],
    variables: boolean,
): PolicyStatement {
    const actions = { not: raw["NotAction"] !== undefined, patterns: texts(raw["Action"] ?? raw["NotAction"]) };
    const resources = {
        not: raw["NotResource"] !== undefined,
        patterns: texts(raw["Resource"] ?? raw["NotResource"]),
    };
    const named = actionMatcher(actions.patterns);
    const resource = resourceMatcher(resources.patterns, resources.not, variables);
    const conditions = Object.entries((raw["Condition"] ?? {}) as Record<string, Record<string, unknown>>).flatMap(
        ([operator, keys]) =>
            Object.entries(keys).map(([key, values]) => compileCondition(operator, key, texts(values), variables)),
    );
    const effect = raw["Effect"] as "Allow" | "Deny";
    return {
        index,
        ...(raw["Sid"] !== undefined && { sid: raw["Sid"] as string }),
        path,
        raw,
        effect,
        actions,
        resources,
        conditions,
        matchesAction: actions.not ? (action) => !named(action) : named,
        applies: (target, context) => {
            let result: ThreeValued = resource.all || resource.reaches(target, effect, context);
            for (const condition of conditions) {
                if (result === false) return false;
                const one = condition.holds(context);
                if (one !== true) result = one; // false, or not known
            }
            return result;
        },
        openQuestions: (target, context) => {
            const keys = new Set(conditions.flatMap((condition) => condition.unknownKeys(context)));
            const open = resource.reaches(target, effect, context) === undefined;
            if (open) for (const key of resource.unknownKeys(context)) keys.add(key);
            return { keys: [...keys].sort(), resource: open && typeof target !== "string" };
        },
    };
}

function texts(value: unknown): string[] {
    return (Array.isArray(value) ? value : [value]).map(String);
}
