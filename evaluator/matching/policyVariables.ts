import type { RequestContext } from "../request/requestContext";
import { MANY, toPattern } from "./wildcards";

/** A text with policy variables, such as `home/${aws:username}/*`. */
export interface TextTemplate {
    readonly parts: readonly (string | Variable)[];
}

interface Variable {
    /** The condition key, in lower case. */
    readonly key: string;
    readonly fallback?: string;
}

/** What a template becomes in one request. */
export interface ResolvedTemplate {
    /** Absent if a variable has no value in the request. The text then matches nothing. */
    readonly pattern?: string;
    /** The keys of variables whose values are not known. MANY stands in their place, so only "no match" is certain. */
    readonly unknown: readonly string[];
}

const VARIABLE = /\$\{\s*([^}',]+?)\s*(?:,\s*'([^']*)'\s*)?\}/g;

/**
 * Reads a text of a policy: with wildcards it becomes a pattern, with variables a template.
 *
 * `${*}`, `${?}` and `${$}` are these characters. A variable may have a default: `${aws:PrincipalTag/team, 'none'}`.
 * Variables exist in documents of Version 2012-10-17 only: without it, `${aws:username}` is a text like any other.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readTemplate(text: string, options: { variables: boolean; wildcards: boolean }): string | TextTemplate {
    const plain = (piece: string): string => (options.wildcards ? toPattern(piece) : piece);
    if (!options.variables || !text.includes("${")) return plain(text);
    const parts: (string | Variable)[] = [];
    const add = (piece: string): void => {
        const last = parts.at(-1);
        if (typeof last === "string") parts[parts.length - 1] = last + piece;
        else if (piece !== "") parts.push(piece);
    };
    let from = 0;
    for (const found of text.matchAll(VARIABLE)) {
        add(plain(text.slice(from, found.index)));
        const [all, name = "", fallback] = found;
        if (name === "*" || name === "?" || name === "$") add(name);
        else parts.push({ key: name.toLowerCase(), ...(fallback !== undefined && { fallback }) });
        from = found.index + all.length;
    }
    add(plain(text.slice(from)));
    if (parts.every((part) => typeof part === "string")) return parts.join("");
    return { parts };
}

/**
 * Replaces variables by the values of the request. A value is taken literally: a `*` in a tag is not a wildcard.
 * A text matches nothing if a variable has no value, or if its key has several values.
 */
export function resolve(template: TextTemplate, context: RequestContext): ResolvedTemplate {
    let pattern = "";
    const unknown: string[] = [];
    for (const part of template.parts) {
        if (typeof part === "string") {
            pattern += part;
            continue;
        }
        const values = context.lookup(part.key);
        if (values === undefined) {
            unknown.push(part.key);
            pattern += MANY;
            continue;
        }
        const value = values?.length === 1 ? values[0] : part.fallback;
        if (value === undefined) return { unknown: [] };
        pattern += value;
    }
    return { pattern, unknown };
}

/** The keys, in lower case, of the variables in a text. */
export function variableKeys(template: string | TextTemplate): string[] {
    if (typeof template === "string") return [];
    return template.parts.flatMap((part) => (typeof part === "string" ? [] : [part.key]));
}
