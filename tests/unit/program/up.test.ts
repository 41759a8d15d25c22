import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const UP = path.resolve(__dirname, "../../../program/up.cjs");
const URN = "urn:pulumi:s::p::t::shop";
const REFUSED = JSON.stringify({ resOpFailedEvent: { metadata: { op: "update", urn: URN } } });

/** A stand-in for Pulumi, whose `up` fails because AWS refuses a change. It writes down what it is called with. */
const PULUMI = `#!/bin/sh
echo "$*" >> calls
[ "$1" = up ] || exit 0
while [ "$1" != --event-log ]; do shift; done
echo '${REFUSED}' > "$2"
exit 255
`;

/** What Pulumi is called with after `up` with these arguments. */
function callsAfterUp(...args: string[]): string[] {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "up-test-"));
    try {
        fs.writeFileSync(path.join(folder, "pulumi"), PULUMI, { mode: 0o755 });
        const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
        const { status } = spawnSync(process.execPath, [UP, ...args], { cwd: folder, env, stdio: "ignore" });
        assert.equal(status, 255);
        const [up, ...others] = fs.readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n");
        assert.ok(up?.startsWith("up "), up);
        return others;
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

describe("program/up.cjs", function () {
    this.timeout(20_000);

    for (const args of [["--stack", "prod"], ["--stack=prod"], ["-s", "prod"]]) {
        it(`reads what AWS refused to change into the stack that \`up ${args.join(" ")}\` was for, without asking`, () => {
            assert.deepEqual(callsAfterUp(...args, "--suppress-outputs"), [
                `refresh ${args.join(" ")} --yes --skip-preview --skip-pending-creates --suppress-outputs --target ${URN}`,
            ]);
        });
    }
});
