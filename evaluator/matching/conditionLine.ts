import type { RequestContext, KeyValues } from "../request/requestContext";
import { every, not, some, type ThreeValued } from "./threeValuedLogic";
import { OPERATORS, readValue, type ValueComparison } from "./conditionOperators";
import { variableKeys } from "./policyVariables";

/** One line of a Condition element: an operator, a key and the values. */
export interface ConditionLine {
    /** As written: `ForAnyValue:StringLikeIfExists`. */
    readonly operator: string;
    /** As written. */
    readonly key: string;
    readonly values: readonly string[];
    /** Whether it holds in a request. */
    holds(context: RequestContext): ThreeValued;
    /** The keys, in lower case, that it depends on and that are not known. */
    unknownKeys(context: RequestContext): string[];
}

export type Quantifier = "ForAllValues" | "ForAnyValue";

/** The parts of an operator's name; undefined if there is no such operator. */
export function readOperator(name: string): { quantifier?: Quantifier; base: string; ifExists: boolean } | undefined {
    const [, quantifier, rest = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(name) ?? [];
    const ifExists = rest.endsWith("IfExists");
    const base = ifExists ? rest.slice(0, -"IfExists".length) : rest;
    if (!OPERATORS.has(base) || (base === "Null" && ifExists)) return undefined;
    return { ...(quantifier !== undefined && { quantifier: quantifier as Quantifier }), base, ifExists };
}

/**
 * Compiles one line of a Condition element.
 *
 * - Values are OR'ed; those of a negated operator NOR'ed.
 * - A key that is not in the request gives false, for a negated operator true. With IfExists it always gives true.
 * - ForAllValues holds if every value of the request matches, so also without values, negated or not. ForAnyValue holds if one
 *   matches, so never without values. For ForAnyValue with IfExists and without values, AWS's pages disagree (a set without a
 *   matching value is false, a missing key is true), so the result is unknown. `lint` warns about it.
 * - For several values without ForAllValues or ForAnyValue, AWS requires one of the two and does not say what happens without.
 *   Here the condition holds if one value matches; negated, if all do. `lint` warns about it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 *
 * @param name a name that `readOperator` knows
 * @param variables whether the document's Version has policy variables
 */
export function compileCondition(
    name: string,
    key: string,
    values: readonly string[],
    variables: boolean,
): ConditionLine {
    const read = readOperator(name);
    const operator = read && OPERATORS.get(read.base);
    if (!read || !operator) throw new RangeError(`there is no condition operator ${name}`);
    const lowered = key.toLowerCase();
    const templates = values.map((value) => readValue(operator, value, variables));
    const keysOfVariables = templates.flatMap(variableKeys);
    const matchesOne = operator.compile(templates);
    const whether =
        read.base === "Null"
            ? (found: readonly string[] | null, context: RequestContext): ThreeValued =>
                  matchesOne(String(found === null), context)
            : test(matchesOne, operator.negated, read);

    const isOpenWithout = read.ifExists && read.quantifier === "ForAnyValue";
    const holds = (context: RequestContext): ThreeValued => {
        const found = context.lookup(lowered);
        if (found !== undefined) return whether(found, context);
        const results = context.candidates(lowered)?.map((candidate) => whether(candidate, context));
        return results?.every((one) => one === results[0]) ? results[0] : undefined;
    };
    return {
        operator: name,
        key,
        values,
        holds,
        unknownKeys: (context) =>
            holds(context) !== undefined
                ? []
                : [lowered, ...keysOfVariables].filter(
                      (one) =>
                          context.lookup(one) === undefined ||
                          // The key is known to be missing, but AWS does not say what that means.
                          (one === lowered && isOpenWithout && context.lookup(one) === null),
                  ),
    };
}

function test(
    matchesOne: ValueComparison,
    negated: boolean,
    { quantifier, ifExists }: { quantifier?: Quantifier; ifExists: boolean },
): (found: Exclude<KeyValues, undefined>, context: RequestContext) => ThreeValued {
    const missing =
        ifExists && quantifier === "ForAnyValue"
            ? undefined
            : ifExists || (quantifier === undefined ? negated : quantifier === "ForAllValues");
    const all = quantifier === undefined ? negated : quantifier === "ForAllValues";
    return (found, context) => {
        if (found === null) return missing;
        const one = negated
            ? (value: string): ThreeValued => not(matchesOne(value, context))
            : (value: string): ThreeValued => matchesOne(value, context);
        const [first] = found;
        if (found.length === 1 && first !== undefined) return one(first);
        return all ? every(found, one) : some(found, one);
    };
}
