import type { Risk } from "../../../../definition/feature/reviewedChange";
import { countOf, formatCount } from "../../../../limits";
import { escapedHtml } from "../../../../pages/frame";
import type { ChangeReview, PlacedText, UnusedLine } from "../../../../program/changes/changeReview";
import { unusedLineWords } from "../../../../program/changes/unusedLines";
import type { Note } from "../../../../program/plan/notes";
import { parseUrn } from "../../../../program/state/urn";
import { ACKNOWLEDGEMENT_KEYS, acknowledgementLines, missingAcknowledgements } from "./missingAcknowledgements";
import { setsOf } from "./likeSets";
import { alikeResources, otherCounts } from "./otherResources";
import { foldedHtml, linkHtml, panel, placeHtml, shownHtml, thingList } from "./pageElements";
import { operationWord } from "./reviewFigures";
import { failureTexts } from "./reviewHeadline";
import { lineRemarks, reviewGroups, riskTitle, subjectTitle } from "./reviewGroups";
import type { NamedChange, ReviewLine } from "./similarChanges";
import type { SourceLink } from "./sourceLinks";

/** Names in a line of several changes. If there are more, all are folded. */
const MOST_NAMES = 8;

/** What is refused, and why Pulumi's preview failed. */
export function refusalSections(review: ChangeReview, link: SourceLink): readonly string[] {
    return [
        ...messageSection("Refused", review.refusals, link),
        ...messageSection("Pulumi's preview failed", failureTexts(review), link),
    ];
}

function messageSection(title: string, messages: readonly PlacedText[], link: SourceLink): readonly string[] {
    if (messages.length === 0) return [];
    const items = messages.map(({ message, place }) => {
        const at = place ? `${placeHtml(place, link)}<br>` : "";
        return `${at}${messageHtml(message)}`;
    });
    return [panel(title, [thingList(items)], { tone: "refused", count: formatCount(messages.length) })];
}

/** The changes of a risk. */
export function riskSection(review: ChangeReview, risk: Risk, link: SourceLink): readonly string[] {
    const count = review.changes.filter((change) => change.risk === risk).length;
    if (count === 0) return [];
    const groups = reviewGroups(review, risk).flatMap(({ subject, lines }) => [
        `<h3>${subjectTitle(subject)}</h3>`,
        thingList(lines.map((line) => lineHtml(line, review, link))),
    ]);
    return [panel(riskTitle(risk), groups, { tone: risk, count: countOf(count, "change") })];
}

function lineHtml(line: ReviewLine, review: ChangeReview, link: SourceLink): string {
    const [first] = line.changes;
    const isShort = line.names.length <= MOST_NAMES;
    const names = isShort ? ` <span class="names">${namesHtml(line.names, link)}</span>` : "";
    const remarks = lineRemarks(line, review).map((remark) => ` <span class="remark">(${remark})</span>`);
    const single = line.changes.length === 1 && first?.place ? ` ${placeHtml(first.place, link)}` : "";
    return [
        first?.isIrreversible ? `<strong class="final">Cannot be undone:</strong> ` : "",
        shownHtml(line.before),
        line.names.length > 0 ? names : "",
        line.after === "" || line.after === "." ? (isShort ? line.after : "") : ` ${shownHtml(line.after)}`,
        ...remarks,
        single,
        lineDetails(line, link),
    ].join("");
}

function lineDetails({ changes, things }: ReviewLine, link: SourceLink): string {
    const sets = setsOf(things, ({ change }) => JSON.stringify(change.details));
    const all = things.length > MOST_NAMES ? [`<span class="names">${namesHtml(things, link)}</span>`] : [];
    const shared = sets.length > 1 ? [] : (changes[0]?.details ?? []).map(shownHtml);
    const own = sets.length > 1 ? sets.flatMap((set) => ownDetails(set, link)) : [];
    const lines = [...all, ...shared, ...own];
    return foldedHtml(all.length > 0 ? `All ${formatCount(changes.length)}` : countOf(lines.length, "detail"), lines);
}

function ownDetails(things: readonly NamedChange[], link: SourceLink): readonly string[] {
    const details = things[0]?.change.details ?? [];
    if (details.length === 0) return [];
    return [`<span class="names">${namesHtml(things, link)}</span>: ${shownHtml(details.join(" "))}`];
}

function namesHtml(names: readonly NamedChange[], link: SourceLink): string {
    return names
        .map(({ name, change: { place } }) => linkHtml(`<bdi>${shownHtml(name)}</bdi>`, place && link(place)))
        .join(", ");
}

/** What has to be acknowledged, as lines for the definition and as labels. */
export function acknowledgementSection(review: ChangeReview): readonly string[] {
    const missing = missingAcknowledgements(review);
    if (missing.length === 0) return [];
    const labels = missing.flatMap(({ text, label }) =>
        label === undefined ? [] : [`<code>${shownHtml(label)}</code>: ${shownHtml(text)}`],
    );
    const lines = [...ACKNOWLEDGEMENT_KEYS, ...missing.flatMap((one) => acknowledgementLines(one))].map(escapedHtml);
    return [
        panel(
            "Acknowledge before it is merged",
            [
                "<p><code>up</code> refuses these changes until somebody has acknowledged each. If they are meant, write into the definition:</p>",
                `<pre tabindex="0">${lines.join("\n")}</pre>`,
                foldedHtml(labels.length === 1 ? "Or add a label" : "Or add a label for each", labels),
            ],
            { tone: "danger", count: formatCount(missing.length) },
        ),
    ];
}

/** Effects and warnings, what the policy pack says at a level, and what only AWS can tell. */
export function noteSections({ notes, unknown, acknowledgements }: ChangeReview, link: SourceLink): readonly string[] {
    const of = (title: string, wanted: readonly Note[]): readonly string[] => {
        if (wanted.length === 0) return [];
        return [panel(title, [thingList(wanted.map(({ message }) => messageHtml(message)))])];
    };
    const others = notes.filter(({ topic }) => topic !== "effect");
    return [
        ...of(
            "Effect in the accounts",
            notes.filter(({ topic }) => topic === "effect"),
        ),
        ...of(
            "Warnings",
            others.filter(({ severity }) => severity === "warning"),
        ),
        ...of(
            "Notes",
            others.filter(({ severity }) => severity === "info"),
        ),
        ...unusedSection(acknowledgements.unusedLines, link),
        ...listSection("What only AWS can tell", unknown),
    ];
}

export function policySection(
    { policyPack }: ChangeReview,
    wanted: "mandatory" | "advisory",
    link: SourceLink,
): readonly string[] {
    const messages = policyPack.filter(({ level }) => level === wanted);
    if (messages.length === 0) return [];
    const items = messages.map(({ policy, message, resource, place }) => {
        const name = resource?.startsWith("urn:") ? parseUrn(resource).name : resource;
        const about = name === undefined ? "" : ` (<bdi>${shownHtml(name)}</bdi>)`;
        const at = place ? ` ${placeHtml(place, link)}` : "";
        return `<strong>${shownHtml(policy)}</strong>${about}${at}: ${messageHtml(message)}`;
    });
    const [title, tone] =
        wanted === "mandatory" ? ["The policy pack refuses", "refused"] : ["The policy pack advises", ""];
    return [panel(title, [thingList(items)], { tone, count: formatCount(messages.length) })];
}

/** The resources that no change in words stands for. */
export function otherSection({ others }: ChangeReview): readonly string[] {
    if (others.length === 0) return [];
    const rows = alikeResources(others).map((alike) => {
        const [first] = alike;
        const cells = [
            `<th scope="row">${first ? operationWord(first.operation) : ""}</th>`,
            `<td>${alike.map(({ name }) => `<bdi>${shownHtml(name)}</bdi>`).join(", ")}</td>`,
            `<td>${shownHtml(first?.type ?? "")}</td>`,
            `<td>${(first?.properties ?? []).map(shownHtml).join(", ")}</td>`,
        ];
        return `<tr>${cells.join("")}</tr>`;
    });
    return [
        panel(
            "Other resources",
            [
                `<div class="scroller" tabindex="0" role="region" aria-label="Other resources"><table class="lines"><caption class="unseen">Resources that no change above stands for</caption>`,
                `<thead><tr>${["What", "Resource", "Type", "Properties"].map((title) => `<th scope="col">${title}</th>`).join("")}</tr></thead>`,
                `<tbody>${rows.join("\n")}</tbody></table></div>`,
            ],
            { count: otherCounts(others) },
        ),
    ];
}

function unusedSection(lines: readonly UnusedLine[], link: SourceLink): readonly string[] {
    if (lines.length === 0) return [];
    const items = lines.map((line) => {
        const words = unusedLineWords(line);
        return `${placeHtml(line.place, link)}: ${shownHtml(line.text)}${words && `<br>${shownHtml(words)}`}`;
    });
    return [panel("Acknowledgements to remove: they name no change of this run", [thingList(items)])];
}

function listSection(title: string, texts: readonly string[]): readonly string[] {
    return texts.length === 0 ? [] : [panel(title, [thingList(texts.map(shownHtml))])];
}

/** The first line of a message, with the others below it. */
function messageHtml(message: string): string {
    const [first = "", ...others] = message.split("\n").filter((line) => line.trim() !== "");
    const lines = others.map((line) => shownHtml(line.replace(/^\s*- /, "")));
    return `${shownHtml(first)}${lines.length > 0 ? thingList(lines, "inner") : ""}`;
}
