/**
 * Makes Markdown that somebody else wrote harmless in a comment or an issue of GitHub or GitLab.
 *
 * A review and a list of drift are Markdown of this program, with links and folded parts. But a pull request can bring code that writes
 * something else, and names in AWS are anybody's. So nothing in the text may notify people, mention other issues, run a command, link to
 * another place or hide itself: an invisible space (U+200B) goes into whatever could, and the text stays readable.
 */
"use strict";
const { visible } = require("./show.cjs");

const SPACE = "\u200b";
/** What `org` writes. A tag with attributes is none of them. */
const HARMLESS_TAG = String.raw`\/?(?:details|summary|code|b|br|sub|sup)\/?>`;
/** Entities that stand for a character of a mention, a reference or an address. GitHub and GitLab look for those in the finished HTML. */
const NAMED = new Map([
    ["commat", "@"],
    ["num", "#"],
    ["excl", "!"],
    ["colon", ":"],
    ["sol", "/"],
    ["period", "."],
]);
const CUT = "\n\nCut short: the artifact of the job has the whole text.\n";

/**
 * @param text Markdown that is not trusted.
 * @param links what the address of a link may begin with, such as `https://github.com/acme/organization/blob/`. No other link stays one.
 */
function neutralMarkdown(text, links = []) {
    return proseAndCode(visible(text))
        .map(({ lines, isCode }) =>
            isCode ? withoutCommands(lines.join("\n")) : neutralProse(lines.join("\n"), links),
        )
        .join("\n");
}

/**
 * The lines of a text, apart where they are blocks of code: those hold lines that people copy, and nothing in them has an effect.
 *
 * What looks like a block of code to this function must be one to GitHub and GitLab. So only the plainest form counts, and if the text has
 * any other fence, no part of it counts as code.
 */
function proseAndCode(text) {
    const parts = [{ lines: [], isCode: false }];
    for (const [index, line] of text.split("\n").entries()) {
        const part = parts.at(-1);
        const isFirst = index === 0 || part.lines.at(-1) === "";
        if (!/```|~~~/.test(line)) part.lines.push(line);
        else if (part.isCode && line === "```") {
            part.lines.push(line);
            parts.push({ lines: [], isCode: false });
        } else if (!part.isCode && isFirst && /^```(?:yaml|json|diff|text|console)?$/.test(line))
            parts.push({ lines: [line], isCode: true });
        else return [{ lines: text.split("\n"), isCode: false }];
    }
    return parts;
}

function neutralProse(text, links) {
    return text
        .split(keptParts(links))
        .map((part, index) => (index % 2 === 1 ? withoutAddress(part) : withoutEffects(decoded(part))))
        .join("");
}

/**
 * What stays as it is: names as `org` writes them, in which GitHub and GitLab look for nothing; and links to the given addresses. Browsers
 * take `%2e` for a dot. The limits keep the search quick.
 */
function keptParts(links) {
    const name = String.raw`(?<!\\)<code>(?:[\p{L}\p{N} ./-]|&#\d{1,6};){1,1000}<\/code>`;
    const address = links.map(escapeForPattern).join("|");
    const link = String.raw`\]\((?:${address})(?!\S{0,1000}(?:\.\.|%2[Ee]))[\w.~/#%=\-]{0,1000}\)`;
    return new RegExp(`(${links.length === 0 ? name : `${name}|${link}`})`, "u");
}

/** `www.` begins a link even in HTML's own code. */
function withoutAddress(part) {
    return part.startsWith("<code>") ? part.replace(/(?<![A-Za-z0-9])(www)\./gi, `$1${SPACE}.`) : part;
}

function decoded(text) {
    return text
        .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (entity, hexadecimal, decimal) => {
            const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
            const character = code < 0x80 ? String.fromCharCode(code) : "";
            return /^[\w@#!:/.]$/.test(character) && character !== "_" ? character : entity;
        })
        .replace(/&([a-z]+);/g, (entity, name) => NAMED.get(name) ?? entity);
}

/** The order matters: what one step inserts ends what a later one would find. */
function withoutEffects(text) {
    return withoutCommands(
        text
            .replace(new RegExp(`<(?!${HARMLESS_TAG})`, "gi"), `<${SPACE}`)
            .replace(/\]\(/g, `]${SPACE}(`)
            .replace(/\]:/g, `]${SPACE}:`)
            .replace(/:\/\//g, `:${SPACE}//`)
            .replace(/(?<![A-Za-z0-9])(www)\./gi, `$1${SPACE}.`)
            .replace(/(?<![A-Za-z0-9])(mailto|xmpp):/gi, `$1${SPACE}:`)
            // After a letter or digit, and before one, an at sign belongs to an address.
            .replace(/(?<![A-Za-z0-9])@(?=\S)|@(?=[^\sA-Za-z0-9])/g, `@${SPACE}`)
            // What is left of the entities are signs that are none of these.
            .replace(
                /(&#(?:x[0-9a-f]{1,6}|\d{1,7});)|([#!])(?=[\d&\\])/gi,
                (_, entity, sign) => entity ?? `${sign}${SPACE}`,
            )
            .replace(/(?<![A-Za-z0-9])(GH-)(?=\d)/gi, `$1${SPACE}`),
    );
}

/** GitLab runs `/merge` at the beginning of a line. */
function withoutCommands(text) {
    return text.replace(/^([ \t>]*)\/(?=\w)/gm, `$1${SPACE}/`);
}

function escapeForPattern(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** The text if it has so many characters at most; otherwise its first lines, with every block and folded part closed, and a sentence that says so. */
function fitted(text, most) {
    if (text.length <= most) return text;
    let kept = text.slice(0, Math.max(0, most - CUT.length - 200));
    kept = kept.slice(0, kept.lastIndexOf("\n") + 1);
    const closing = [];
    if ((kept.match(/^\s*```/gm) ?? []).length % 2 === 1) closing.push("```");
    // More could not have been opened in what the 200 characters leave room for.
    const open = (kept.match(/<details>/g) ?? []).length - (kept.match(/<\/details>/g) ?? []).length;
    closing.push(...Array.from({ length: Math.min(Math.max(open, 0), 10) }, () => "</details>"));
    return `${kept}${closing.map((line) => `${line}\n`).join("")}${CUT}`;
}

module.exports = { fitted, neutralMarkdown };
