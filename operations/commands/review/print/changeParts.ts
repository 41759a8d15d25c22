import type { Risk } from "../../../../definition/feature/reviewedChange";
import { countOf } from "../../../../limits";
import type { ChangeReview } from "../../../../program/changes/changeReview";
import type { Note } from "../../../../program/plan/notes";
import type { ReviewItem, ReviewPart } from "./fittedReview";
import { changeItems, folded } from "./lineMarkdown";
import { acknowledgementParts } from "./acknowledgementParts";
import { PRIORITY } from "./partPriority";
import { reviewGroups, riskTitle } from "./reviewGroups";
import { messageLineMarkdown, safeMarkdown } from "./safeMarkdown";
import type { SourceLink } from "./sourceLinks";

/** Bytes for warnings and effects, of which there may be one for each unit. */
const MOST_OF_NOTES = 12_000;
const MOST_OF_NOTE = 400;
/** An effect with more lines is folded below the first two: its heading has the worst of them. */
const MOST_UNFOLDED = 4;
const FIRST_ACTIONS = 2;

/** The changes, the most dangerous first, with what must be acknowledged after the dangerous ones. */
export function changeParts(review: ChangeReview, link: SourceLink): readonly ReviewPart[] {
    const [danger, attention, routine] = (["danger", "attention", "routine"] as const).map((risk) => ({
        risk,
        count: review.changes.filter((change) => change.risk === risk).length,
        items: changeItems(reviewGroups(review, risk), review, link),
    }));
    if (!danger || !attention || !routine) return [];
    const head = (title: string, { count }: { readonly count: number }): string =>
        `#### ${title} (${countOf(count, "change")})`;
    const isFolded = danger.count + attention.count > 0 || routine.items.length > 12;
    return [
        {
            ...danger,
            priority: PRIORITY.danger,
            detailsPriority: PRIORITY.graveDetails,
            head: head(`🛑 ${riskTitle("danger")}`, danger),
            rest: restOf("danger"),
        },
        ...acknowledgementParts(review),
        {
            ...attention,
            priority: PRIORITY.attention,
            head: head(`👀 ${riskTitle("attention")}`, attention),
            rest: restOf("attention"),
        },
        {
            ...routine,
            priority: PRIORITY.routine,
            head: isFolded
                ? `<details><summary><b>${riskTitle("routine")}</b> (${countOf(routine.count, "change")})</summary>\n`
                : head(riskTitle("routine"), routine),
            ...(isFolded && { foot: "\n</details>" }),
            rest: restOf("routine"),
        },
    ];
}

function restOf(risk: Risk): (more: string) => string {
    const words = { danger: "dangerous changes", attention: "changes to look at", routine: "routine changes" };
    return (more) => `- **and ${more} more ${words[risk]}**: \`org review --json\` has all.`;
}

/** Warnings and effects in the accounts, and what is only for information, folded. */
export function noteParts({ notes }: ChangeReview): readonly ReviewPart[] {
    const effects = notes.filter(({ topic }) => topic === "effect");
    const warnings = notes.filter(({ topic, severity }) => topic !== "effect" && severity === "warning");
    const infos = notes.filter(({ topic, severity }) => topic !== "effect" && severity === "info");
    const rest = (more: string): string => `- **and ${more} more**: \`org review --json\` has all.`;
    const share = MOST_OF_NOTES;
    const warning = { priority: PRIORITY.warning, detailsPriority: PRIORITY.graveDetails, share, rest };
    return [
        { ...warning, head: "#### Effect in the accounts\n", items: effects.map(noteItem) },
        { ...warning, head: "#### Warnings\n", items: warnings.map(noteItem) },
        {
            priority: PRIORITY.note,
            share,
            head: `<details><summary><b>Notes</b> (${infos.length})</summary>\n`,
            foot: "\n</details>",
            items: infos.map(noteItem),
            rest,
        },
    ];
}

/** A note. The first actions of an effect are shown, because its first line ends before them; all else is folded. */
function noteItem({ topic, message }: Note): ReviewItem {
    const [first = "", ...others] = message.split("\n").filter((line) => line.trim() !== "");
    const lines = others.map((line) => messageLineMarkdown(line, MOST_OF_NOTE));
    const shown = topic !== "effect" ? [] : lines.length > MOST_UNFOLDED ? lines.slice(0, FIRST_ACTIONS) : lines;
    const rest = lines.slice(shown.length);
    const more = rest.length;
    return {
        text: [`- ${safeMarkdown(first, 2 * MOST_OF_NOTE)}`, ...shown.map((line) => `  - ${line}`)].join("\n"),
        count: 1,
        ...(more > 0 && { details: folded(`${shown.length > 0 ? "and " : ""}${countOf(more, "more line")}`, rest) }),
    };
}
