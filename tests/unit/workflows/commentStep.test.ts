import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { CHECKOUT, runWithApi, type ScriptRun } from "./gitHubStandIn";

const HEAD = "a".repeat(40);
/** Writes an archive with files of these names and contents, which come as JSON. The names may be those that attack whoever unpacks it. */
const ZIP =
    "import json, sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as zip:\n  for name, text in json.load(sys.stdin): zip.writestr(name, text)";

function stepScript(): string {
    const file = path.join(CHECKOUT, ".github/workflows/preview.yml");
    const { jobs } = parse(fs.readFileSync(file, "utf8")) as {
        jobs: { comment: { steps: readonly { readonly run?: string }[] } };
    };
    return jobs.comment.steps.at(-1)?.run ?? assert.fail("the job has steps");
}

describe("the step that comments on a pull request", () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "comment-"));
    const archive = path.join(folder, "artifact.zip");
    after(() => fs.rmSync(folder, { recursive: true }));

    const comment = async (
        files: readonly [name: string, text: string][],
        artifacts: readonly object[] = [
            { id: 4, created_at: "2026-11-27T09:00:00Z" },
            { id: 5, created_at: "2026-11-27T10:00:00Z" },
        ],
    ): Promise<ScriptRun> => {
        execFileSync("python3", ["-c", ZIP, archive], { input: JSON.stringify(files) });
        return runWithApi(
            ["bash", "-e", "-c", stepScript()],
            {
                "actions/runs/99/artifacts": {
                    artifacts: artifacts.map((artifact) => ({ name: "review", ...artifact })),
                },
                "actions/artifacts/5/zip": fs.readFileSync(archive),
                "actions/artifacts/6/zip": Buffer.alloc(10_000_001),
                "pulls/7": { head: { sha: HEAD }, changed_files: 0 },
                "pulls/7/files": [],
                "issues/7/comments": [],
            },
            { RUNNER_TEMP: folder, STACK: "prod", PULL_REQUEST: "7", HEAD, DEFINITIONS: "organizations" },
        );
    };
    const bodyOf = ({ written }: ScriptRun): string => String((written[0]?.body as { readonly body?: string }).body);

    it("reads one file of the artifact, and writes nothing where its names say", async () => {
        const outside = path.join(folder, "..", `${path.basename(folder)}-evil`);
        const run = await comment([
            [`../${path.basename(outside)}`, "evil"],
            ["review.md", "### Review @team\n"],
            [".github/scripts/reviewComment.cjs", "evil"],
        ]);
        assert.equal(run.code, 0, run.out);
        assert.match(bodyOf(run), /\n### Review @\u200bteam\n/);
        assert.ok(!fs.existsSync(outside));
    });

    it("reads no more than fits, however large the artifact becomes", async () => {
        const run = await comment([["review.md", "line\n".repeat(4_000_000)]]);
        assert.equal(run.code, 0, run.out);
        assert.equal(fs.statSync(path.join(folder, "review.md")).size, 400_000);
        assert.match(bodyOf(run), /Cut short/);
    });

    it("says that there is no review if the artifact has none, is too large, or is missing", async () => {
        for (const artifacts of [undefined, [{ id: 6 }], [{ id: 5, name: "other" }], []]) {
            fs.rmSync(path.join(folder, "review.md"), { force: true });
            const run = await comment([["other.md", "x"]], artifacts);
            assert.equal(run.code, 0, run.out);
            assert.match(bodyOf(run), /There is no review of prod/);
        }
    });
});
