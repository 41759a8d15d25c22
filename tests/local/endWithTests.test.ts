import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { endWithTests } from "../endWithTests";

/** A process that tests: it starts a process that starts another, as a provider does, and says their ids. */
const TESTS = `
    require("ts-node/register/transpile-only");
    const { endWithTests } = require(${JSON.stringify(path.resolve(__dirname, "../endWithTests.ts"))});
    const started = require("node:child_process").spawn("bash", ["-c", "sleep 1000 & echo $$ $!; wait"], {
        stdio: ["ignore", "pipe", "ignore"], detached: true });
    endWithTests(started);
    started.stdout.pipe(process.stdout);
    setInterval(() => {}, 1000);`;

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

/** Waits until none of the processes is there any more. The time limit of the test is that of the wait. */
async function gone(pids: readonly number[]): Promise<void> {
    while (pids.some(isAlive)) await new Promise((resolve) => setImmediate(resolve));
}

const firstLine = async (child: ChildProcess): Promise<string> => {
    const { stdout } = child;
    if (!stdout) return assert.fail();
    for await (const line of createInterface(stdout)) return line;
    return assert.fail("nothing was said");
};

describe("a process that a test has started", function () {
    this.timeout(30_000);

    for (const signal of ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"] as const) {
        it(`ends with what it has started when the tests end by ${signal}`, async () => {
            const tests = spawn(process.execPath, ["-e", TESTS], { stdio: ["ignore", "pipe", "inherit"] });
            const pids = (await firstLine(tests)).split(" ").map(Number);
            assert.ok(pids.length === 2 && pids.every(isAlive), pids.join());
            tests.kill(signal);
            await gone(pids);
        });
    }

    it("is not touched any more once it has ended by itself", async () => {
        const child = spawn("true");
        endWithTests(child);
        const code = await new Promise((resolve) => child.once("exit", resolve));
        assert.equal(code, 0);
    });
});
