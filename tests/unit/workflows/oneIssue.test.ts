import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { BOT, runWithApi, type Written } from "./gitHubStandIn";

const TITLE = "Drift in prod";
const SCRIPT = ".github/scripts/issue.cjs";
const OTHERS = [
    { number: 1, title: TITLE, user: { login: "alice", type: "User" } },
    { number: 2, title: TITLE, user: BOT, pull_request: {} },
    { number: 3, title: "Drift in prod2", user: BOT },
];
const OURS = { number: 4, title: TITLE, user: BOT };

async function written(args: readonly string[], issues: readonly object[]): Promise<readonly Written[]> {
    const { code, out, written: all } = await runWithApi(["node", SCRIPT, ...args], { issues }, {});
    assert.equal(code, 0, out);
    return all;
}

describe("the one issue of a workflow", () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "issue-"));
    const file = path.join(folder, "drift.md");
    before(() => fs.writeFileSync(file, "<!-- org drift -->\nAccount @team moved. Fixes #1.\n"));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("is opened, and written anew as long as it is open; its text has no effect", async () => {
        const body =
            "Account @\u200bteam moved. Fixes #\u200b1.\n\n<sub>[Log](https://github.com/acme/organization/actions/runs/99)</sub>\n";
        assert.deepEqual(await written(["update", TITLE, file], OTHERS), [
            { request: "POST issues", body: { title: TITLE, body } },
        ]);
        assert.deepEqual(await written(["update", TITLE, file], [...OTHERS, OURS]), [
            { request: "PATCH issues/4", body: { body } },
        ]);
    });

    it("is closed with a comment that says why, if it is open", async () => {
        assert.deepEqual(await written(["close", TITLE, "No drift."], OTHERS), []);
        assert.deepEqual(await written(["close", TITLE, "No drift."], [...OTHERS, OURS]), [
            { request: "POST issues/4/comments", body: { body: "No drift." } },
            { request: "PATCH issues/4", body: { state: "closed", state_reason: "completed" } },
        ]);
    });

    it("is opened by a run that fails, and left as it is if it is open", async () => {
        assert.deepEqual(await written(["failed", TITLE, "It failed."], OTHERS), [
            { request: "POST issues", body: { title: TITLE, body: "It failed." } },
        ]);
        assert.deepEqual(await written(["failed", TITLE, "It failed."], [...OTHERS, OURS]), []);
    });

    it("fits into GitHub", async () => {
        fs.writeFileSync(file, "line\n".repeat(30_000));
        const [{ body } = { body: {} }] = await written(["update", TITLE, file], []);
        assert.ok((body as { readonly body: string }).body.length <= 65_536);
    });

    it("fails if it is told something else, or GitHub refuses", async () => {
        assert.equal((await runWithApi(["node", SCRIPT, "open", TITLE], { issues: [] }, {})).code, 1);
        const { code, out } = await runWithApi(["node", SCRIPT, "close", TITLE, ""], {}, {});
        assert.equal(code, 1);
        assert.match(out, /GitHub answers 404/);
    });
});
