import { formatPlace } from "../../../../definition";
import { countOf, firstLines, firstOf, formatCount, listSome, printable, visible } from "../../../../limits";
import type { ChangeReview, PlacedText } from "../../../../program/changes/changeReview";
import { unusedLineWords } from "../../../../program/changes/unusedLines";
import { table } from "../../../cli/table";
import { hangingLines } from "./hangingLines";
import { ACKNOWLEDGEMENT_KEYS, acknowledgementLines, missingAcknowledgements } from "./missingAcknowledgements";
import { alikeResources, otherCounts } from "./otherResources";
import { basisWords, operationWord, reviewFigures, runFigures } from "./reviewFigures";
import { lineRemarks, reviewGroups, riskTitle, subjectTitle, type ReviewGroup } from "./reviewGroups";
import { failureTexts, isOneLine, reviewHeadline } from "./reviewHeadline";
import type { ReviewLine } from "./similarChanges";

/** The longest lines, also in a wider terminal and in a pipe. */
const WIDEST = 120;
/** Names in a line of several changes, lines of details below one, and of anything else. */
const MOST_NAMES = 12;
const MOST_DETAILS = 10;
/** Names in a cell of a table. */
const MOST_IN_CELL = 4;
const MOST_LINES = 40;
/** Columns before a comment in the lines for the definition. */
const COMMENT_INDENT = 18;
/** Characters of one text. */
const MOST_CHARACTERS = 1_000;

/**
 * A review for the terminal. It shows every dangerous change; other lists are cut, and say so.
 *
 * @param columns the terminal's width. Absent if there is none.
 */
export function reviewText(review: ChangeReview, columns?: number): string {
    const width = Math.min(columns ?? WIDEST, WIDEST);
    const { stack, unknown } = review;
    if (isOneLine(review)) {
        const words = [`Nothing changes in stack ${visible(stack)}.`, basisWords(review), ...unknown];
        return words.map((one) => printable(one)).join(" ");
    }
    const { words } = reviewHeadline(review);
    const sections = [
        [
            ...hangingLines(`Review of ${visible(stack)}: ${shownText(words)}`, width, 4),
            "",
            ...paragraph(reviewFigures(review).join(" "), width),
        ],
        messageLines("REFUSED", review.refusals, width),
        policyLines(review, "mandatory", width),
        messageLines("PULUMI'S PREVIEW FAILED", failureTexts(review), width),
        ...(["danger", "attention", "routine"] as const).flatMap((risk) => [
            riskLines(review, risk, width),
            ...(risk === "danger" ? [missingLines(review, width)] : []),
        ]),
        ...noteLines(review, width),
        policyLines(review, "advisory", width),
        otherLines(review, columns),
        listLines("WHAT ONLY AWS CAN TELL", unknown, width),
        unusedAcknowledgements(review, width),
        [
            ...paragraph(runFigures(review).join(" "), width),
            ...(review.refusals.length > 0 ? [] : [`Digest of these changes: ${visible(review.digest)}`]),
        ],
    ];
    return sections
        .filter(({ length }) => length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n");
}

function riskLines(review: ChangeReview, risk: "danger" | "attention" | "routine", width: number): readonly string[] {
    const groups = reviewGroups(review, risk);
    const count = review.changes.filter((change) => change.risk === risk).length;
    if (count === 0) return [];
    const most = risk === "danger" ? Infinity : MOST_LINES;
    return [
        `${riskTitle(risk).toUpperCase()} (${countOf(count, "change")})`,
        ...groups.flatMap((group) => groupLines(group, review, most, width)),
    ];
}

function groupLines(
    { subject, lines }: ReviewGroup,
    review: ChangeReview,
    most: number,
    width: number,
): readonly string[] {
    const { shown, more } = firstOf(lines, most);
    return [
        subjectTitle(subject),
        ...shown.flatMap((line) => lineText(line, review, width)),
        ...(more > 0 ? [`  and ${formatCount(more)} more: --json shows all`] : []),
    ];
}

function lineText(line: ReviewLine, review: ChangeReview, width: number): readonly string[] {
    const [first] = line.changes;
    const names = line.names.map(({ name }) => name);
    const named = names.length > 0 ? ` ${listSome(names, MOST_NAMES)}` : "";
    const after = /^(?:\.|)$/.test(line.after) ? line.after : ` ${line.after}`;
    const remarks = lineRemarks(line, review).map((remark) => ` (${remark})`);
    const mark = first?.isIrreversible ? "CANNOT BE UNDONE: " : "";
    const sentence = `${mark}${shownText(line.before)}${named}${shownText(after)}${remarks.join("")}`;
    const details = line.changes.length === 1 && first?.risk !== "routine" ? (first?.details ?? []) : [];
    return [
        ...hangingLines(`  - ${sentence}`, width, 4),
        ...(first?.place ? [`    ${formatPlace(first.place)}`] : []),
        ...firstLines(details, MOST_DETAILS, (more) => `and ${more} more: --json shows all`).flatMap((detail) =>
            hangingLines(`      ${shownText(detail)}`, width, 6),
        ),
    ];
}

function messageLines(heading: string, messages: readonly PlacedText[], width: number): readonly string[] {
    if (messages.length === 0) return [];
    const lines = messages.map(({ message, place }) => {
        const [first = "", ...others] = messageLinesOf(message);
        const shown = place ? [formatPlace(place), first] : [first];
        return [`  - ${shown[0] ?? ""}`, ...[...shown.slice(1), ...others].map((line) => `    ${line}`)]
            .flatMap((line) => hangingLines(line, width, 4))
            .join("\n");
    });
    return [heading, ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: --json shows all`)];
}

/** The lines of a message, without what controls a terminal: a tab has another width everywhere. */
function messageLinesOf(message: string): readonly string[] {
    return printable(message).replaceAll("\t", "    ").split("\n");
}

function policyLines({ policyPack }: ChangeReview, wanted: "mandatory" | "advisory", width: number): readonly string[] {
    const messages = policyPack
        .filter(({ level }) => level === wanted)
        .map(({ policy, message, place }) => ({
            message: visible(
                `${policy}: ${message
                    .trim()
                    .split(/\s*\n\s*/)
                    .join(" ")}`,
                MOST_CHARACTERS,
            ),
            ...(place && { place }),
        }));
    return messageLines(
        wanted === "mandatory" ? "THE POLICY PACK REFUSES" : "THE POLICY PACK ADVISES",
        messages,
        width,
    );
}

/** Each text stands with its label, so that nobody has to pair them by counting. */
function missingLines(review: ChangeReview, width: number): readonly string[] {
    const missing = missingAcknowledgements(review);
    if (missing.length === 0) return [];
    const ways =
        missing.length === 1
            ? "`up` refuses this change until the definition has this line, or the pull request the label above it:"
            : "`up` refuses each of these changes until the definition has its line, or the pull request the label above it:";
    const lines = missing.flatMap((one) => {
        const remarks = [...(one.remark ? [one.remark] : []), ...(one.label ? [`label: ${one.label}`] : [])];
        const wrapped = remarks.flatMap((remark) => hangingLines(remark, width - COMMENT_INDENT, 0));
        return acknowledgementLines(one, wrapped);
    });
    return [
        "ACKNOWLEDGE BEFORE IT IS MERGED",
        ...hangingLines(ways, width, 0),
        ...[...ACKNOWLEDGEMENT_KEYS, ...lines].map((line) => `    ${line}`),
    ];
}

function unusedAcknowledgements({ acknowledgements: { unusedLines } }: ChangeReview, width: number): readonly string[] {
    const lines = unusedLines.map((line) =>
        [
            ...hangingLines(`  - ${shownText(line.text)}`, width, 4),
            `    ${formatPlace(line.place)}`,
            ...(line.meant === undefined ? [] : hangingLines(`    ${shownText(unusedLineWords(line))}`, width, 4)),
        ].join("\n"),
    );
    if (lines.length === 0) return [];
    return [
        "ACKNOWLEDGEMENTS TO REMOVE: THEY NAME NO CHANGE OF THIS RUN",
        ...firstLines(lines, MOST_LINES, (more) => `  and ${more} more: --json shows all`),
    ];
}

/** The same sections as in a comment. A warning of an effect says LOOSER or DELETED. */
function noteLines({ notes }: ChangeReview, width: number): readonly (readonly string[])[] {
    const others = notes.filter(({ topic }) => topic !== "effect");
    const sections = [
        ["EFFECT IN THE ACCOUNTS", notes.filter(({ topic }) => topic === "effect")],
        ["WARNINGS", others.filter(({ severity }) => severity === "warning")],
        ["NOTES", others.filter(({ severity }) => severity === "info")],
    ] as const;
    return sections.map(([title, some]) => {
        const shown = firstLines(
            some.map(({ message }) => {
                const [first = "", ...rest] = messageLinesOf(message);
                const kept = firstLines(rest, MOST_DETAILS, (more) => `  and ${more} more lines: --json shows all`);
                const lines = kept.flatMap((line) => hangingLines(`  ${line}`, width, 6));
                return [...hangingLines(`  - ${first}`, width, 4), ...lines].join("\n");
            }),
            MOST_LINES,
            (more) => `  and ${more} more: --json shows all`,
        );
        return shown.length > 0 ? [title, ...shown] : [];
    });
}

function otherLines({ others }: ChangeReview, columns: number | undefined): readonly string[] {
    if (others.length === 0) return [];
    const rows = alikeResources(others).flatMap((alike) => {
        const [first] = alike;
        if (!first) return [];
        const names = listSome(
            alike.map(({ name }) => name),
            MOST_IN_CELL,
        );
        return [[operationWord(first.operation), names, visible(first.type), listSome(first.properties, MOST_IN_CELL)]];
    });
    const { shown, more } = firstOf(rows, MOST_LINES);
    return [
        `OTHER RESOURCES (${otherCounts(others)})`,
        table(
            ["WHAT", "RESOURCE", "TYPE", "PROPERTIES"],
            shown.map(([what = "", name = "", type = "", properties = ""]) => [
                what,
                name,
                type,
                properties === "none" ? "" : properties,
            ]),
            columns,
        ),
        ...(more > 0 ? [`and ${formatCount(more)} more rows: --json shows all`] : []),
    ];
}

function listLines(heading: string, texts: readonly string[], width: number): readonly string[] {
    if (texts.length === 0) return [];
    const lines = firstLines(texts, MOST_LINES, (more) => `and ${more} more: --json shows all`);
    return [heading, ...lines.flatMap((text) => hangingLines(`  - ${shownText(text)}`, width, 4))];
}

function paragraph(text: string, width: number): readonly string[] {
    return hangingLines(shownText(text), width, 0);
}

function shownText(text: string): string {
    return visible(text, MOST_CHARACTERS);
}
