/** GitHub's REST API, as far as the workflows need it. GITHUB_API_URL, GITHUB_REPOSITORY and GH_TOKEN say where it is and who asks. */
"use strict";

/** So many pages of 100 are read at most. No pull request has more comments. */
const MOST_PAGES = 50;
/** Whom GitHub names as the author of what a workflow writes with its own token. */
const BOT = "github-actions[bot]";

/** @param path below the repository, such as `issues/7/comments`. */
function addressOf(path, environment = process.env) {
    const { GITHUB_API_URL: api = "https://api.github.com", GITHUB_REPOSITORY: repository } = environment;
    return `${api}/repos/${repository}/${path}`;
}

async function request(method, address, body) {
    const answer = await fetch(address, {
        method,
        headers: {
            accept: "application/vnd.github+json",
            authorization: `Bearer ${process.env.GH_TOKEN}`,
            "x-github-api-version": "2022-11-28",
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok)
        throw new Error(
            `GitHub answers ${answer.status} to ${method} ${address}: ${(await answer.text()).slice(0, 500)}`,
        );
    return answer;
}

/** What the API answers to one request. */
async function call(method, path, body) {
    return (await request(method, addressOf(path), body)).json();
}

/** Every element of a list, from all its pages. */
async function all(path) {
    const found = [];
    let address = addressOf(`${path}${path.includes("?") ? "&" : "?"}per_page=100`);
    for (let page = 0; address !== undefined; page++) {
        if (page === MOST_PAGES) throw new Error(`GitHub has more than ${MOST_PAGES} pages of ${path}`);
        const answer = await request("GET", address);
        found.push(...(await answer.json()));
        address = /<([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
    }
    return found;
}

/** What the API has as a file, if it has so many bytes at most. */
async function download(path, most) {
    const parts = [];
    let size = 0;
    for await (const part of (await request("GET", addressOf(path))).body) {
        size += part.length;
        if (size > most) throw new Error(`${path} has more than ${most} bytes`);
        parts.push(part);
    }
    return Buffer.concat(parts);
}

/** Whether a workflow wrote it. Anybody who can push a branch can have a workflow write, so it proves no more than that (docs/ci.md). */
function isFromWorkflow({ user }) {
    return user?.login === BOT && user.type === "Bot";
}

module.exports = { all, call, download, isFromWorkflow };
