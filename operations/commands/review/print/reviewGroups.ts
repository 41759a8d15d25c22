import { REVIEW_SUBJECTS, type ReviewSubject, type Risk } from "../../../../definition/feature/reviewedChange";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import { similarChanges, type ReviewLine } from "./similarChanges";

/** The lines of one subject. */
export interface ReviewGroup {
    readonly subject: ReviewSubject;
    readonly lines: readonly ReviewLine[];
}

/** The changes of a risk, by what they are about. What cannot be undone comes first in each subject. */
export function reviewGroups({ changes, acknowledgements }: ChangeReview, risk: Risk): readonly ReviewGroup[] {
    const missing = new Set(acknowledgements.missing);
    const ofRisk = changes.filter((change) => change.risk === risk);
    return REVIEW_SUBJECTS.flatMap((subject) => {
        const found = ofRisk.filter((change) => change.subject === subject);
        const sorted = [...found.filter((one) => one.isIrreversible), ...found.filter((one) => !one.isIrreversible)];
        return sorted.length > 0 ? [{ subject, lines: similarChanges(sorted, missing) }] : [];
    });
}

/** What a reader must know of a line beside its sentence: `acknowledged`. */
export function lineRemarks({ changes }: ReviewLine, { acknowledgements }: ChangeReview): readonly string[] {
    const [first] = changes;
    const isMissing = first?.acknowledge !== undefined && acknowledgements.missing.includes(first.acknowledge);
    const isGiven = first?.acknowledge !== undefined && acknowledgements.given.includes(first.acknowledge);
    return [
        ...(first?.isUnconfirmed ? ["only AWS can tell whether it happens, or how"] : []),
        ...(isMissing ? ["not acknowledged"] : []),
        ...(isGiven ? ["acknowledged"] : []),
        ...(first?.isWaiting ? ["waits for an `up` already"] : []),
    ];
}

const RISKS: Readonly<Record<Risk, string>> = { danger: "Dangerous", attention: "To look at", routine: "Routine" };

export function riskTitle(risk: Risk): string {
    return RISKS[risk];
}

/** `Guardrails`. */
export function subjectTitle(subject: ReviewSubject): string {
    return `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}`;
}
