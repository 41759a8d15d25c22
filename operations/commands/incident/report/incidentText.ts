import { firstOf, formatCount, visible } from "../../../../limits";
import { table } from "../../../cli/table";
import type { IncidentSection, SectionText } from "./incidentSection";

/** How many rows of a section the terminal shows; the file and --json have all. */
const MOST_ROWS = 15;

/** A section for the terminal. Texts from outside cannot leave their line or their cell. */
export function sectionText({ heading, words, nothing, head, rows }: IncidentSection, columns?: number): string {
    const { shown, more } = firstOf(rows, MOST_ROWS);
    return [
        heading.toUpperCase(),
        ...words.map((parts) => parts.map(plain).join("")),
        ...(rows.length === 0
            ? [nothing ?? []].flat()
            : [
                  table(
                      head,
                      shown.map((row) => row.map(plain)),
                      columns,
                  ),
              ]),
        ...(more > 0 ? [`... and ${formatCount(more)} more: --file and --json have all`] : []),
    ].join("\n");
}

function plain(text: SectionText): string {
    return typeof text === "string" ? text : visible(text.outside, 300);
}
