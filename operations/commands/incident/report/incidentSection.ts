/** A part of a report on an incident. The terminal and the file show the same. Its texts are as AWS has them: who shows them makes them safe. */
export interface IncidentSection {
    readonly heading: string;
    /** Sentences of ours above the table. A text of somebody else's in them is `outside(...)`. */
    readonly words: readonly (readonly SectionText[])[];
    /** What is said instead of an empty table. Absent if it is not known whether there is anything. */
    readonly nothing?: string;
    readonly columns: readonly SectionColumn[];
    readonly rows: readonly (readonly SectionCell[])[];
    /** How much is lost without it: in a file that would be too long, sections with a small weight are cut first. */
    readonly weight: number;
}

/** A column of the file's table. The terminal has lines of about 110 columns, so that some are in a line of their own below the row. */
export interface SectionColumn {
    readonly name: string;
    /** The word before it in the line below the row, such as `from`. Absent: it is in the row. */
    readonly below?: string;
}

/** A text of ours, or one that somebody else wrote: a name, a user agent. */
export type SectionText = string | { readonly outside: string };

/** A text, or a list of which the terminal shows the first, and the file all. */
export type SectionCell = SectionText | readonly SectionText[];

export function outside(text: string): SectionText {
    return { outside: text };
}

/** A sentence of ours without a text of somebody else's. */
export function sentence(text: string): readonly SectionText[] {
    return [text];
}

/** A cell with a text for each of these, which somebody else wrote. */
export function outsides(texts: readonly string[]): readonly SectionText[] {
    return texts.map(outside);
}

export function textsOfCell(cell: SectionCell): readonly SectionText[] {
    return Array.isArray(cell) ? (cell as readonly SectionText[]) : [cell as SectionText];
}
