import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

const CHECKOUT = path.resolve(__dirname, "../..");
const run = promisify(execFile);

/** Folders like checkouts, each with only `local/`. */
describe("the local AWS of several checkouts", function () {
    this.timeout(60_000);
    let folder: string;
    const one = (): string => path.join(folder, "one");
    const two = (): string => path.join(folder, "second checkout");

    const aws = async (checkout: string, ...args: string[]): Promise<string> =>
        (await run(path.join(checkout, "local", "aws"), args)).stdout;
    const portOf = (checkout: string): number =>
        Number(/:(\d+)$/m.exec(fs.readFileSync(path.join(checkout, ".local/aws/config"), "utf8"))?.[1]);
    const health = async (port: number): Promise<{ state: string; pid: number }> =>
        (await (await fetch(`http://127.0.0.1:${port}/_local/health`)).json()) as { state: string; pid: number };
    const state = (checkout: string): string => path.join(checkout, ".local", "aws");

    before(() => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "checkouts-")));
        for (const checkout of [one(), two()]) {
            fs.cpSync(path.join(CHECKOUT, "local"), path.join(checkout, "local"), { recursive: true });
        }
    });
    after(async () => {
        for (const checkout of fs.readdirSync(folder)) await aws(path.join(folder, checkout), "down");
        fs.rmSync(folder, { recursive: true });
    });

    it("runs once for each, on a port of its own", async () => {
        assert.match(await aws(one(), "up"), /started on/);
        assert.match(await aws(two(), "up"), /started on/);
        assert.notEqual(portOf(one()), portOf(two()));
        for (const checkout of [one(), two()]) {
            assert.equal((await health(portOf(checkout))).state, state(checkout));
            assert.match(await aws(checkout, "up"), new RegExp(`running on http://127.0.0.1:${portOf(checkout)}`));
        }
    });

    it("has a clock of its own", async () => {
        await aws(two(), "clock", "--advance-days", "5");
        const offset = async (checkout: string): Promise<number> => {
            const answer = await fetch(`http://127.0.0.1:${portOf(checkout)}/_local/clock`);
            return ((await answer.json()) as { offsetSeconds: number }).offsetSeconds;
        };
        assert.equal(await offset(one()), 0);
        assert.equal(await offset(two()), 432_000);
    });

    it("keeps its port while it is stopped, and takes another if the port was taken meanwhile", async () => {
        const port = portOf(two());
        await aws(two(), "stop");
        await aws(two(), "up");
        assert.equal(portOf(two()), port);

        await aws(two(), "stop");
        const foreign = createServer((socket) => socket.destroy()).listen(port, "127.0.0.1");
        await new Promise((done) => foreign.once("listening", done));
        await aws(two(), "up");
        assert.notEqual(portOf(two()), port);
        foreign.close();
    });

    it("does not mistake the server of another checkout on its port for its own", async () => {
        const port = portOf(one());
        await aws(two(), "stop");
        const config = path.join(state(two()), "config");
        fs.writeFileSync(config, fs.readFileSync(config, "utf8").replace(/:\d+$/m, `:${port}`));

        await assert.rejects(aws(two(), "status"), { stdout: "local AWS: not running\n" });
        assert.match(await aws(two(), "stop"), /was not running/);
        await assert.rejects(aws(two(), "clock", "--advance-days", "1"), /is not running/);
        await assert.rejects(
            aws(two(), "down", "--port", String(port)),
            /another local AWS runs on port \d+, with the state/,
        );
        await aws(two(), "up");
        assert.notEqual(portOf(two()), port);
        assert.equal((await health(port)).state, state(one()));
    });

    it("moves with a folder that is moved while it runs", async () => {
        const { pid } = await health(portOf(two()));
        const moved = path.join(folder, "moved");
        fs.renameSync(two(), moved);
        assert.match(await aws(moved, "up"), /started on .* recorded requests/);
        const now = await health(portOf(moved));
        assert.equal(now.state, state(moved));
        assert.notEqual(now.pid, pid);
    });

    it("ends without the others", async () => {
        assert.match(await aws(path.join(folder, "moved"), "down"), /stopped, state removed/);
        assert.equal((await health(portOf(one()))).state, state(one()));
        assert.deepEqual(fs.readdirSync(path.join(folder, "moved")).sort(), [".local", "local"]);
        assert.ok(!fs.existsSync(state(path.join(folder, "moved"))));
    });

    it("leaves no byte code in the work tree", () => {
        assert.deepEqual(
            fs.readdirSync(path.join(one(), "local")).filter((name) => name === "__pycache__"),
            [],
        );
    });
});

describe("a state from the time when all checkouts shared one port", () => {
    let folder: string;
    const STATE = ".local/state/.pulumi/stacks/aws-organization/dev.json";
    const text = (port: number): string =>
        JSON.stringify({ endpoints: [{ sts: `http://127.0.0.1:${port}` }], note: "http://127.0.0.1:45770 stays" });
    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(tmpdir(), "a checkout "));
        fs.mkdirSync(path.join(folder, path.dirname(STATE)), { recursive: true });
        fs.mkdirSync(path.join(folder, ".local/aws"));
        fs.writeFileSync(path.join(folder, STATE), text(4577));
    });
    afterEach(() => fs.rmSync(folder, { recursive: true }));
    const prepared = async (port: number): Promise<string> => {
        fs.writeFileSync(path.join(folder, ".local/aws/config"), `endpoint_url = http://127.0.0.1:${port}\n`);
        await run(path.join(CHECKOUT, "program/stack"), ["dev"], {
            cwd: folder,
            env: { ...process.env, PULUMI_BACKEND_URL: `file://${folder}/.local/state?metadata=skip` },
        });
        return fs.readFileSync(path.join(folder, STATE), "utf8");
    };

    it("is pointed to this checkout's local AWS, which a destroy or refresh would use", async () => {
        assert.equal(await prepared(23456), text(23456));
        assert.deepEqual(fs.readdirSync(path.dirname(path.join(folder, STATE))), ["dev.json"]);
    });

    it("stays as it is if that server still has the port", async () => {
        assert.equal(await prepared(4577), text(4577));
    });
});
