#!/usr/bin/env node
/**
 * Shows what a program has printed, in a workflow: node .github/scripts/show.cjs log|block FILE [BYTES]
 *
 *   log      for the job's log
 *   block    for Markdown, as an indented block of code, cut after so many bytes
 *
 * The text holds names from pull requests. Whatever they are, nothing in it becomes a command of the runner (`::error::`, `##[...]`),
 * leaves the block of code or changes what a terminal shows: characters that control something are written as escapes.
 */
"use strict";
const { randomBytes } = require("node:crypto");
const fs = require("node:fs");

/** All that is not shown as itself: controls, formats (direction, joiners) and the other separators of lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const CUT = "\n\nCut short: the whole text is in the job's log.\n";

/** The text with every character that controls something as an escape; its lines stay lines. */
function visible(text) {
    return text
        .replaceAll("\r\n", "\n")
        .replace(UNSEEN, (character) =>
            character === "\n" || character === "\t"
                ? character
                : `\\u{${character.codePointAt(0).toString(16).padStart(4, "0")}}`,
        );
}

/**
 * Between these lines the runner obeys nothing. The token is new each time, so that the text cannot end it.
 *
 * An indented `::command::` would be one as well.
 */
function forLog(text, token = randomBytes(16).toString("hex")) {
    return `::stop-commands::${token}\n${visible(text).replace(/\n?$/, "\n")}::${token}::\n`;
}

/** An indented block cannot be ended by its text: every line is indented, and there are no other ends of lines. */
function asBlock(text, bytes = Infinity) {
    const lines = visible(text)
        .split("\n")
        .map((line) => `    ${line}`);
    let size = 0;
    let count = 0;
    while (count < lines.length && size + Buffer.byteLength(lines[count]) + 1 <= bytes) {
        size += Buffer.byteLength(lines[count]) + 1;
        count += 1;
    }
    const shown = lines.slice(0, count).map((line) => `${line}\n`);
    // A line that is longer than all that fits is shown as far as it fits.
    if (count === 0 && lines.length > 0) shown.push(`${cut(lines[0], bytes - 1)}\n`);
    return shown.join("") + (count < lines.length ? CUT : "");
}

/** The longest beginning of a text that has so many bytes at most, with whole characters. */
function cut(text, bytes) {
    let size = 0;
    let kept = "";
    for (const character of text) {
        size += Buffer.byteLength(character);
        if (size > bytes) break;
        kept += character;
    }
    return kept;
}

module.exports = { asBlock, forLog, visible };

if (require.main === module) {
    const [how, file, bytes] = process.argv.slice(2);
    const text = fs.readFileSync(file, "utf8");
    process.stdout.write(how === "log" ? forLog(text) : asBlock(text, bytes === undefined ? undefined : Number(bytes)));
}
