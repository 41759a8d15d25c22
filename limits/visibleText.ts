/* eslint-disable no-control-regex, no-misleading-character-class -- these are the characters that it is about */
import { formatCount } from "./countText";

/**
 * How a message shows a text that somebody else wrote: a key or value of the definition, the name of a file, a name in AWS. Such a text
 * reaches terminals, logs in which a line may be a command, and comments of pull requests.
 */

/** Control characters, and marks that reverse the direction of a text. They change what a reader sees of the text around them. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_BUT_LINE_ENDS =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/u;

/**
 * Invisible characters. Allowed are a joiner between letters that are not Latin, where it belongs to their spelling (Persian, Hindi), and
 * a joiner or variation selector inside an emoji.
 */
const INVISIBLE =
    /[\u2028\u2029]|(?![\u200c\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}|(?<!(?!\p{Script=Latin})[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]|(?<![\p{Extended_Pictographic}#*0-9])[\ufe0e\ufe0f]/u;

/** Cyrillic, Greek and Armenian letters that look like Latin ones. */
const LOOK_ALIKES =
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝґЗӏ" + // Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχϲϳ" + // Greek
    "օսոհցԼՕՍ"; // Armenian
/** Such a letter in a word that also has Latin letters. */
const LOOK_ALIKE = new RegExp(
    `(?<=\\p{Script=Latin}[\\p{L}\\p{M}]{0,40})[${LOOK_ALIKES}]|[${LOOK_ALIKES}](?=[\\p{L}\\p{M}]{0,40}\\p{Script=Latin})`,
    "u",
);

/** The number of characters to which a text in a message is cut. */
const QUOTED = 100;

/**
 * The first control character of a text, as `U+001B`.
 *
 * @param options `lines`: the text may have several lines, so that line ends and tabs are allowed.
 */
export function controlCharacter(
    text: string,
    { lines = false }: { readonly lines?: boolean } = {},
): string | undefined {
    const found = (lines ? CONTROL_BUT_LINE_ENDS : CONTROL).exec(text) ?? (lines ? null : /[\t\n]/.exec(text));
    return found ? codePoint(found[0]) : undefined;
}

/** The first invisible character of a text, as `U+200B`. */
export function invisibleCharacter(text: string): string | undefined {
    const found = INVISIBLE.exec(text);
    return found ? codePoint(found[0]) : undefined;
}

/** The first letter that looks Latin and is not, in a word with Latin letters. */
export function lookAlike(text: string): { readonly letter: string; readonly code: string } | undefined {
    // AWS accepts no key that is longer.
    const found = LOOK_ALIKE.exec(text.slice(0, 300));
    return found ? { letter: found[0], code: codePoint(found[0]) } : undefined;
}

function codePoint(character: string): string {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text of any number of lines as messages print it: characters that are invisible, or change what a reader sees, are written as \u001b. */
export function printable(text: string): string {
    if (/^[\n\x20-\x7e]*$/.test(text)) return text;
    return text
        .replace(new RegExp(CONTROL_BUT_LINE_ENDS, "gu"), escaped)
        .replace(new RegExp(INVISIBLE, "gu"), escaped)
        .replaceAll("\r\n", "\n");
}

/** A text on one line, cut, without quotes: for keys and names of files. */
export function visible(text: string, max = QUOTED): string {
    const short = cut(text, max);
    if (/^[\x20-\x7e]*$/.test(short)) return short;
    return short
        .replace(/[\t\r\n]/g, (character) => (character === "\n" ? "\\n" : character === "\r" ? "\\r" : "\\t"))
        .replace(new RegExp(CONTROL, "gu"), escaped)
        .replace(new RegExp(INVISIBLE, "gu"), escaped)
        .replace(new RegExp(LOOK_ALIKE, "gu"), escaped);
}

/** A text on one line as `visible` shows it, but cut in its middle: of AWS's reasons, the end says which policy denies something. */
export function visibleEnds(text: string, max: number): string {
    if (text.length <= max) return visible(text, max);
    const [end, next] = [wholeEnd(text, Math.ceil(max / 2)), wholeEnd(text, text.length - Math.floor(max / 2))];
    const note = ` ... (${formatCount(next - end)} more characters) ... `;
    const short = next - end <= note.length ? text : `${text.slice(0, end)}${note}${text.slice(next)}`;
    return visible(short, Infinity);
}

/** Words that YAML, in one of its versions, takes for another value than the text. */
const NO_TEXT = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** A text as a definition may write it in a list or a map of one line: whole, and in quotes where YAML needs them. */
export function inYaml(text: string): string {
    return /^[A-Za-z][\w.@+-]*$/.test(text) && !NO_TEXT.test(text) ? text : visible(JSON.stringify(text), Infinity);
}

/** A value as JSON on one line, cut: for any value of a definition. */
export function quoted(value: unknown, max = QUOTED): string {
    if (typeof value === "string") return visible(JSON.stringify(cut(value, max)), 8 * max);
    return visible(json(value, max), 8 * max);
}

/** The beginning of a value as JSON, because the whole may be large. */
function json(value: unknown, max: number): string {
    if (typeof value === "string") return JSON.stringify(cut(value, max));
    if (typeof value !== "object" || value === null) return String(value);
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    let text = "";
    for (const [key, one] of Object.entries(value)) {
        if (text.length > max) return `${open}${text}, ...${close}`;
        const name = Array.isArray(value) ? "" : `${json(key, max)}:`;
        text += `${text === "" ? "" : ","}${name}${json(one, max - text.length)}`;
    }
    return `${open}${text}${close}`;
}

function cut(text: string, max: number): string {
    if (text.length <= max) return text;
    const end = wholeEnd(text, max);
    const note = `... (${formatCount(text.length - end)} more characters)`;
    // A note that is longer than what it stands for saves nothing.
    return text.length - end <= note.length ? text : `${text.slice(0, end)}${note}`;
}

/** Where to cut so that both halves of a surrogate pair stay together. */
function wholeEnd(text: string, at: number): number {
    return /[\ud800-\udbff]/.test(text[at - 1] ?? "") ? at - 1 : at;
}

function escaped(character: string): string {
    // As JSON writes it, so that the value of a JSON text stays the same.
    return Array.from({ length: character.length }, (_, index) => {
        return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
    }).join("");
}
