#!/usr/bin/env node
/**
 * Writes a review into the one comment of a pull request: node .github/scripts/reviewComment.cjs review.md
 *
 * The file comes from a job that runs code of the pull request, so it is data that anybody may have written. This script is taken from the
 * branch that the pull request is to be merged into, and trusts only what GitHub's API says. Environment:
 *
 *   STACK, PULL_REQUEST, HEAD    the stack, the number of the pull request, and the commit that was reviewed
 *   DEFINITIONS                  the folder of the definitions: organizations
 */
"use strict";
const fs = require("node:fs");
const { all, call, isFromWorkflow } = require("./gitHubApi.cjs");
const { fitted, neutralMarkdown } = require("./neutralMarkdown.cjs");
const { forLog } = require("./show.cjs");

/** GitHub refuses a longer comment. */
const MOST_CHARACTERS = 65_536;
/** More of an artifact is not read. */
const MOST_BYTES = 400_000;
const MOST_FILES = 10;
/** GitHub lists no more files of a pull request: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files (2026-11-27). */
const MOST_LISTED = 3_000;
const DIGEST = /^<!-- org review digest: ([0-9a-f]{12}) -->$/gm;
const MARKERS = /^<!-- org review (?:of [\w.-]+|digest: \w+) -->\n/gm;

/** The first line of the comment on a stack. No other line of a comment is taken for it. */
const markerOf = (stack) => `<!-- org review of ${stack} -->`;

/** The second line, which `up` reads: which commit was reviewed, and the digest of its changes. */
const factsOf = (head, digest) => `<!-- head ${head} digest ${digest ?? "none"} -->`;

/** What `up` has to know of a comment; undefined if it is not one on this stack, or a person has changed its first lines. */
function factsIn(body, stack) {
    const [first, second = ""] = body.split("\n", 2).map((line) => line.replace(/\r$/, ""));
    if (first !== markerOf(stack)) return undefined;
    const [, head, digest] = /^<!-- head ([0-9a-f]{40}) digest ([0-9a-f]{12}|none) -->$/.exec(second) ?? [];
    return head === undefined ? undefined : { head, ...(digest !== "none" && { digest }) };
}

/** The one digest of a review. If it has several, none counts. */
function digestOf(review) {
    const found = new Set(Array.from(review.matchAll(DIGEST), ([, digest]) => digest));
    return found.size === 1 ? [...found][0] : undefined;
}

/** The files that may be code, or are read by code: all but definitions, documentation and licences. */
function filesOfCode(files, definitions) {
    const names = files.flatMap(({ filename, previous_filename: previous }) => [
        filename,
        ...(previous === undefined ? [] : [previous]),
    ]);
    return [...new Set(names)].filter(
        (name) => !name.startsWith(`${definitions}/`) && !/^(?:docs\/.*|[^/]*)\.md$/.test(name),
    );
}

/** What the reader must know before the review, because code of the pull request has written the review. */
function warning(files, total, definitions) {
    const code = filesOfCode(files, definitions);
    if (code.length === 0 && total <= MOST_LISTED) return "";
    const names = code.slice(0, MOST_FILES).map((name) => `> - ${neutralMarkdown(codeSpan(name))}\n`);
    const more = code.length - MOST_FILES;
    return [
        "> [!CAUTION]\n",
        `> More than definitions (\`${definitions}/\`) is changed. Such files make this review, or decide what makes it, so it may say whatever they want. Read them first:\n>\n`,
        ...names,
        ...(more > 0 || total > MOST_LISTED ? [`> - and ${total > MOST_LISTED ? "others" : `${more} more`}\n`] : []),
        "\n",
    ].join("");
}

function codeSpan(name) {
    const shown = name.replaceAll("`", "'").replace(/[^\S ]/g, "?");
    return `\`${shown.length > 200 ? `${shown.slice(0, 200)}...` : shown}\``;
}

/** The whole comment. */
function commentOf({ review, stack, head, files, total, definitions, links, run }) {
    const start = [
        `${markerOf(stack)}\n${factsOf(head, review === undefined ? undefined : digestOf(review))}\n`,
        warning(files, total, definitions),
    ].join("");
    const end = `\n<sub>Commit ${head.slice(0, 7)}, [log](${run})</sub>\n`;
    const text = review ?? `There is no review of ${stack}: its job failed before it. The log says why.\n`;
    const body = neutralMarkdown(text.replaceAll("\r\n", "\n").replace(MARKERS, ""), links);
    return `${start}${fitted(body, MOST_CHARACTERS - start.length - end.length)}${end}`;
}

/** The beginning of a file, if there is one. A character that the limit cuts becomes a replacement character. */
function beginningOf(file) {
    if (!fs.existsSync(file)) return undefined;
    const text = fs.readFileSync(file).subarray(0, MOST_BYTES).toString("utf8");
    return text.trim() === "" ? undefined : text;
}

async function main(file, environment = process.env) {
    const {
        STACK: stack,
        PULL_REQUEST: number,
        HEAD: head,
        DEFINITIONS: definitions,
        GITHUB_SERVER_URL: server,
        GITHUB_REPOSITORY: repository,
    } = environment;
    const pull = await call("GET", `pulls/${number}`);
    if (pull.head.sha !== head) {
        console.log(`The pull request has a newer commit than ${head.slice(0, 7)}: its own run writes the comment.`);
        return;
    }
    const body = commentOf({
        review: beginningOf(file),
        stack,
        head,
        files: await all(`pulls/${number}/files`),
        total: pull.changed_files,
        definitions,
        links: [`${server}/${repository}/blob/`],
        run: `${server}/${repository}/actions/runs/${environment.GITHUB_RUN_ID}`,
    });
    const written = (await all(`issues/${number}/comments`)).find(
        (comment) => isFromWorkflow(comment) && comment.body.startsWith(`${markerOf(stack)}\n`),
    );
    if (written === undefined) await call("POST", `issues/${number}/comments`, { body });
    else await call("PATCH", `issues/comments/${written.id}`, { body });
}

module.exports = { beginningOf, commentOf, factsIn, markerOf };

if (require.main === module) {
    main(process.argv[2]).catch((error) => {
        process.stdout.write(forLog(String(error)));
        process.exitCode = 1;
    });
}
