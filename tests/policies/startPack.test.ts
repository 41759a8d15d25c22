import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const PACK = join(__dirname, "../../policies");

describe("the policy pack", () => {
    it("starts as Pulumi starts it, and prints its port", async function () {
        this.timeout(60_000);
        const run = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
        const pack = spawn(process.execPath, [run, "127.0.0.1:1", PACK], {
            cwd: PACK,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const ended = once(pack, "close");
        try {
            const first = await Promise.race([once(pack.stdout, "data"), ended.then(() => [""])]);
            assert.match(String(first[0]), /^\d+\n$/);
        } finally {
            pack.kill();
            await ended;
        }
    });
});
