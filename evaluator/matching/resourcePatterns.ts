import type { RequestContext } from "../request/requestContext";
import { not, some, type ThreeValued } from "./threeValuedLogic";
import { readTemplate, resolve, variableKeys } from "./policyVariables";
import { intersects, MANY, matcher, matches } from "./wildcards";

/** The form that the ARN of a resource may have, if the request does not name the resource. */
export interface ResourceShape {
    /** An ARN with OPAQUE for each part that is not known. */
    readonly pattern: string;
    /** Every request for the action names a resource of this type. */
    readonly required: boolean;
}

/** What a request is for: an ARN, `*` for an action on no resource, or a resource that has one of some shapes. */
export type RequestedResource = string | readonly ResourceShape[];

/** The Resource or NotResource element of a statement, compiled. */
export interface ResourceMatcher {
    /** It matches every resource, named or not. */
    readonly all: boolean;
    /**
     * Whether the statement reaches the target.
     *
     * A resource that is not named is judged by the shapes of the action's resource types. A type is not reached when no pattern can
     * match it, and reached when a pattern matches whatever the names are; otherwise it is not known. A Deny certainly works when it
     * reaches a required type. An Allow is certainly sufficient only when it reaches all types.
     */
    reaches(target: RequestedResource, effect: "Allow" | "Deny", context: RequestContext): ThreeValued;
    /** The keys, in lower case, of the variables in its patterns whose values are not known. */
    unknownKeys(context: RequestContext): string[];
}

interface Compiled {
    inText(text: string, context: RequestContext): ThreeValued;
    inShape(shape: string, context: RequestContext): ThreeValued;
}

/**
 * Prepares the patterns of a Resource (or NotResource) element. Upper and lower case differ. `*` and `?` match any characters,
 * including colons: AWS says so for a `*` at the end of a part of an ARN; within a part, it makes no difference for well-formed ARNs.
 * AWS completes an ARN with fewer than six parts with `*` for the missing ones.
 *
 * AWS replaces variables only in the last part, after the fifth colon. A pattern with a variable before that matches nothing.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
export function resourceMatcher(values: readonly string[], negated: boolean, variables: boolean): ResourceMatcher {
    const templates = values
        .filter((value) => !variables || !hasEarlyVariable(value))
        .map((value) => readTemplate(completeArn(value), { variables, wildcards: true }));
    const all = !negated && templates.includes(MANY);
    const compiled = templates.map((template): Compiled => {
        if (typeof template === "string") {
            const test = matcher(template);
            return { inText: test, inShape: (shape) => shapeMatches(template, shape) };
        }
        const resolving =
            (test: (pattern: string, text: string) => ThreeValued) =>
            (text: string, context: RequestContext): ThreeValued => {
                const { pattern, unknown } = resolve(template, context);
                const found = pattern === undefined ? false : test(pattern, text);
                return found !== false && unknown.length > 0 ? undefined : found;
            };
        return { inText: resolving(matches), inShape: resolving(shapeMatches) };
    });
    const wanted = (found: ThreeValued): ThreeValued => (negated ? not(found) : found);
    const [fixed, variable] = [true, false].map((isFixed) =>
        compiled.filter((_, index) => (typeof templates[index] === "string") === isFixed),
    ) as [Compiled[], Compiled[]];
    // evaluator/effect asks for each shape hundreds of times, and the lists have hundreds of patterns.
    const known = new Map<string, ThreeValued>();
    const inFixed = (shape: string, context: RequestContext): ThreeValued => {
        if (!known.has(shape))
            known.set(
                shape,
                some(fixed, (one) => one.inShape(shape, context)),
            );
        return known.get(shape);
    };
    const inVariable = (shape: string, context: RequestContext): ThreeValued =>
        some(variable, (one) => one.inShape(shape, context));
    const inShape = (shape: string, context: RequestContext): ThreeValued =>
        some([inFixed, inVariable], (one) => one(shape, context));
    const keysOfVariables = templates.flatMap(variableKeys);
    return {
        all,
        reaches: (target, effect, context) => {
            if (all) return true;
            if (typeof target === "string") return wanted(some(compiled, (one) => one.inText(target, context)));
            const byShape = target.map(({ pattern, required }) => ({
                required,
                reached: wanted(inShape(pattern, context)),
            }));
            return effect === "Deny" ? denied(byShape) : allowed(byShape);
        },
        unknownKeys: (context) => keysOfVariables.filter((key) => context.lookup(key) === undefined),
    };
}

/** The parts of an ARN. A colon within a variable does not separate parts. */
export function arnParts(arn: string): string[] {
    const parts = arn.split(/:(?![^{}]*\})/);
    return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Whether a variable comes before the fifth colon, where AWS replaces none. `${*}`, `${?}` and `${$}` are characters. */
export function hasEarlyVariable(resource: string): boolean {
    return arnParts(resource)
        .slice(0, 5)
        .some((part) => /\$\{\s*[^}*?$\s]/.test(part));
}

/** `arn:aws:sqs` is `arn:aws:sqs:*:*:*`. A `*` at the end of a part also matches the missing parts. */
export function completeArn(resource: string): string {
    const missing = 6 - arnParts(resource).length;
    return missing > 0 && !/\*(:|$)/.test(resource) ? resource + ":*".repeat(missing) : resource;
}

function shapeMatches(pattern: string, shape: string): ThreeValued {
    if (matches(pattern, shape)) return true;
    return intersects(pattern, shape) ? undefined : false;
}

interface Reached {
    readonly required: boolean;
    readonly reached: ThreeValued;
}

function denied(shapes: readonly Reached[]): ThreeValued {
    if (shapes.some(({ required, reached }) => required && reached === true)) return true;
    return shapes.every(({ reached }) => reached === false) ? false : undefined;
}

/** Another statement may allow a type that this one does not reach, so the answer is false only if it reaches none. */
function allowed(shapes: readonly Reached[]): ThreeValued {
    if (shapes.every(({ reached }) => reached === false)) return false;
    return shapes.every(({ reached }) => reached === true) ? true : undefined;
}
