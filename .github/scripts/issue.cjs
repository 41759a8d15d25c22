#!/usr/bin/env node
/**
 * Keeps one open issue of a title, or none:
 *
 *   node .github/scripts/issue.cjs update TITLE FILE    opens it with the Markdown of the file, or writes it anew
 *   node .github/scripts/issue.cjs close TITLE TEXT     comments and closes it, if it is open
 *   node .github/scripts/issue.cjs failed TITLE TEXT    opens it with the text, if it is not open: what an open one says may still be so
 *
 * The Markdown may hold names from AWS, which are anybody's: nothing in it notifies people or links to another place. The text is the workflow's own.
 */
"use strict";
const fs = require("node:fs");
const { all, call, isFromWorkflow } = require("./gitHubApi.cjs");
const { fitted, neutralMarkdown } = require("./neutralMarkdown.cjs");
const { forLog } = require("./show.cjs");

/** How a file of `org drift` begins. */
const MARKER = /^<!-- org [a-z-]+ -->\n/;
/** GitHub refuses a longer issue. */
const MOST_CHARACTERS = 65_536;

async function openIssue(title) {
    const issues = await all(`issues?state=open&creator=${encodeURIComponent("github-actions[bot]")}`);
    return issues.find((issue) => isFromWorkflow(issue) && issue.title === title && issue.pull_request === undefined);
}

async function update(title, markdown) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = process.env;
    const run = `${server}/${repository}/actions/runs/${id}`;
    const end = `\n<sub>[Log](${run})</sub>\n`;
    const text = neutralMarkdown(markdown.replace(MARKER, ""), [`${server}/${repository}/blob/`]);
    const body = `${fitted(text, MOST_CHARACTERS - end.length)}${end}`;
    const issue = await openIssue(title);
    if (issue === undefined) await call("POST", "issues", { title, body });
    else await call("PATCH", `issues/${issue.number}`, { body });
}

async function close(title, text) {
    const issue = await openIssue(title);
    if (issue === undefined) return;
    await call("POST", `issues/${issue.number}/comments`, { body: text });
    await call("PATCH", `issues/${issue.number}`, { state: "closed", state_reason: "completed" });
}

async function failed(title, body) {
    if ((await openIssue(title)) === undefined) await call("POST", "issues", { title, body });
}

async function main([action, title, argument]) {
    if (action === "update") await update(title, fs.readFileSync(argument, "utf8"));
    else if (action === "close") await close(title, argument);
    else if (action === "failed") await failed(title, argument);
    else throw new Error(`issue.cjs has no ${action}: update, close or failed`);
}

main(process.argv.slice(2)).catch((error) => {
    process.stdout.write(forLog(String(error)));
    process.exitCode = 1;
});
