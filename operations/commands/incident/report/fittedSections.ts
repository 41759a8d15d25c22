import type { IncidentSection } from "./incidentSection";
import { sectionMarkdown, shortenedTexts } from "./markdownText";

/** Sections as Markdown, and what had to be cut of them. */
export interface FittedSections {
    readonly markdown: readonly string[];
    /** The sections that are cut, with the numbers of rows that are missing. */
    readonly cut: readonly { readonly heading: string; readonly missing: number; readonly of: number }[];
    /** How many texts are not whole, because they or their lists are too long for a table. */
    readonly shortened: number;
}

/**
 * Cuts rows until the sections fit: those of the section with the smallest weight first, from its end.
 *
 * @param room characters for all of them.
 * @param where says where everything is.
 */
export function fittedSections(sections: readonly IncidentSection[], room: number, where: string): FittedSections {
    const kept = sections.map(({ rows }) => rows.length);
    const texts = sections.map((section) => sectionMarkdown(section));
    const length = (): number => texts.reduce((sum, text) => sum + text.length + 1, 0);
    const order = sections
        .map((_, index) => index)
        .sort((one, two) => weightOf(sections[one]) - weightOf(sections[two]));
    for (const index of order) {
        const section = sections[index];
        if (!section || length() <= room) continue;
        const others = length() - (texts[index]?.length ?? 0);
        const rows = mostRows(section, room - others, where);
        kept[index] = rows;
        texts[index] = sectionMarkdown(section, { rows, where });
    }
    return {
        markdown: texts,
        shortened: sections.reduce((sum, section) => sum + shortenedTexts(section), 0),
        cut: sections.flatMap(({ heading, rows }, index) => {
            const missing = rows.length - (kept[index] ?? 0);
            return missing > 0 ? [{ heading, missing, of: rows.length }] : [];
        }),
    };
}

/** The most rows with which a section fits, found by halving. */
function mostRows(section: IncidentSection, room: number, where: string): number {
    let [fits, tooMany] = [0, section.rows.length];
    while (tooMany - fits > 1) {
        const middle = Math.floor((fits + tooMany) / 2);
        if (sectionMarkdown(section, { rows: middle, where }).length <= room) fits = middle;
        else tooMany = middle;
    }
    return fits;
}

function weightOf(section: IncidentSection | undefined): number {
    return section?.weight ?? 0;
}
