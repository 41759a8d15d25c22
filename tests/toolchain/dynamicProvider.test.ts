import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { cleanUp, temporary, toolchain, vanished } from "./support";

describe("the dynamic provider's script", function () {
    this.timeout(10_000);
    afterEach(cleanUp);

    it("runs the program's SDK, and ends when the engine has ended", async () => {
        const directory = temporary("a project");
        const script = path.join(directory, "node_modules/@pulumi/pulumi/cmd/dynamic-provider");
        fs.mkdirSync(script, { recursive: true });
        fs.writeFileSync(
            path.join(script, "index.js"),
            "console.log(JSON.stringify([process.pid, process.argv.slice(1)])); setInterval(() => {}, 1000)",
        );
        const command = ["-c", 'cat | exec "$0" "$@"', process.execPath];
        const provider = spawn("/bin/sh", [...command, path.join(toolchain, "dynamic-provider.cjs"), "127.0.0.1:1"], {
            cwd: directory,
            stdio: ["pipe", "pipe", "inherit"],
        });
        const [output] = (await once(provider.stdout, "data")) as [Buffer];
        const [pid, argv] = JSON.parse(output.toString()) as [number, string[]];
        assert.deepEqual(argv, [path.join(script, "index.js"), "127.0.0.1:1"]);
        const closed = once(provider, "close");
        provider.stdin.end();
        await closed;
        await vanished(pid);
    });
});
