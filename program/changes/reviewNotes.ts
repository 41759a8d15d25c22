import type { Note } from "../plan";

/**
 * What previews say beside the list of resources, and a review says as changes, person by person and block by block: the paragraphs of
 * features/people/effect and features/baseline/effect.
 */
const EFFECTS_SAID_AS_CHANGES =
    /^(?:(?:LOOSER|Tighter): access is (?:given|taken away)\b|Access to \d+ new accounts?\b|Baseline: (?:\d+ )?new accounts?\b|Sessions of permission set )/;

/** Warnings of which a change says all, as its sentence or its details. */
const WARNINGS_SAID_AS_CHANGES: readonly RegExp[] = [
    /^(?:AWS CLOSES|the organisation loses, open,) by this change: /,
    /^account .+ leaves its quarantine: everything /,
    /^account .+ no longer administers \S+ for the organisation: /,
    /^budgets? ".+ (?:is|are) deleted$/,
    /^dimension .+ is no longer in the definition: its cost category /,
    /^[\w ]+ is turned off: /,
];

/** The notes that a review shows. */
export function reviewNotes(notes: readonly Note[]): readonly Note[] {
    return notes.filter(({ topic, message }) =>
        topic === "effect"
            ? !EFFECTS_SAID_AS_CHANGES.test(message)
            : !WARNINGS_SAID_AS_CHANGES.some((pattern) => pattern.test(message)),
    );
}
