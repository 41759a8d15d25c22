import type { ReviewedChange } from "../../definition/feature";
import type { Note } from "../plan";
import { parseUrn } from "../state";

/** The notes that a review shows: those that none of its changes says already. */
export function reviewNotes(notes: readonly Note[], changes: readonly ReviewedChange[]): readonly Note[] {
    return notes.filter(({ saidBy }) => {
        if (!saidBy) return true;
        const { subject, kind = "", names } = saidBy;
        const some = changes.filter((change) => change.subject === subject && (kind === "" || change.kind === kind));
        const said = new Set(some.flatMap(({ resources }) => resources.map((urn) => parseUrn(urn).name)));
        return names === undefined ? some.length === 0 : names.some((name) => !said.has(name));
    });
}
