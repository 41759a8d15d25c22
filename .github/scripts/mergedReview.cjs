#!/usr/bin/env node
/**
 * Finds the review of the pull request that was merged as a commit: node .github/scripts/mergedReview.cjs >> "$GITHUB_OUTPUT"
 *
 *   pull            the number of the pull request; empty if the commit was pushed without one
 *   digest          the digest of the changes that its review showed; empty if there is none
 *   acknowledged    the codes of its labels `acknowledge 1a2b3c4d`, separated by commas
 *   problem         why there is no digest
 *
 * STACK and GITHUB_SHA say which; BRANCH is the one that is applied.
 */
"use strict";
const { all, isFromWorkflow } = require("./gitHubApi.cjs");
const { factsIn } = require("./reviewComment.cjs");
const { forLog } = require("./show.cjs");

const LABEL = /^acknowledge ([0-9a-f]{8})$/;

/** The codes that labels acknowledge. A label that is none of them says nothing. */
function acknowledgedCodes(labels) {
    return [...new Set(labels.flatMap((label) => LABEL.exec(label)?.[1] ?? []))].sort();
}

async function mergedReview({ STACK: stack, GITHUB_SHA: sha, BRANCH: branch }) {
    const pulls = await all(`commits/${sha}/pulls`);
    const pull = pulls.find(
        ({ merged_at: merged, base, merge_commit_sha: commit }) =>
            merged !== null && base.ref === branch && commit === sha,
    );
    if (pull === undefined)
        return { problem: `no pull request was merged into ${branch} as commit ${sha.slice(0, 7)}` };
    const { number, head, labels } = pull;
    const found = { pull: number, acknowledged: acknowledgedCodes(labels.map(({ name }) => name)).join(",") };
    const comments = await all(`issues/${number}/comments`);
    const facts = comments.filter(isFromWorkflow).flatMap(({ body }) => factsIn(body, stack) ?? [])[0];
    if (facts === undefined) return { ...found, problem: `pull request #${number} has no review of ${stack}` };
    if (facts.head !== head.sha) {
        const [reviewed, merged] = [facts.head, head.sha].map((commit) => commit.slice(0, 7));
        return { ...found, problem: `the review in #${number} is of commit ${reviewed}, and ${merged} was merged` };
    }
    if (facts.digest === undefined) return { ...found, problem: `the review in #${number} failed` };
    return { ...found, digest: facts.digest };
}

module.exports = { acknowledgedCodes, mergedReview };

if (require.main === module) {
    mergedReview(process.env).then(
        ({ pull = "", digest = "", acknowledged = "", problem = "" }) => {
            process.stdout.write(`pull=${pull}\ndigest=${digest}\nacknowledged=${acknowledged}\nproblem=${problem}\n`);
        },
        (error) => {
            process.stderr.write(forLog(String(error)));
            process.exitCode = 1;
        },
    );
}
