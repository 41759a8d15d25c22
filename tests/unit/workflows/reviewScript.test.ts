import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { CHECKOUT } from "./gitHubStandIn";

/** Stands in for `org`: it notes its arguments, and writes and ends as it is told. */
const ORG = `#!/usr/bin/env bash
printf '%s\\n' "$@" > arguments
echo "$SAYS"
[ -z "$WRITES" ] || printf '%s' "$WRITES" > review/review.md
exit "$CODE"
`;
const REVIEW =
    "<!-- org review of prod -->\n<!-- org review digest: 0123456789ab -->\nNothing changes in stack prod.\n";

const USUAL = [
    "review",
    "--stack",
    "prod",
    "--preview",
    "--markdown",
    "review/review.md",
    "--data",
    "review/review.json",
];

describe("ci/review.sh", () => {
    let checkout = "";
    beforeEach(() => {
        checkout = fs.mkdtempSync(path.join(tmpdir(), "review-"));
        for (const file of ["ci/review.sh", ".github/scripts/show.cjs"]) {
            fs.mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
            fs.copyFileSync(path.join(CHECKOUT, file), path.join(checkout, file));
        }
        fs.writeFileSync(path.join(checkout, "org"), ORG, { mode: 0o755 });
    });
    afterEach(() => fs.rmSync(checkout, { recursive: true }));

    const read = (file: string): string | undefined =>
        fs.existsSync(path.join(checkout, file)) ? fs.readFileSync(path.join(checkout, file), "utf8") : undefined;
    const review = (environment: Record<string, string>): { readonly code: number | null; readonly out: string } => {
        const { status, stdout } = spawnSync(path.join(checkout, "ci/review.sh"), {
            cwd: "/",
            encoding: "utf8",
            env: { PATH: process.env.PATH, SAYS: "", WRITES: "", CODE: "0", ...environment },
        });
        return { code: status, out: stdout };
    };

    it("writes the review, its digest and the log, and ends as `org review` does", () => {
        for (const code of [0, 3]) {
            assert.deepEqual(review({ WRITES: REVIEW, SAYS: "text", CODE: String(code) }), { code, out: "text\n" });
            assert.deepEqual(
                [read("review/review.md"), read("review/digest"), read("review/log.txt")],
                [REVIEW, "0123456789ab\n", "text\n"],
            );
        }
        assert.equal(read("arguments"), `${USUAL.join("\n")}\n`);
    });

    it("acknowledges what labels and codes name, and takes nothing else for one", () => {
        review({
            WRITES: REVIEW,
            STACK: "dev",
            LABELS: "bug\nacknowledge 1a2b3c4d\nacknowledge 1A2B3C4D\nacknowledge 1a2b3c4d --json\n--acknowledge 22222222\n acknowledge 33333333",
            ACKNOWLEDGED: "5e6f7a8b,x,--json,,12345678",
        });
        assert.deepEqual(read("arguments")?.split("\n").slice(USUAL.length), [
            ...["1a2b3c4d", "5e6f7a8b", "12345678"].flatMap((code) => ["--acknowledge", code]),
            "",
        ]);
    });

    it("compares with the base, which it fetches, and goes on without one that cannot be had", () => {
        const git = (folder: string, ...args: string[]): string =>
            execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
                cwd: folder,
                encoding: "utf8",
            }).trim();
        const origin = fs.mkdtempSync(path.join(tmpdir(), "origin-"));
        try {
            git(origin, "init", "-q", "-b", "main");
            for (const name of ["one", "two"]) git(origin, "commit", "-q", "--allow-empty", "-m", name);
            const [first, last] = [git(origin, "rev-parse", "HEAD^"), git(origin, "rev-parse", "HEAD")];
            git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
            git(checkout, "init", "-q");
            git(checkout, "fetch", "-q", "--depth", "1", `file://${origin}`, "main");
            git(checkout, "remote", "add", "origin", `file://${origin}`);
            for (const base of [last, first]) {
                assert.equal(review({ WRITES: REVIEW, BASE: base }).code, 0);
                assert.deepEqual(read("arguments")?.split("\n").slice(USUAL.length), ["--base", base, ""]);
            }
            assert.equal(review({ WRITES: REVIEW, BASE: "0".repeat(40) }).code, 0);
            assert.equal(read("arguments"), `${USUAL.join("\n")}\n`);
        } finally {
            fs.rmSync(origin, { recursive: true });
        }
    });

    it("makes a review of what was said, if `org review` failed, and leaves none of an earlier run", () => {
        review({ WRITES: REVIEW });
        const { code } = review({ CODE: "1", SAYS: "# error: @team\n```" });
        assert.equal(code, 1);
        assert.equal(read("review/digest"), undefined);
        assert.equal(read("review/review.md"), "### The review of prod failed\n\n    # error: @team\n    ```\n    \n");
    });

    it("prints nothing that GitHub's runner takes for a command", () => {
        const { out } = review({ WRITES: REVIEW, SAYS: "::set-env name=PATH::/tmp", GITHUB_ACTIONS: "true" });
        assert.match(out, /^::stop-commands::(\w+)\n::set-env name=PATH::\/tmp\n::\1::\n$/);
    });
});
