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

/** A stand-in whose `up` fails because AWS refuses an e-mail, and which does not say how AWS is reached. */
const EMAIL_REFUSED = `#!/bin/sh
echo "$1" >> calls
[ "$1" = up ] || exit 1
while [ "$1" != --event-log ]; do shift; done
cat > "$2" <<'END'
${JSON.stringify({ diagnosticEvent: { urn: URN, severity: "error", message: "EMAIL_ALREADY_EXISTS" } })}
${JSON.stringify({ resOpFailedEvent: { metadata: { op: "create", urn: URN, new: { inputs: { name: "shop", email: "shop@example.com" } } } } })}
END
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

    it("runs once more if AWS refused an e-mail and does not say whose it is, and claims nothing", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "up-test-"));
        try {
            fs.writeFileSync(path.join(folder, "pulumi"), EMAIL_REFUSED, { mode: 0o755 });
            const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
            const { status, stderr } = spawnSync(process.execPath, [UP, "--stack", "prod"], {
                cwd: folder,
                env,
                encoding: "utf8",
            });
            assert.equal(status, 255);
            assert.equal(fs.readFileSync(path.join(folder, "calls"), "utf8"), "up\nconfig\nup\nconfig\n");
            assert.equal(stderr.match(/AWS refused the e-mail of shop \(shop@example\.com\)/g)?.length, 2, stderr);
            assert.equal(stderr.match(/Running again:/g)?.length, 1, stderr);
            assert.doesNotMatch(stderr, /^AWS has done what was asked|no lost answer/m);
        } finally {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    });

    for (const args of [["--stack", "prod"], ["--stack=prod"], ["-s", "prod"]]) {
        it(`reads what AWS refused to change into the stack that \`up ${args.join(" ")}\` was for, without asking`, () => {
            assert.deepEqual(callsAfterUp(...args, "--suppress-outputs"), [
                `refresh ${args.join(" ")} --yes --skip-preview --skip-pending-creates --suppress-outputs --target ${URN}`,
            ]);
        });
    }
});
