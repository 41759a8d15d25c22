import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const CHECKOUT = path.resolve(__dirname, "../../..");

describe("the launcher of org", () => {
    it("says what to do in a fresh checkout, whose packages are not installed", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fresh-"));
        try {
            for (const file of ["org", "operations/org.cjs", "program/bundle.cjs"]) {
                fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
                fs.copyFileSync(path.join(CHECKOUT, file), path.join(folder, file));
            }
            const { status, stderr, stdout } = spawnSync(path.join(folder, "org"), ["--help"], { encoding: "utf8" });
            assert.equal(status, 1);
            assert.equal(stdout, "");
            assert.equal(stderr, "org: the packages are not installed: run `npm ci` in the checkout\n");
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("loads no SDK of Pulumi or AWS for a command that asks neither", () => {
        const script = `
            process.on("exit", () => {
                const loaded = Object.keys(require.cache).filter((file) => /@pulumi|@aws-sdk/.test(file));
                console.error(JSON.stringify(loaded.slice(0, 3)));
            });
            require("./operations/org.cjs");`;
        const { stdout, stderr } = spawnSync(process.execPath, ["-e", script, "org", "check"], {
            cwd: CHECKOUT,
            encoding: "utf8",
        });
        assert.match(stdout, /^organizations\/dev has no mistakes/);
        assert.equal(stderr.trim(), "[]");
    });
});
