/** A document without white space. Text that is not JSON stays as it is. */
export function minified(content: string): string {
    try {
        return JSON.stringify(JSON.parse(content));
    } catch {
        return content;
    }
}

/**
 * What a policy does wherever it is attached: the same text for two policies with the same type and document. Undefined if it is not known.
 */
export function policyContent({
    type,
    content,
}: {
    readonly type?: string;
    readonly content?: string;
}): string | undefined {
    return type === undefined || content === undefined ? undefined : `${type} ${minified(content)}`;
}
