import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { checkout, cleanUp, temporary } from "./support";

/** In the place of mocha: writes down its arguments, and says that one test has passed, or which files a dry run has found. */
const MOCHA = `#!/usr/bin/env bash
echo "$*" >> "$CALLS"
output=$(sed -E 's/.*output=([^ ]+).*/\\1/' <<<"$*")
case $* in *--dry-run*) printf "$STORIES" > "$output" ;; *) echo "1 0" > "$output" ;; esac
`;

/** The integration files that run longest. */
const FIRST = ["rates", "security", "adopt", "costsTakenOver", "baseline", "securityFirstRun", "handOver"];

/** Runs tests/run in a folder with some integration files and a mocha that only writes down how it is called. */
function run(
    stories: string,
    args: readonly string[] = [],
    chromium = "echo chromium",
): { readonly output: string; readonly calls: readonly string[] } {
    const folder = temporary();
    const write = (name: string, text: string): void => {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.writeFileSync(path.join(folder, name), text, { mode: 0o755 });
    };
    write("tests/run", fs.readFileSync(path.join(checkout, "tests/run"), "utf8"));
    for (const name of ["close", ...FIRST, "up"]) write(`tests/integration/${name}.test.ts`, "");
    write("tests/review/preview.test.ts", "");
    write("tests/upgrade/upgrade.test.ts", "");
    write("node_modules/.bin/mocha", MOCHA);
    write("tests/house/types", "#!/bin/sh\n");
    write("tests/browser/chromium", `#!/bin/sh\n${chromium}\n`);
    const calls = path.join(folder, "calls");
    const { stdout, status } = spawnSync(path.join(folder, "tests/run"), args, {
        encoding: "utf8",
        env: { PATH: `${folder}/bin:${process.env.PATH}`, CALLS: calls, STORIES: stories },
    });
    assert.equal(status, 0, stdout);
    const lines = fs.readFileSync(calls, "utf8").trim().split("\n");
    return { output: stdout, calls: lines.map((line) => line.replace(/--reporter\S* \S+ /g, "")) };
}

describe("tests/run", () => {
    after(cleanUp);

    it("runs all files of all folders", () => {
        const { output, calls } = run("");
        assert.deepEqual(calls.slice(0, 3), [
            "tests/house/**/*.test.ts",
            "--parallel --jobs 2 tests/unit/**/*.test.ts",
            "--parallel --jobs 2 tests/browser/**/*.test.ts",
        ]);
        assert.deepEqual(calls.slice(-3), [
            "--parallel --jobs 3 tests/local/**/*.test.ts",
            "--parallel --jobs 3 " +
                [...FIRST.map((name) => `integration/${name}`), "upgrade/upgrade", "review/preview"]
                    .concat(["integration/close", "integration/up"])
                    .map((name) => `tests/${name}.test.ts`)
                    .join(" "),
            "tests/roles/**/*.test.ts",
        ]);
        assert.equal(calls.length, 9);
        assert.match(output, /^9 passed, 0 failed$/m);
    });

    for (const chosen of [["--grep", "is closed"], ["--grep=is closed"], ["-g", "is closed"]]) {
        it(`runs an integration file whole, and says so, if one of its steps is chosen by ${chosen.join(" ")}`, () => {
            const { output, calls } = run("tests/integration/close.test.ts\\n", [...chosen, "--bail"]);
            assert.equal(calls[1], `${chosen.join(" ")} --parallel --jobs 2 tests/unit/**/*.test.ts --bail`);
            assert.match(calls.at(-3) ?? "", /^--dry-run .*tests\/integration\/up\.test\.ts (--grep|-g)[ =]is closed$/);
            assert.equal(calls.at(-2), "--parallel --jobs 3 tests/integration/close.test.ts --bail");
            assert.match(
                output,
                /^A file here is one story, so these run whole: tests\/integration\/close\.test\.ts$/m,
            );
        });
    }

    it("runs no integration file if none has such a step", () => {
        const { output, calls } = run("", ["--grep", "nothing"]);
        assert.match(calls.at(-2) ?? "", /^--dry-run /);
        assert.match(output, /^8 passed, 0 failed$/m);
    });

    it("says at the end which tests had no browser", () => {
        const { output } = run("", [], "echo 'no Chromium is here' >&2; exit 1");
        assert.match(output, /^pending: no Chromium is here\n9 passed, 0 failed$/m);
        assert.doesNotMatch(run("").output, /pending/);
    });
});
