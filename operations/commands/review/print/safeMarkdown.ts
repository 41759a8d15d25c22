import { visible } from "../../../../limits";

/** Characters of one text. Longer ones are cut, so that no text crowds out the others. */
const MOST_CHARACTERS = 600;

/** Letters that a word may begin with, and what may be between and after them without meaning anything in Markdown, HTML, GitHub or GitLab. */
const PLAIN_WORD = /^["'(]*[\p{L}\p{N}][\p{L}\p{M}\p{N}.,'’/()-]*["'.,;:!?)%]*$/u;
/** Words of plain letters that GitHub or GitLab turns into a link all the same: `www.evil.example`, `GH-1`. */
const LINK = /^["'(]*(?:www\.|gh-\d)/iu;
/** Words between blanks. A blank between two backticks is part of a word. */
const WORDS = /(?:`[^`]*`|[^ `]|`)+/gu;
/** What our messages mark as code. */
const CODE_SPAN = /^(["'(]*)`([^`]+)`(["'.,:;!?)]*)$/u;
/** At the beginning of a line, it would be an item of a list. */
const LIST_NUMBER = /^\d+[.)]$/u;

/**
 * A text that somebody else wrote, or that has such a text in it, on one line of Markdown, which may be a cell of a table or HTML. Words
 * of letters stay as they are. A word with anything else becomes `<code>`, with entities for its special characters: in it, GitHub and
 * GitLab see no link, mention (`@team`), reference (`#1`, `!1`), emoji, HTML or end of a cell. Entities alone would not do, because both
 * look for mentions in the finished HTML. An empty text is shown as two quotation marks.
 */
export function safeMarkdown(text: string, most = MOST_CHARACTERS): string {
    const words = visible(text.trim(), most).match(WORDS) ?? [];
    if (words.length === 0) return codeElement('""');
    return words.map((word, index) => safeWord(word, index === 0)).join(" ");
}

function safeWord(word: string, isFirst: boolean): string {
    const [, open = "", code, close = ""] = CODE_SPAN.exec(word) ?? [];
    if (code !== undefined) return `${open}${codeElement(code)}${close}`;
    const isPlain = PLAIN_WORD.test(word) && !LINK.test(word) && !(isFirst && LIST_NUMBER.test(word));
    if (isPlain) return word;
    // The point at the end of a sentence, or the comma in a list, is not part of the name before it.
    const [, core = word, end = ""] = /^(.+?)([.,;:]?)$/su.exec(word) ?? [];
    return `${codeElement(core)}${end}`;
}

/** Commands of AWS and of ours, and lines of a definition in one line, which people copy: `people: { acknowledge: { ... } }`. */
const COPIED_LINE = /^(?:aws [a-z]|(?:\.\/)?org [a-z]|pulumi [a-z]|[\w-]+: (?:\{.*\}|\[.*\]|"[^"]*")$)/u;

/** A line of a message below its first: as a whole in `<code>` if people copy it. */
export function messageLineMarkdown(line: string, most: number): string {
    const text = line.trim().replace(/^- /, "");
    return COPIED_LINE.test(text) && text.length <= most ? codeElement(visible(text, most)) : safeMarkdown(text, most);
}

/** A whole text as `<code>`, such as a name that people must be able to copy. */
export function codeElement(text: string): string {
    // Markdown makes links of addresses in HTML too.
    const plain = /:\/\/|www\./iu.test(text) ? /^[\p{L}\p{N} -]$/u : /^[\p{L}\p{N} .:/-]$/u;
    const escaped = Array.from(text, (character) =>
        plain.test(character) ? character : `&#${character.codePointAt(0) ?? 0};`,
    );
    return `<code>${escaped.join("")}</code>`;
}

/** The fence of a block of code that none of these lines can end. */
export function fenceFor(lines: readonly string[]): string {
    const ticks = lines.flatMap((line) => Array.from(line.matchAll(/`+/g), ([found]) => found.length));
    return "`".repeat(ticks.reduce((most, length) => Math.max(most, length + 1), 3));
}

/** `[text](url)`, or only the text if there is no URL, or one that is none of the web or could end the link. */
export function markdownLink(text: string, url: string | undefined): string {
    const isSafe = url !== undefined && /^https?:\/\/[\w.~:/?#@!$&'+,;=%-]+$/u.test(url);
    return isSafe ? `[${text}](${url})` : text;
}
