import { firstLines, firstOf, formatCount } from "../../../../limits";
import type {
    ChangedResource,
    ChangeReview,
    PlacedText,
    PolicyMessage,
} from "../../../../program/changes/changeReview";
import { unusedLineWords } from "../../../../program/changes/unusedLines";
import { parseUrn } from "../../../../program/state/urn";
import type { ReviewItem, ReviewPart } from "./fittedReview";
import { placeMarkdown } from "./lineMarkdown";
import { PRIORITY } from "./partPriority";
import { alikeResources, otherCounts } from "./otherResources";
import { operationWord } from "./reviewFigures";
import { failureTexts } from "./reviewHeadline";
import { messageLineMarkdown, safeMarkdown } from "./safeMarkdown";
import type { SourceLink } from "./sourceLinks";

const MOST_OF_REFUSALS = 20_000;
const MOST_OF_MESSAGES = 6_000;
const MOST_OF_UNKNOWN = 3_000;
/** Characters of a message; a refusal says what to do at its end. */
const MOST_OF_MESSAGE = 1_500;
/** Lines of a refusal. */
const MOST_LINES = 12;
const MOST_NAMES = 8;

/** What is refused, and why Pulumi's preview failed, each with its place. */
export function refusalParts(review: ChangeReview, link: SourceLink): readonly ReviewPart[] {
    return [
        messagePart("⛔ Refused", review.refusals, review.stack, link),
        messagePart("⛔ Pulumi's preview failed", failureTexts(review), review.stack, link),
    ];
}

function messagePart(title: string, messages: readonly PlacedText[], stack: string, link: SourceLink): ReviewPart {
    const items = messages.map(({ message, place }): ReviewItem => {
        const [first = "", ...others] = message.split("\n").filter((line) => line.trim() !== "");
        const lines = others.map((line) => `  - ${messageLineMarkdown(line, MOST_OF_MESSAGE)}`);
        const at = place ? `${placeMarkdown(place, stack, link)}: ` : "";
        const shown = firstLines(lines, MOST_LINES, (more) => `  - and ${more} more: \`org review\` shows all.`);
        return { text: [`- ${at}${safeMarkdown(first, MOST_OF_MESSAGE)}`, ...shown].join("\n"), count: 1 };
    });
    return {
        priority: PRIORITY.refused,
        share: MOST_OF_REFUSALS,
        head: `#### ${title} (${formatCount(messages.length)})\n`,
        items,
        rest: (more) => `- **and ${more} more**: \`org review\` shows all.`,
    };
}

/** What the policy pack says at a level, as a list. */
export function policyPart(
    { policyPack, stack }: ChangeReview,
    wanted: PolicyMessage["level"],
    { priority, title, link }: { readonly priority: number; readonly title: string; readonly link: SourceLink },
): ReviewPart {
    const messages = policyPack.filter(({ level }) => level === wanted);
    return {
        priority,
        share: MOST_OF_MESSAGES,
        head: `#### ${title} (${formatCount(messages.length)})\n`,
        items: messages.map((message) => policyItem(message, stack, link)),
        rest: (more) => `- **and ${more} more**: \`org review --json\` has all.`,
    };
}

function policyItem({ policy, message, resource, place }: PolicyMessage, stack: string, link: SourceLink): ReviewItem {
    const named = [
        ...(resource === undefined ? [] : [safeMarkdown(resourceName(resource))]),
        ...(place ? [placeMarkdown(place, stack, link)] : []),
    ];
    const about = named.length > 0 ? ` (${named.join(", ")})` : "";
    const line = message.split(/\s*\n\s*/).join(" ");
    return { text: `- **${safeMarkdown(policy)}**${about}: ${safeMarkdown(line, MOST_OF_MESSAGE)}`, count: 1 };
}

function resourceName(resource: string): string {
    return resource.startsWith("urn:") ? parseUrn(resource).name : resource;
}

/** Lines of the definition that can go, what only AWS can tell, and the resources that no change in words stands for. */
export function footerParts(review: ChangeReview, link: SourceLink): readonly ReviewPart[] {
    const { unknown, others, acknowledgements } = review;
    const rest = (more: string): string => `- and ${more} more.`;
    return [
        {
            priority: PRIORITY.unknown,
            share: MOST_OF_UNKNOWN,
            head: "#### Acknowledgements to remove\n\nThese lines of the definition name no change of this run:\n",
            items: acknowledgements.unusedLines.map((line) => {
                const words = line.meant === undefined ? "" : `. ${safeMarkdown(unusedLineWords(line))}`;
                const at = placeMarkdown(line.place, review.stack, link);
                return { text: `- ${at}: ${safeMarkdown(line.text)}${words}`, count: 1 };
            }),
            rest,
        },
        {
            priority: PRIORITY.unknown,
            share: MOST_OF_UNKNOWN,
            head: `<details><summary><b>What only AWS can tell</b> (${formatCount(unknown.length)})</summary>\n`,
            foot: "\n</details>",
            items: unknown.map((text) => ({ text: `- ${safeMarkdown(text)}`, count: 1 })),
            rest,
        },
        {
            priority: PRIORITY.resource,
            head: `<details><summary><b>Other resources</b> (${otherCounts(others)})</summary>\n\n| what | resource | type | properties |\n| --- | --- | --- | --- |`,
            foot: "\n</details>",
            items: alikeResources(others).map((alike) => ({ text: resourceRow(alike), count: alike.length })),
            rest: (more) => `| | and ${more} more | | |`,
        },
    ];
}

function resourceRow(alike: readonly ChangedResource[]): string {
    const [first] = alike;
    if (!first) return "";
    const { shown, more } = firstOf(alike, MOST_NAMES);
    const names = shown.map(({ name }) => safeMarkdown(name, 200)).join(", ");
    const properties = firstOf(first.properties, MOST_NAMES);
    const cells = [
        operationWord(first.operation),
        more > 0 ? `${names} and ${formatCount(more)} more` : names,
        safeMarkdown(first.type, 200),
        [
            ...properties.shown.map((one) => safeMarkdown(one, 100)),
            ...(properties.more > 0 ? [`${properties.more} more`] : []),
        ].join(", "),
    ];
    return `| ${cells.join(" | ")} |`;
}
