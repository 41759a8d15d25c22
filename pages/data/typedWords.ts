/** A text in the form in which words are looked for: without accents, and in lower case. */
export const folded = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The words that somebody typed into a filter, folded. */
export function typedWords(typed: string): readonly string[] {
    return folded(typed)
        .split(/\s+/)
        .filter((word) => word !== "");
}
