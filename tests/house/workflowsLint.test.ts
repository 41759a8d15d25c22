import assert from "node:assert/strict";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CHECKOUT } from "./imports";
import { sourceFiles, textOf } from "./sources";

const run = (program: string, files: readonly string[] = []): SpawnSyncReturns<string> =>
    spawnSync(program, files, { cwd: CHECKOUT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

describe("the linters of workflows and shell scripts", function () {
    this.timeout(300_000); // the first run builds and installs them
    before("actionlint is built with Go, which a machine that has downloaded Pulumi may lack", function () {
        if (spawnSync("go", ["version"]).error && !process.env.CI) this.skip();
    });

    it("find nothing in the workflows", () => {
        const { status, stdout } = run("tests/actionlint/actionlint");
        assert.equal(status, 0, stdout);
    });

    it("find an unknown context, a script with a mistake, and text of an event in a script", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "workflows-"));
        const file = path.join(folder, "bad.yml");
        const steps = [
            "echo $1",
            'echo "${{ github.event.pull_request.title }}"',
            'echo "${{ steps.none.outputs.a }}"',
        ];
        fs.writeFileSync(
            file,
            `on: pull_request\njobs:\n    a:\n        runs-on: ubuntu-latest\n        steps:\n${steps.map((step) => `            - run: ${step}\n`).join("")}`,
        );
        const { status, stdout } = run("tests/actionlint/actionlint", [file]);
        fs.rmSync(folder, { recursive: true });
        assert.equal(status, 1);
        for (const found of [/"none" is not defined/, /is potentially untrusted/]) assert.match(stdout, found);
        if (run("tests/actionlint/shellcheck").stdout !== "") assert.match(stdout, /SC2086/);
    });

    it("find nothing in the shell scripts", () => {
        const shellcheck = run("tests/actionlint/shellcheck").stdout.trim();
        const scripts = sourceFiles("").filter((file) => isShell(file));
        assert.ok(scripts.includes("toolchain/find") && scripts.length > 20);
        if (shellcheck === "") return; // it has said that there is none for this machine
        const { status, stdout } = run(shellcheck, ["--severity=warning", ...scripts]);
        assert.equal(status, 0, stdout);
    });
});

function isShell(file: string): boolean {
    return (
        !/\.(?:gz|png|json|ts)$/.test(file) &&
        fs.statSync(path.join(CHECKOUT, file)).isFile() &&
        /^#!.*sh\n/.test(textOf(file))
    );
}
