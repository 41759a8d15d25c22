import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import {
    checkout,
    cleanUp,
    copyOfCheckout,
    lines,
    pulumi,
    run,
    script,
    start,
    temporary,
    toolchain,
    tools,
} from "./support";

const versions = Object.fromEntries(
    lines(path.join(toolchain, "versions"))
        .filter((line) => !line.startsWith("#"))
        .map((line) => line.split("=") as [string, string]),
);
const RELEASE = versions["RELEASE_VERSION"]!;
const ARCHIVE = `pulumi-v${RELEASE}-${process.platform}-${process.arch}.tar.gz`;
const PIN = `RELEASE_SHA256_${process.platform}_${process.arch}`;
/** Nothing listens on port 1. */
const REFUSED = "http://127.0.0.1:1";

interface Machine {
    cache: string;
    builds: () => string[];
    env: (more?: Record<string, string>) => Record<string, string>;
    find: (more?: Record<string, string>) => ReturnType<typeof run>;
}

/** A machine with an empty cache, no network, and a build that makes a stand-in and counts itself. */
function machine({
    path: before = [] as string[],
    without = [] as string[],
    build = "",
    root = checkout,
} = {}): Machine {
    const home = temporary("home");
    const cache = path.join(home, ".cache/aws-organization/toolchain");
    const log = path.join(home, "builds");
    const made = `mkdir -p "$1/bin" && printf '#!/bin/sh\\n' >"$1/bin/pulumi" && chmod +x "$1/bin/pulumi"`;
    const builder = script("build", `echo "$1" >>"${log}"\n${build || made}\n`);
    const env = (more: Record<string, string> = {}) => ({
        HOME: home,
        PATH: [...before, tools(without)].join(path.delimiter),
        PULUMI_RELEASES_URL: REFUSED,
        TOOLCHAIN_BUILD: path.join(builder, "build"),
        ...more,
    });
    return {
        cache,
        builds: () => lines(log),
        env,
        find: (more) => run(path.join(root, "toolchain/find"), [], env(more)),
    };
}

const made = (cache: string) =>
    fs.existsSync(cache) ? fs.readdirSync(cache).filter((name) => /^[0-9a-f]{16}(\.tmp.*)?$/.test(name)) : [];

describe("toolchain/find", function () {
    this.timeout(20_000);
    afterEach(cleanUp);

    describe("a pulumi on PATH", () => {
        it("that is new enough is used, and nothing is downloaded or built", async () => {
            const directory = pulumi("3.999.0");
            const { find, builds, cache } = machine({ path: [directory] });
            assert.deepEqual(await find(), { status: 0, stdout: `${directory}\n`, stderr: "" });
            assert.deepEqual(builds(), []);
            assert.deepEqual(made(cache), []);
        });

        it("of exactly the oldest version is used", async () => {
            const directory = pulumi(versions["MINIMUM_VERSION"]!);
            assert.equal((await machine({ path: [directory] }).find()).stdout, `${directory}\n`);
        });

        it("is asked for its version once, and again when it changed", async () => {
            const directory = pulumi("3.999.0");
            const { find } = machine({ path: [directory] });
            await find();
            await find();
            assert.deepEqual(lines(path.join(directory, "calls")), ["version"]);
            pulumi("3.99.0", directory);
            assert.match((await find()).stderr, /is 3\.99\.0, older than/);
        });

        it("that is too old is passed over, which is said, for a newer one behind it", async () => {
            const [old, recent] = [pulumi("3.99.0"), pulumi("3.999.0")];
            const { status, stdout, stderr } = await machine({ path: [old, recent] }).find();
            assert.deepEqual({ status, stdout }, { status: 0, stdout: `${recent}\n` });
            assert.equal(
                stderr,
                `toolchain: ${old}/pulumi is 3.99.0, older than ${versions["MINIMUM_VERSION"]}: passed over\n`,
            );
        });

        it("that does not say a version is passed over", async () => {
            const broken = script("pulumi", "echo 'illegal instruction' >&2; exit 132");
            const { find, builds } = machine({ path: [broken] });
            assert.match((await find()).stderr, /does not say its version: passed over/);
            assert.equal(builds().length, 1);
        });

        it("from this cache, but for other versions, is not taken for one of the user's", async () => {
            const { find, cache, env } = machine();
            const other = path.join(cache, "0123456789abcdef/bin");
            fs.mkdirSync(other, { recursive: true });
            pulumi("3.999.0", other);
            const { stdout } = await find({ PATH: `${other}:${env()["PATH"]}` });
            assert.match(stdout, /^.*\/[0-9a-f]{16}\/bin\n$/);
            assert.notEqual(stdout.trim(), other);
        });
    });

    describe("the official release", () => {
        let server: http.Server;
        let url: string;
        let requests: string[];
        let files: Record<string, Buffer | string | undefined>;
        /** Where the release is, and its checksum, as a person gives it. */
        let given: Record<string, string>;
        before((done) => {
            server = http.createServer((request, response) => {
                requests.push(request.url!);
                const file = files[request.url!];
                if (file === "SILENCE") return;
                response.writeHead(file === undefined ? 404 : 200).end(file);
            });
            server.listen(0, "127.0.0.1", () => {
                url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
                done();
            });
        });
        beforeEach(() => {
            // In the release, everything is in a folder "pulumi". This stand-in notes how it was called.
            const folder = temporary();
            fs.mkdirSync(path.join(folder, "pulumi"));
            script(
                "pulumi",
                `echo "$*" >>"$HOME/calls"\n[ ! -e "$HOME/no-plugins" ] || { echo "error: 403 HTTP error fetching plugin" >&2; exit 1; }`,
                path.join(folder, "pulumi"),
            );
            const archive = execFileSync("tar", ["-cz", "-C", folder, "pulumi"]);
            requests = [];
            files = { [`/${ARCHIVE}`]: archive };
            given = {
                PULUMI_RELEASES_URL: url,
                PULUMI_RELEASE_SHA256: createHash("sha256").update(archive).digest("hex"),
            };
        });
        after((done) => {
            server.closeAllConnections();
            server.close(done);
        });

        it("is downloaded, verified and kept, with the plugin that @pulumi/aws wants", async () => {
            const { find, builds, cache, env } = machine();
            const first = await find(given);
            assert.equal(first.status, 0, first.stderr);
            const directory = first.stdout.trim();
            assert.ok(directory.startsWith(cache));
            assert.ok(fs.statSync(path.join(directory, "pulumi")).mode & 0o100);
            assert.deepEqual(fs.readdirSync(path.dirname(directory)), ["bin"], "no archive is kept");
            const { dependencies } = JSON.parse(fs.readFileSync(path.join(checkout, "package.json"), "utf8")) as {
                dependencies: Record<string, string>;
            };
            assert.deepEqual(lines(path.join(env()["HOME"]!, "calls")), [
                `plugin install resource aws ${dependencies["@pulumi/aws"]}`,
            ]);
            assert.equal(requests.length, 1);

            assert.deepEqual(await find(given), {
                status: 0,
                stdout: `${directory}\n`,
                stderr: "",
            });
            assert.equal(requests.length, 1, "the second run asks nobody");
            assert.deepEqual(builds(), []);
        });

        /** Runs without anything that may be used, and says what was said about the release. */
        async function fallsThrough(
            more: Record<string, string> = {},
            prepare: (m: Machine) => void = () => undefined,
        ) {
            const m = machine();
            prepare(m);
            const started = Date.now();
            const { status, stderr, stdout } = await m.find({ ...given, ...more });
            assert.equal(status, 0, stderr);
            assert.match(stdout, /\/[0-9a-f]{16}\/bin\n$/);
            assert.equal(m.builds().length, 1, "it is built instead");
            assert.ok(Date.now() - started < 8000);
            return { stderr, directory: stdout.trim() };
        }

        it("with another checksum is refused, loudly", async () => {
            files[`/${ARCHIVE}`] = Buffer.concat([files[`/${ARCHIVE}`] as Buffer, Buffer.from("x")]);
            const { stderr, directory } = await fallsThrough();
            assert.match(
                stderr,
                /WARNING: .*tar\.gz from http:.* has the SHA-256 checksum [0-9a-f]{64}, not [0-9a-f]{64}/,
            );
            assert.match(stderr, /WARNING: it may have been tampered with/);
            assert.deepEqual(fs.readdirSync(path.dirname(directory)), ["bin"]);
        });

        /** A checkout whose `versions` has another pin. */
        function checkoutWith(name: string): { readonly root: string; readonly pinned: (sum: string) => void } {
            const root = copyOfCheckout(name);
            const file = path.join(root, "toolchain/versions");
            const pinned = (sum: string): void =>
                fs.writeFileSync(
                    file,
                    fs.readFileSync(file, "utf8").replace(new RegExp(`^${PIN}=.*`, "m"), `${PIN}=${sum}`),
                );
            return { root, pinned };
        }

        it("without a pinned checksum is not even asked for, whatever lies beside it", async () => {
            const { root, pinned } = checkoutWith("unpinned");
            pinned("");
            const { find, builds } = machine({ root });
            const { stderr } = await find({ PULUMI_RELEASES_URL: url });
            assert.match(stderr, /is not downloaded: toolchain\/versions has no checksum of pulumi-v.*\.tar\.gz/);
            assert.match(stderr, /`toolchain\/pin` writes it, or say PULUMI_RELEASE_SHA256=/);
            assert.deepEqual(requests, []);
            assert.equal(builds().length, 1);
        });

        it("is verified by the checksum in toolchain/versions", async () => {
            const { root, pinned } = checkoutWith("pinned");
            const { find, builds } = machine({ root });
            pinned("0".repeat(64));
            assert.match((await find({ PULUMI_RELEASES_URL: url })).stderr, /WARNING: it may have been tampered with/);
            assert.equal(builds().length, 1);
            pinned(given["PULUMI_RELEASE_SHA256"]!);
            const other = machine({ root });
            const { status, stderr } = await other.find({ PULUMI_RELEASES_URL: url });
            assert.equal(status, 0, stderr);
            assert.deepEqual(other.builds(), []);
        });

        describe("is pinned", () => {
            const sums = (archive = "1"): string =>
                ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"]
                    .map(
                        (one, index) =>
                            `${(archive + String(index)).padEnd(64, "0")}  pulumi-v${RELEASE}-${one}.tar.gz\n`,
                    )
                    .join("");
            const pin = (root: string): ReturnType<typeof run> =>
                run(path.join(root, "toolchain/pin"), [], {
                    ...machine().env(),
                    PULUMI_RELEASES_URL: url,
                    PULUMI_GITHUB_URL: url,
                });
            const written = (root: string): string[] =>
                lines(path.join(root, "toolchain/versions")).filter((line) => /^RELEASE_SHA256_/.test(line));
            const name = `pulumi-${RELEASE}-checksums.txt`;

            it("by what both places say", async () => {
                files = { [`/${name}`]: sums(), [`/v${RELEASE}/${name}`]: sums() };
                const root = copyOfCheckout("to be pinned");
                const { status, stderr } = await pin(root);
                assert.equal(status, 0, stderr);
                assert.deepEqual(
                    written(root),
                    ["linux_x64", "linux_arm64", "darwin_x64", "darwin_arm64"].map(
                        (platform, index) => `RELEASE_SHA256_${platform}=${`1${index}`.padEnd(64, "0")}`,
                    ),
                );
                const others = (file: string): string[] => lines(file).filter((line) => !/^RELEASE_SHA256_/.test(line));
                assert.deepEqual(
                    others(path.join(root, "toolchain/versions")),
                    others(path.join(toolchain, "versions")),
                );
            });

            for (const [what, github, message] of [
                ["they disagree", sums("2"), /the two places do not agree on pulumi-v/],
                ["one lacks it", "", /the two places do not agree on pulumi-v/],
                ["one is not there", undefined, /cannot be downloaded: curl: .*404/],
            ] as const) {
                it(`not where ${what}`, async () => {
                    files = { [`/${name}`]: sums(), [`/v${RELEASE}/${name}`]: github };
                    const root = copyOfCheckout("not to be pinned");
                    const { status, stderr } = await pin(root);
                    assert.equal(status, 1);
                    assert.match(stderr, message);
                    assert.deepEqual(written(root), written(checkout));
                });
            }
        });

        it("that is not there is said in one line", async () => {
            files = {};
            const { stderr } = await fallsThrough();
            assert.match(stderr, /\ntoolchain: Pulumi .* cannot be downloaded from http.*: curl: .*404\n$/);
        });

        it("whose server refuses connections is said in one line", async () => {
            const { stderr } = await fallsThrough({ PULUMI_RELEASES_URL: REFUSED });
            assert.match(
                stderr,
                /\ntoolchain: Pulumi .* cannot be downloaded from http:\/\/127\.0\.0\.1:1: curl: .*\n$/,
            );
        });

        it("whose server never answers is given up after some seconds", async () => {
            files = { [`/${ARCHIVE}`]: "SILENCE" };
            const { stderr } = await fallsThrough({ TOOLCHAIN_STALL_SECONDS: "1" });
            assert.match(stderr, /\ntoolchain: Pulumi .* cannot be downloaded .*\n$/);
        });

        it("is never fetched over plain HTTP from elsewhere", async () => {
            const { stderr } = await fallsThrough({ PULUMI_RELEASES_URL: "http://releases.example" });
            assert.match(stderr, /[Pp]rotocol "?http"? .*(not supported|disabled)/);
        });

        it("is not used when its AWS provider cannot be downloaded: both are built", async () => {
            const { stderr } = await fallsThrough({}, (m) =>
                fs.writeFileSync(path.join(m.env()["HOME"]!, "no-plugins"), ""),
            );
            assert.match(stderr, /its AWS provider cannot be: error: 403 HTTP error fetching plugin/);
        });
    });

    describe("the build from source", () => {
        /** A build that says that it started, and ends when the gate, a named pipe, is opened for it. */
        const gated = (gate: string) =>
            `echo building >&2; cat "${gate}" >/dev/null; mkdir -p "$1/bin"; printf '#!/bin/sh\\n' >"$1/bin/pulumi"; chmod +x "$1/bin/pulumi"`;
        function gate() {
            const pipe = path.join(temporary(), "gate");
            execFileSync("mkfifo", [pipe]);
            return { pipe, open: () => fs.promises.writeFile(pipe, "") };
        }

        for (const without of [[], ["flock"]]) {
            it(`happens once for two runs at once ${without.length ? "where there is no flock" : ""}`, async () => {
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

            it(`that is interrupted leaves nothing, and the next run builds ${without.length ? "where there is no flock" : ""}`, async () => {
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

        it("that was killed leaves nothing that looks finished, and the next run removes it", async () => {
            const { find, builds, cache } = machine({ without: ["flock"] });
            const directory = (await find()).stdout.trim();
            const target = path.dirname(directory);
            // As SIGKILL leaves it: a half-made directory, and the lock of a process that is no more.
            const gone = start("/bin/sh", ["-c", ":"], {});
            await gone.ended;
            fs.renameSync(target, `${target}.tmp.${gone.process.pid}`);
            fs.symlinkSync(String(gone.process.pid), `${target}.lock.pid`);
            assert.equal((await find()).stdout.trim(), directory);
            assert.equal(builds().length, 2);
            assert.deepEqual(made(cache), [path.basename(target)]);
        });

        it("that fails fails the run, and is not kept", async () => {
            const { find, cache } = machine({ build: "echo 'toolchain: out of memory' >&2; exit 1" });
            const { status, stdout, stderr } = await find();
            assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
            assert.match(stderr, /out of memory/);
            assert.deepEqual(made(cache), []);
        });

        it("that makes no pulumi fails the run", async () => {
            const { status, stderr } = await machine({ build: "exit 0" }).find();
            assert.equal(status, 1);
            assert.match(stderr, /made no bin\/pulumi/);
        });

        it("is kept until something changes that goes into it", async () => {
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
});
