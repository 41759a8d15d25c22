/** A part of a report on an incident. The terminal and the file show the same. Its texts are as AWS has them: who shows them makes them safe. */
export interface IncidentSection {
    readonly heading: string;
    /** Sentences of ours above the table. A text of somebody else's in them is `outside(...)`. */
    readonly words: readonly (readonly SectionText[])[];
    /** What is said instead of an empty table. Absent if it is not known whether there is anything. */
    readonly nothing?: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly SectionText[])[];
}

/** A text of ours, or one that somebody else wrote: a name, a user agent. */
export type SectionText = string | { readonly outside: string };

export function outside(text: string): SectionText {
    return { outside: text };
}

/** A sentence of ours without a text of somebody else's. */
export function sentence(text: string): readonly SectionText[] {
    return [text];
}
