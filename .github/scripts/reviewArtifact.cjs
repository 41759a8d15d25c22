#!/usr/bin/env node
/**
 * Downloads the artifact `review` of this run: node .github/scripts/reviewArtifact.cjs FILE
 *
 * It comes from a job that runs code of the pull request. So it is not unpacked here, and one that is too large is no review.
 */
"use strict";
const fs = require("node:fs");
const { call, download } = require("./gitHubApi.cjs");
const { forLog } = require("./show.cjs");

/** A review has 65,536 characters, and its log is text. */
const MOST_BYTES = 10_000_000;

async function main(file) {
    const { artifacts } = await call("GET", `actions/runs/${process.env.GITHUB_RUN_ID}/artifacts?name=review`);
    const [newest] = artifacts
        .filter(({ name }) => name === "review")
        .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
    if (newest === undefined) throw new Error("this run has no artifact `review`");
    fs.writeFileSync(file, await download(`actions/artifacts/${newest.id}/zip`, MOST_BYTES));
}

main(process.argv[2]).catch((error) => {
    process.stdout.write(forLog(String(error)));
    process.exitCode = 1;
});
