import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { CHECKOUT } from "./gitHubStandIn";

const NOW = "0123456789ab";
const OTHER = "ba9876543210";

describe("the digest that `up` is held to", () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "digest-"));
    const file = path.join(folder, "digest");
    const summary = path.join(folder, "summary");
    after(() => fs.rmSync(folder, { recursive: true }));

    const choose = (now: string | undefined, environment: Record<string, string>): (string | number | null)[] => {
        fs.rmSync(file, { force: true });
        if (now !== undefined) fs.writeFileSync(file, `${now}\n`);
        fs.writeFileSync(summary, "");
        const { status, stdout } = spawnSync("node", [".github/scripts/chosenDigest.cjs", file], {
            cwd: CHECKOUT,
            encoding: "utf8",
            env: { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: summary, ...environment },
        });
        return [status, stdout, fs.readFileSync(summary, "utf8")];
    };

    it("is that of the pull request, if this run would do the same", () => {
        const [code, out, said] = choose(NOW, { CHOICE: "pull-request", PULL: "7", REVIEWED: NOW });
        assert.deepEqual([code, out], [0, `digest=${NOW}\n`]);
        assert.match(String(said), /does what the review in #7 has shown, and nothing else/);
    });

    it("is none if this run would do something else, until somebody chooses this run's own review", () => {
        const [code, out, said] = choose(NOW, { PULL: "7", REVIEWED: OTHER });
        assert.deepEqual([code, out], [1, ""]);
        assert.match(String(said), /something else than the review in #7 has shown.*`up` by hand, with `this-run`/);
        const [again, chosen, words] = choose(NOW, { CHOICE: "this-run", PULL: "7", REVIEWED: OTHER });
        assert.deepEqual([again, chosen], [0, `digest=${NOW}\n`]);
        assert.match(String(words), /Whoever started the run has chosen that/);
    });

    it("is that of this run if there is no review, and says why to the person who approves", () => {
        for (const reviewed of ["", "none", `${OTHER}\n`]) {
            const [code, out, said] = choose(NOW, { REVIEWED: reviewed, PROBLEM: "no pull request was merged" });
            assert.deepEqual([code, out], [0, `digest=${NOW}\n`]);
            assert.match(
                String(said),
                /Nobody has reviewed these changes in a pull request\*\*: no pull request was merged\./,
            );
        }
    });

    it("is none if this run has no review", () => {
        for (const now of [undefined, "", "x", `${NOW}0`]) {
            const [code, out] = choose(now, { CHOICE: "this-run", REVIEWED: OTHER });
            assert.deepEqual([code, out], [1, ""]);
        }
    });
});
