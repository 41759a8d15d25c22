import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

const CHECKOUT = path.resolve(__dirname, "../../..");
const WORKFLOW = path.join(CHECKOUT, ".github/workflows/sandboxes.yml");
/** Takes the place of GitHub's CLI: it notes its arguments, and knows whether a pull request is open. */
const STAND_IN = `#!/bin/sh
echo "$*" >> "$LOG"
case "$*" in *state=open*) echo "$OPEN" ;; esac
`;

/** The last step of the job that closes sandboxes: it turns an edit of the definition into a pull request. */
function script(remote: string): string {
    const { jobs } = parse(fs.readFileSync(WORKFLOW, "utf8")) as {
        jobs: { close: { steps: readonly { readonly run?: string }[] } };
    };
    const run = jobs.close.steps.at(-1)?.run ?? assert.fail("the job has steps");
    return run.replace(/"https:\/\/x-access-token:[^"]+"/, `"${remote}"`);
}

/** Runs the step in a repository of its own. */
function runStep({ edit, status, open }: { readonly edit?: string; readonly status: number; readonly open: string }): {
    readonly code: number | null;
    readonly calls: readonly string[];
    readonly pushed: string;
} {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "sandboxes-"));
    try {
        const [repository, remote, tools] = ["repository", "remote", "tools"].map((name) => path.join(folder, name));
        assert.ok(repository !== undefined && remote !== undefined && tools !== undefined);
        fs.mkdirSync(path.join(repository, ".github/scripts"), { recursive: true });
        fs.mkdirSync(tools);
        fs.writeFileSync(path.join(tools, "gh"), STAND_IN, { mode: 0o755 });
        fs.copyFileSync(
            path.join(CHECKOUT, ".github/scripts/show.cjs"),
            path.join(repository, ".github/scripts/show.cjs"),
        );
        fs.writeFileSync(path.join(repository, "organization.yaml"), "one\n");
        const git = (...args: string[]): string => execFileSync("git", args, { cwd: repository, encoding: "utf8" });
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", "one");
        git("init", "--quiet", "--bare", remote);
        fs.writeFileSync(path.join(repository, "closed.txt"), "::error::a\n");
        if (edit !== undefined) fs.writeFileSync(path.join(repository, "organization.yaml"), edit);
        const log = path.join(folder, "log");
        const { status: code } = spawnSync("bash", ["-e", "-c", script(remote)], {
            cwd: repository,
            env: {
                ...process.env,
                PATH: `${tools}:${process.env.PATH}`,
                LOG: log,
                OPEN: open,
                STATUS: String(status),
                STACK: "prod",
                GITHUB_REPOSITORY: "acme/organization",
                GH_TOKEN: "token",
            },
        });
        return {
            code,
            calls: fs.readFileSync(log, "utf8").trim().split("\n").slice(1),
            pushed: spawnSync("git", ["show", "end-sandboxes:organization.yaml"], { cwd: remote, encoding: "utf8" })
                .stdout,
        };
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

describe("the pull request that closes sandboxes", () => {
    it("is opened with the edit, or gets the new one, and the job fails if something could not be done", () => {
        for (const status of [0, 1]) {
            const opened = runStep({ edit: "two\n", status, open: "" });
            assert.deepEqual([opened.code, opened.pushed], [status, "two\n"]);
            assert.match(opened.calls.join("\n"), /^api --silent --method POST repos\/acme\/organization\/pulls /);
        }
        const again = runStep({ edit: "three\n", status: 0, open: "7" });
        assert.equal(again.pushed, "three\n");
        assert.match(again.calls.join("\n"), /^api --silent --method PATCH .*\/pulls\/7 --field body=@body\.md$/);
    });

    it("is closed when nothing is due any more: it would close accounts that have got a later day", () => {
        const { code, calls } = runStep({ status: 0, open: "7" });
        assert.equal(code, 0);
        assert.deepEqual(calls, [
            "api --silent --method PATCH repos/acme/organization/pulls/7 --raw-field state=closed",
        ]);
    });

    it("stays if nobody knows what is due, and is not there if there is nothing to do", () => {
        for (const status of [1, 3]) {
            assert.deepEqual(runStep({ status, open: "7" }), { code: status, calls: [], pushed: "" });
        }
        assert.deepEqual(runStep({ status: 0, open: "" }), { code: 0, calls: [], pushed: "" });
    });
});
