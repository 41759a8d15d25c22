import type { Note } from "../plan";

/**
 * What previews say beside the list of resources, and a review says as changes, person by person and block by block: the paragraphs of
 * features/people/effect and features/baseline/effect.
 */
const SAID_AS_CHANGES =
    /^(?:(?:LOOSER|Tighter): access is (?:given|taken away)\b|Access to \d+ new accounts?\b|Baseline: (?:\d+ )?new accounts?\b)/;

/** The notes that a review shows. */
export function reviewNotes(notes: readonly Note[]): readonly Note[] {
    return notes.filter(({ topic, message }) => topic !== "effect" || !SAID_AS_CHANGES.test(message));
}
