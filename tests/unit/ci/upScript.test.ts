import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { CHECKOUT } from "../workflows/gitHubStandIn";

/** Stands in for program/up.cjs: it says what it was given. */
const UP =
    "console.log(JSON.stringify([process.env.AWS_ORGANIZATION_REVIEWED, process.env.AWS_ORGANIZATION_ACKNOWLEDGED, ...process.argv.slice(2, 4)])); process.exit(Number(process.env.CODE ?? 0));";

describe("ci/up.sh", () => {
    const checkout = fs.mkdtempSync(path.join(tmpdir(), "up-"));
    before(() => {
        for (const folder of ["ci", "program"]) fs.mkdirSync(path.join(checkout, folder));
        fs.copyFileSync(path.join(CHECKOUT, "ci/up.sh"), path.join(checkout, "ci/up.sh"));
        fs.writeFileSync(path.join(checkout, "program/up.cjs"), UP);
    });
    after(() => fs.rmSync(checkout, { recursive: true }));

    const up = (environment: Record<string, string>): { status: number | null; stdout: string; stderr: string } =>
        spawnSync(path.join(checkout, "ci/up.sh"), {
            cwd: "/",
            encoding: "utf8",
            env: { PATH: process.env.PATH, ...environment },
        });

    it("does only what has a digest", () => {
        for (const REVIEWED of ["", "none", "0123456789AB", "0123456789abc"]) {
            const { status, stdout, stderr } = up({ REVIEWED });
            assert.deepEqual([status, stdout], [2, ""]);
            assert.match(stderr, /REVIEWED has no digest/);
        }
        const { status, stdout } = up({ REVIEWED: "0123456789ab", ACKNOWLEDGED: "1a2b3c4d", STACK: "dev", CODE: "7" });
        assert.equal(status, 7);
        assert.equal(stdout, '["0123456789ab","1a2b3c4d","--stack","dev"]\n');
    });

    it("prints nothing that GitHub's runner takes for a command", () => {
        const { stdout } = up({ REVIEWED: "0123456789ab", GITHUB_ACTIONS: "true" });
        assert.match(stdout, /^::stop-commands::(\w+)\n\["0123456789ab","","--stack","prod"\]\n\n::\1::\n$/);
    });
});
