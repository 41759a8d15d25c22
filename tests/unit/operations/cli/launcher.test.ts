import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const CHECKOUT = path.resolve(__dirname, "../../../..");

describe("the launcher of org", () => {
    it("says what to do in a fresh checkout whose packages are not installed", () => {
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

    it("loads no SDK of Pulumi or AWS for a command that needs neither", () => {
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

    const run = (command: string, cwd: string, ...args: string[]) =>
        spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, STACK: "" } });
    const accounts = ["accounts", "--stack", "dev"];

    it("finds the checkout from a folder below it, and from anywhere else", () => {
        for (const folder of [CHECKOUT, path.join(CHECKOUT, "docs", "when"), os.tmpdir(), "/"]) {
            const { status, stdout, stderr } = run(path.join(CHECKOUT, "org"), folder, ...accounts);
            assert.equal(status, 0, stderr);
            assert.match(stdout, /^ACCOUNT +UNIT/, folder);
        }
    });

    it("says in one line that its output cannot be written", () => {
        const full = fs.openSync("/dev/full", "w");
        try {
            const { status, stderr } = spawnSync(path.join(CHECKOUT, "org"), accounts, {
                ...{ cwd: CHECKOUT, encoding: "utf8", stdio: ["ignore", full, "pipe"] },
            });
            assert.equal(stderr, "org: the output cannot be written: no space is left (ENOSPC)\n");
            assert.equal(status, 1);
        } finally {
            fs.closeSync(full);
        }
    });

    it("can be started through links, including relative ones", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "some links "));
        try {
            fs.symlinkSync(path.join(CHECKOUT, "org"), path.join(folder, "org"));
            fs.symlinkSync("org", path.join(folder, "again"));
            for (const name of ["org", "again"]) {
                const { status, stdout, stderr } = run(path.join(folder, name), folder, ...accounts);
                assert.equal(status, 0, stderr);
                assert.match(stdout, /^ACCOUNT +UNIT/, name);
            }
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("stays in another project, and goes up to that project's folder", () => {
        const project = fs.mkdtempSync(path.join(os.tmpdir(), "a project "));
        try {
            fs.mkdirSync(path.join(project, "below"));
            fs.writeFileSync(path.join(project, "Pulumi.mine.yaml"), "config: {}\n");
            for (const folder of [project, path.join(project, "below")]) {
                const { status, stderr } = run(path.join(CHECKOUT, "org"), folder, "accounts", "--stack", "min");
                assert.equal(status, 2);
                assert.match(stderr, /there is no Pulumi\.min\.yaml here.* Did you mean "mine"\? Stacks here: mine/);
            }
        } finally {
            fs.rmSync(project, { recursive: true });
        }
    });

    it("says that Node.js is missing", () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "no node "));
        try {
            fs.copyFileSync(path.join(CHECKOUT, "org"), path.join(folder, "org"));
            const { status, stderr } = spawnSync("/bin/bash", [path.join(folder, "org")], {
                encoding: "utf8",
                env: { PATH: folder },
            });
            assert.equal(status, 1);
            assert.match(stderr, /^org: there is no Node\.js: install it .* and run `npm ci` in .*no node/);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });
});
