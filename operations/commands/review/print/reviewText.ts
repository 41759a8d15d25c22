import { formatPlace } from "../../../../definition";
import { countOf, firstLines, firstOf, formatCount, listSome, printable, visible } from "../../../../limits";
import type { ChangeReview, PlacedText } from "../../../../program/changes/changeReview";
import { table } from "../../../cli/table";
import { hangingLines } from "./hangingLines";
import { ACKNOWLEDGEMENT_KEYS, acknowledgementLine } from "./acknowledgementParts";
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
            ...(risk === "danger" ? [acknowledgementLines(review, width)] : []),
        ]),
        ...noteLines(review, width),
        policyLines(review, "advisory", width),
        otherLines(review, columns),
        listLines("WHAT ONLY AWS CAN TELL", unknown, width),
        listLines("ACKNOWLEDGEMENTS TO REMOVE: THEY NAME NO CHANGE OF THIS RUN", review.acknowledgements.unused, width),
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

function acknowledgementLines(
    { acknowledgements: { missing }, changes }: ChangeReview,
    width: number,
): readonly string[] {
    if (missing.length === 0) return [];
    const codes = new Map(changes.map(({ acknowledge, code }) => [acknowledge, code]));
    const labels = missing.flatMap((text) => codes.get(text) ?? []).map((code) => `"acknowledge ${code}"`);
    return [
        "ACKNOWLEDGE BEFORE IT IS MERGED",
        ...hangingLines("`up` refuses these changes until the definition has", width, 0),
        ...[...ACKNOWLEDGEMENT_KEYS, ...missing.map(acknowledgementLine)].map((line) => `    ${line}`),
        ...(labels.length > 0
            ? hangingLines(
                  `or the pull request has the ${labels.length === 1 ? "label" : "labels"} ${listSome(labels, MOST_LINES)}`,
                  width,
                  0,
              )
            : []),
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
