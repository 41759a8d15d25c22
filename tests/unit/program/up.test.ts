import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const UP = path.resolve(__dirname, "../../../program/up.cjs");
const URN = "urn:pulumi:s::p::t::shop";
const REFUSED = JSON.stringify({ deployment: { resources: [{ urn: URN, initErrors: ["not today"] }] } });

/** A stand-in for Pulumi. It writes down what it is called with. AWS refuses the change of `up` while the file `refuse` exists. */
const PULUMI = `#!/bin/sh
echo "$*" >> calls
case "$1" in
    stack) cat state 2>/dev/null ;;
    up) [ ! -e refuse ] || { cp refuse state; exit 255; } ;;
    refresh) [ ! -e unreadable ] || exit 254; rm state ;;
esac
`;

/** A stand-in whose `up` fails because AWS refuses an e-mail, and which does not say how AWS is reached. */
const EMAIL_REFUSED = `#!/bin/sh
echo "$1$AWS_ORGANIZATION_REVIEWED" >> calls
[ "$1" = up ] || exit 1
while [ "$1" != --event-log ]; do shift; done
cat > "$2" <<'END'
${JSON.stringify({ diagnosticEvent: { urn: URN, severity: "error", message: "EMAIL_ALREADY_EXISTS" } })}
${JSON.stringify({ resOpFailedEvent: { metadata: { op: "create", urn: URN, new: { inputs: { name: "shop", email: "shop@example.com" } } } } })}
END
exit 255
`;

interface Calls {
    readonly status: number | null;
    readonly calls: readonly string[];
    readonly errors: string;
}

/** What Pulumi is called with by `up` with these arguments. */
function callsOfUp(args: readonly string[], files: Readonly<Record<string, string>>): Calls {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "up-test-"));
    try {
        fs.writeFileSync(path.join(folder, "pulumi"), PULUMI, { mode: 0o755 });
        for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
        const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
        const { status, stderr } = spawnSync(process.execPath, [UP, ...args], { cwd: folder, env, encoding: "utf8" });
        const calls = fs.readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n");
        return { status, calls: calls.map((call) => call.replace(/ --event-log .*/, "")), errors: stderr };
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
            assert.equal(
                fs.readFileSync(path.join(folder, "calls"), "utf8"),
                "stack\nup\nstack\nconfig\nup\nstack\nconfig\n",
            );
            assert.equal(stderr.match(/AWS refused the e-mail of shop \(shop@example\.com\)/g)?.length, 2, stderr);
            assert.equal(stderr.match(/Running again:/g)?.length, 1, stderr);
            assert.doesNotMatch(stderr, /^AWS has done what was asked|no lost answer/m);
        } finally {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    });

    it("is held to what was reviewed until it has begun: what is left of it has another digest", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "up-test-"));
        try {
            fs.writeFileSync(path.join(folder, "pulumi"), EMAIL_REFUSED, { mode: 0o755 });
            const env = {
                ...process.env,
                PATH: `${folder}:${process.env.PATH}`,
                AWS_ORGANIZATION_REVIEWED: "0123456789ab",
            };
            spawnSync(process.execPath, [UP, "--stack", "prod"], { cwd: folder, env });
            const calls = fs.readFileSync(path.join(folder, "calls"), "utf8").split("\n");
            assert.deepEqual(
                calls.filter((call) => call.startsWith("up")),
                ["up0123456789ab", "up"],
            );
        } finally {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    });

    for (const args of [["--stack", "prod"], ["--stack=prod"], ["-s", "prod"]]) {
        const stack = args.join(" ");
        const exported = `stack export ${stack} --non-interactive`;
        const refreshed = `refresh ${stack} --yes --skip-preview --skip-pending-creates --suppress-outputs --target ${URN}`;

        it(`reads what AWS refused to change into the stack that \`up ${stack}\` was for, without asking`, () => {
            const { status, calls } = callsOfUp([...args, "--suppress-outputs"], { refuse: REFUSED });
            assert.equal(status, 255);
            assert.deepEqual(calls, [exported, `up ${stack} --suppress-outputs`, exported, refreshed]);
        });

        it(`reads before \`up ${stack}\` what AWS refused to change in an earlier run`, () => {
            const { status, calls } = callsOfUp(args, { state: REFUSED });
            assert.equal(status, 0);
            assert.deepEqual(calls, [exported, refreshed, `up ${stack}`]);
        });
    }

    it("reads before `up` what a killed run was changing of people's access", () => {
        const access = "urn:pulumi:s::p::pulumi-nodejs:dynamic/people:AccountAccess::Reader@shop";
        const pending = { type: "updating", resource: { urn: access } };
        const state = { deployment: { resources: [{ urn: access }], pending_operations: [pending] } };
        const { status, calls, errors } = callsOfUp([], { state: JSON.stringify(state) });
        assert.equal(status, 0);
        assert.deepEqual(
            calls.map((call) => call.split(" ")[0]),
            ["stack", "refresh", "up"],
        );
        assert.match(calls[1] ?? "", /--target urn:.*Reader@shop$/);
        assert.match(errors, /^A run was killed while it changed Reader@shop, and AWS may have made a part of that/m);
    });

    it("does not run `up` if that fails, and says what the next one does", () => {
        const { status, calls, errors } = callsOfUp([], { state: REFUSED, unreadable: "" });
        assert.equal(status, 1);
        assert.deepEqual(
            calls.map((call) => call.split(" ")[0]),
            ["stack", "refresh"],
        );
        assert.match(errors, /The next `make up` tries it again.*\n\n.*org recover/s);
    });
});
