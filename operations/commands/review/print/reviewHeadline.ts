import { countOf, formatCount, list } from "../../../../limits";
import type { ChangeReview, PlacedChange, PlacedText } from "../../../../program/changes/changeReview";

/** What a review comes to: the worst thing in it. */
export type ReviewTone = "refused" | "danger" | "attention" | "routine" | "nothing";

/** The first line of a review: what a reviewer has to do. */
export interface ReviewHeadline {
    readonly tone: ReviewTone;
    /** A sentence without its point. It may have names that others wrote. */
    readonly words: string;
}

export function reviewHeadline(review: ChangeReview): ReviewHeadline {
    const { refusals, failures, changes, others, notes } = review;
    if (refusals.length > 0) {
        const [verb, them] = refusals.length === 1 ? ["is", "it"] : ["are", "them"];
        return {
            tone: "refused",
            words: `${countOf(refusals.length, "thing")} ${verb} refused: correct ${them} first`,
        };
    }
    const violations = mandatoryViolations(review).length;
    if (violations > 0) {
        return { tone: "refused", words: `the policy pack refuses the run, for ${countOf(violations, "reason")}` };
    }
    if (failures) return { tone: "refused", words: "Pulumi's preview failed, so nothing here is confirmed" };
    const grave = changes.filter(({ risk, isIrreversible }) => risk === "danger" || isIrreversible);
    const toDo = acknowledgementWords(review, grave.length);
    if (grave.length > 0 || toDo !== "") {
        const isDanger = toDo !== "" || grave.some(({ risk }) => risk === "danger");
        return { tone: isDanger ? "danger" : "attention", words: `${graveWords(grave)}${toDo}` };
    }
    const [only] = changes;
    if (only && changes.length + others.length === 1) {
        return { tone: only.risk, words: only.text.replace(/\.$/, "") };
    }
    const lost = others.filter(({ operation }) => operation === "delete" || operation === "replace").length;
    const attention = changes.filter(({ risk }) => risk === "attention").length + lost;
    const routine = changes.length + others.length - attention;
    if (attention > 0) {
        const rest = routine > 0 ? `, and ${formatCount(routine)} ${routine === 1 ? "is" : "are"} routine` : "";
        return {
            tone: "attention",
            words: `${countOf(attention, "change")} ${attention === 1 ? "needs" : "need"} a look${rest}`,
        };
    }
    if (routine > 0) return { tone: "routine", words: countOf(routine, "routine change") };
    const warnings = notes.filter(({ severity }) => severity === "warning").length;
    const noted = warnings > 0 ? `, but there ${warnings === 1 ? "is" : "are"} ${countOf(warnings, "warning")}` : "";
    return { tone: "nothing", words: `nothing changes${noted}` };
}

/** Whether one line says all of it. */
export function isOneLine(review: ChangeReview): boolean {
    const { refusals, failures = [], changes, others, notes, policyPack, acknowledgements } = review;
    const { missing, unused } = acknowledgements;
    return [refusals, failures, changes, others, notes, policyPack, missing, unused].every(
        ({ length }) => length === 0,
    );
}

/** What the policy pack does not let pass. */
export function mandatoryViolations({ policyPack }: ChangeReview): ChangeReview["policyPack"] {
    return policyPack.filter(({ level }) => level === "mandatory");
}

/** Why Pulumi's preview failed, in the form of refusals. Nobody knows where. */
export function failureTexts({ failures = [] }: ChangeReview): readonly PlacedText[] {
    return failures.map((message) => ({ message }));
}

function graveWords(grave: readonly PlacedChange[]): string {
    const [final, others] = [grave.filter((one) => one.isIrreversible), grave.filter((one) => !one.isIrreversible)];
    const weaker = others.filter(({ subject }) => subject === "guardrails").length;
    const parts = [
        { count: final.length, one: "cannot be undone", many: "cannot be undone" },
        { count: weaker, one: "weakens guardrails", many: "weaken guardrails" },
        { count: others.length - weaker, one: "is dangerous", many: "are dangerous" },
    ].filter(({ count }) => count > 0);
    if (parts.length === 0) return "changes need an acknowledgement";
    return list(
        parts.map(({ count, one, many }, index) => {
            return `${index === 0 ? countOf(count, "change") : formatCount(count)} ${count === 1 ? one : many}`;
        }),
    );
}

/** What is left to acknowledge, as the end of the headline. */
function acknowledgementWords({ acknowledgements: { missing, given } }: ChangeReview, grave: number): string {
    if (missing.length > 0 && (given.length > 0 || missing.length < grave)) {
        const done = given.length > 0 ? ` (${formatCount(given.length)} done)` : "";
        return `: acknowledge ${formatCount(missing.length)} of them first${done}`;
    }
    if (missing.length > 0) return missing.length === 1 ? ": acknowledge it first" : ": acknowledge them first";
    return "";
}
