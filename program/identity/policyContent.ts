/** A document without white space; what is no JSON stays as it is. */
export function minified(content: string): string {
    try {
        return JSON.stringify(JSON.parse(content));
    } catch {
        return content;
    }
}

/** What a policy does wherever it is attached: the same text for two policies of one type and document. Undefined where it is not known. */
export function policyContent({
    type,
    content,
}: {
    readonly type?: string;
    readonly content?: string;
}): string | undefined {
    return type === undefined || content === undefined ? undefined : `${type} ${minified(content)}`;
}
