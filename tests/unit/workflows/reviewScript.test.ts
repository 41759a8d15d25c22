import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
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
        assert.equal(read("arguments"), "review\n--stack\nprod\n--preview\n--markdown\nreview/review.md\n");
    });

    it("acknowledges what labels and codes name, and takes nothing else for one", () => {
        review({
            WRITES: REVIEW,
            STACK: "dev",
            BASE: "HEAD^1",
            LABELS: "bug\nacknowledge 1a2b3c4d\nacknowledge 1A2B3C4D\nacknowledge 1a2b3c4d --json\n--acknowledge 22222222\n acknowledge 33333333",
            ACKNOWLEDGED: "5e6f7a8b,x,--json,,12345678",
        });
        assert.deepEqual(read("arguments")?.split("\n").slice(6), [
            "--base",
            "HEAD^1",
            ...["1a2b3c4d", "5e6f7a8b", "12345678"].flatMap((code) => ["--acknowledge", code]),
            "",
        ]);
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
