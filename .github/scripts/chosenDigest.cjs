#!/usr/bin/env node
/**
 * Decides which digest `up` is held to: node .github/scripts/chosenDigest.cjs review/digest >> "$GITHUB_OUTPUT"
 *
 * The file has the digest of what `up` would do now. Environment: CHOICE (`this-run` if whoever started the run asked for that), and what
 * mergedReview.cjs has found as PULL, REVIEWED and PROBLEM. What it decides goes into GITHUB_STEP_SUMMARY too, for the person who approves.
 */
"use strict";
const fs = require("node:fs");

const DIGEST = /^[0-9a-f]{12}$/;

/** @returns `digest` and a note; without a digest, `up` must not run. */
function chosenDigest({ now, reviewed, choice, pull, problem }) {
    if (!DIGEST.test(now)) return { note: "This run's own review has no digest, so nothing can be applied." };
    if (choice === "this-run") {
        return {
            digest: now,
            note: "`up` does what the review in this run shows, and nothing else. Whoever started the run has chosen that.",
        };
    }
    if (!DIGEST.test(reviewed)) {
        const why = problem === "" ? "No review was found" : problem;
        return {
            digest: now,
            note: `**Nobody has reviewed these changes in a pull request**: ${why}. \`up\` does what the review in this run shows, and nothing else: read it before you approve.`,
        };
    }
    if (reviewed === now)
        return { digest: now, note: `\`up\` does what the review in #${pull} has shown, and nothing else.` };
    return {
        note:
            `**\`up\` would now do something else than the review in #${pull} has shown** (digest ${reviewed} there, ${now} now): AWS, the state or main has changed since, ` +
            "or an earlier run has done a part. Nothing is applied. Read the review in this run. If it is right, run the workflow `up` by hand, with `this-run`. " +
            "If it shows no changes, there is nothing left to do.",
    };
}

module.exports = { chosenDigest };

if (require.main === module) {
    const { CHOICE: choice = "", PULL: pull = "", REVIEWED: reviewed = "", PROBLEM: problem = "" } = process.env;
    const file = process.argv[2];
    const now = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : "";
    const { digest, note } = chosenDigest({ now, reviewed, choice, pull, problem });
    fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, `\n${note}\n`);
    console.error(note);
    if (digest === undefined) process.exitCode = 1;
    else process.stdout.write(`digest=${digest}\n`);
}
