import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { cleanUp, copyOfCheckout, start, temporary, toolchain } from "./support";

import { machine, made } from "./findSupport";

describe("toolchain/find: the build from source", function () {
    this.timeout(20_000);
    afterEach(cleanUp);

    /** A build that reports its start, and ends when the test opens the gate, a named pipe. */
    const gated = (gate: string) =>
        `echo building >&2; cat "${gate}" >/dev/null; mkdir -p "$1/bin"; printf '#!/bin/sh\\n' >"$1/bin/pulumi"; chmod +x "$1/bin/pulumi"`;
    function gate() {
        const pipe = path.join(temporary(), "gate");
        execFileSync("mkfifo", [pipe]);
        return { pipe, open: () => fs.promises.writeFile(pipe, "") };
    }

    for (const without of [[], ["flock"]]) {
        it(`happens once for two runs at once${without.length ? " without flock" : ""}`, async () => {
            const { pipe, open } = gate();
            const { env, builds, cache } = machine({ build: gated(pipe), without });
            const shared = env();
            const first = start(path.join(toolchain, "find"), [], shared);
            await first.says("building");
            const second = start(path.join(toolchain, "find"), [], shared);
            await second.says("waiting for another run");
            await open();
            const results = await Promise.all([first.ended, second.ended]);
            assert.deepEqual(
                results.map(({ status }) => status),
                [0, 0],
            );
            assert.equal(results[0].stdout, results[1].stdout);
            assert.equal(builds().length, 1);
            assert.equal(made(cache).length, 1);
        });

        it(`that is interrupted leaves nothing, and the next run builds${without.length ? " without flock" : ""}`, async () => {
            const { pipe, open } = gate();
            const { env, find, builds, cache } = machine({ build: gated(pipe), without });
            const interrupted = start(path.join(toolchain, "find"), [], env());
            await interrupted.says("building");
            interrupted.process.kill("SIGTERM");
            const { status, stdout } = await interrupted.ended;
            assert.deepEqual({ status, stdout }, { status: 143, stdout: "" });
            assert.deepEqual(made(cache), []);
            const next = find();
            await open();
            assert.equal((await next).status, 0);
            assert.equal(builds().length, 2);
        });
    }

    it("that was killed leaves nothing that looks complete, and the next run removes the rest", async () => {
        const { find, builds, cache } = machine({ without: ["flock"] });
        const directory = (await find()).stdout.trim();
        const target = path.dirname(directory);
        // The state after SIGKILL: a half-made directory, and the lock of a process that has ended.
        const gone = start("/bin/sh", ["-c", ":"], {});
        await gone.ended;
        fs.renameSync(target, `${target}.tmp.${gone.process.pid}`);
        fs.symlinkSync(String(gone.process.pid), `${target}.lock.pid`);
        assert.equal((await find()).stdout.trim(), directory);
        assert.equal(builds().length, 2);
        assert.deepEqual(made(cache), [path.basename(target)]);
    });

    it("that fails makes the run fail, and is not kept", async () => {
        const { find, cache } = machine({ build: "echo 'toolchain: out of memory' >&2; exit 1" });
        const { status, stdout, stderr } = await find();
        assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
        assert.match(stderr, /out of memory/);
        assert.deepEqual(made(cache), []);
    });

    it("that produces no pulumi makes the run fail", async () => {
        const { status, stderr } = await machine({ build: "exit 0" }).find();
        assert.equal(status, 1);
        assert.match(stderr, /made no bin\/pulumi/);
    });

    it("is kept until one of its inputs changes", async () => {
        const root = copyOfCheckout("checkout");
        const { find, builds } = machine({ root });
        const first = (await find()).stdout;
        assert.equal((await find()).stdout, first);
        assert.equal(builds().length, 1);
        const change = (file: string, from: string, to: string) => {
            const name = path.join(root, file);
            fs.writeFileSync(name, fs.readFileSync(name, "utf8").replace(from, to));
        };
        const seen = new Set([first]);
        for (const [file, from, to] of [
            ["package.json", '"@pulumi/aws": "', '"@pulumi/aws": "1'],
            ["toolchain/versions", "ENGINE_VERSION=v3", "ENGINE_VERSION=v4"],
            ["toolchain/source/cmd/pulumi-resource-aws/services.json", '"budgets": {', '"budget": {'],
            ["toolchain/language-host.cjs", "5000", "6000"],
        ] as const) {
            change(file, from, to);
            seen.add((await find()).stdout);
        }
        assert.equal(seen.size, 5);
        change("toolchain/README.md", "#", "##");
        assert.ok(seen.has((await find()).stdout));
    });
});
