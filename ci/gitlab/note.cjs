#!/usr/bin/env node
/**
 * Writes a review into the one note of a merge request: node ci/gitlab/note.cjs review/review.md
 *
 * The file comes from a job that runs code of the merge request, so it is data that anybody may have written. NOTE_TOKEN is a token of the
 * project that may write notes (scope `api`, role Reporter); everything else is in GitLab's own variables.
 */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { beginningOf, commentOf, markerOf } = require("../../.github/scripts/reviewComment.cjs");

/** So many pages of 100 are read at most. */
const MOST_PAGES = 50;

async function call(method, address, body) {
    const answer = await fetch(`${process.env.CI_API_V4_URL}/${address}`, {
        method,
        headers: { "private-token": process.env.NOTE_TOKEN, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok)
        throw new Error(
            `GitLab answers ${answer.status} to ${method} ${address}: ${(await answer.text()).slice(0, 500)}`,
        );
    return answer;
}

/** Every element of a list, from all its pages. */
async function all(address) {
    const found = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = await call("GET", `${address}?per_page=100&page=${page}`);
        found.push(...(await answer.json()));
        if (!/rel="next"/.test(answer.headers.get("link") ?? "")) return found;
    }
    throw new Error(`GitLab has more than ${MOST_PAGES} pages of ${address}`);
}

/** The review. A link instead of a file could lead to what this job knows, such as its token. */
function reviewIn(file) {
    if (!fs.existsSync(file)) return undefined;
    if (fs.realpathSync(file) !== path.join(fs.realpathSync("."), file)) throw new Error(`${file} is a link`);
    return beginningOf(file);
}

async function main(file) {
    const { CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: number, CI_PROJECT_URL: url, STACK: stack } = process.env;
    const request = `projects/${project}/merge_requests/${number}`;
    const diffs = await all(`${request}/diffs`);
    const body = commentOf({
        review: reviewIn(file),
        stack,
        head: process.env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || process.env.CI_COMMIT_SHA,
        files: diffs.map((diff) => ({ filename: diff.new_path, previous_filename: diff.old_path })),
        total: diffs.length,
        definitions: process.env.DEFINITIONS,
        links: [`${url}/-/blob/`],
        run: process.env.CI_PIPELINE_URL,
    });
    const { id: own } = await (await call("GET", "user")).json();
    const written = (await all(`${request}/notes`)).find(
        (note) => note.author.id === own && note.body.startsWith(`${markerOf(stack)}\n`),
    );
    if (written === undefined) await call("POST", `${request}/notes`, { body });
    else await call("PUT", `${request}/notes/${written.id}`, { body });
}

main(process.argv[2]).catch((error) => {
    console.error(String(error));
    process.exitCode = 1;
});
