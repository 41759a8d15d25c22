import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { checkout, cleanUp, copyOfCheckout, lines, run, script, temporary, toolchain } from "./support";

import { RELEASE, ARCHIVE, PIN, REFUSED, machine, type Machine } from "./findSupport";

describe("toolchain/find: the official release", function () {
    this.timeout(20_000);
    afterEach(cleanUp);

    let server: http.Server;
    let url: string;
    let requests: string[];
    let files: Record<string, Buffer | string | undefined>;
    /** The release's location and checksum, as a user sets them. */
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
        // The release has everything in a folder "pulumi". This stand-in records how it was called.
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

    it("is downloaded, verified and kept, with the plugin that @pulumi/aws needs", async () => {
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

    /** Runs with nothing that may be used, and returns the messages about the release. */
    async function fallsThrough(more: Record<string, string> = {}, prepare: (m: Machine) => void = () => undefined) {
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

    it("with another checksum is refused with a clear error", async () => {
        files[`/${ARCHIVE}`] = Buffer.concat([files[`/${ARCHIVE}`] as Buffer, Buffer.from("x")]);
        const { stderr, directory } = await fallsThrough();
        assert.match(stderr, /WARNING: .*tar\.gz from http:.* has the SHA-256 checksum [0-9a-f]{64}, not [0-9a-f]{64}/);
        assert.match(stderr, /WARNING: it may have been tampered with/);
        assert.deepEqual(fs.readdirSync(path.dirname(directory)), ["bin"]);
    });

    /** A checkout whose `versions` pins another checksum. */
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

    it("without a pinned checksum is not requested, whatever lies beside it", async () => {
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
                .map((one, index) => `${(archive + String(index)).padEnd(64, "0")}  pulumi-v${RELEASE}-${one}.tar.gz\n`)
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

        it("by the checksums that both servers publish", async () => {
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
            assert.deepEqual(others(path.join(root, "toolchain/versions")), others(path.join(toolchain, "versions")));
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

    it("that does not exist is reported in one line", async () => {
        files = {};
        const { stderr } = await fallsThrough();
        assert.match(stderr, /\ntoolchain: Pulumi .* cannot be downloaded from http.*: curl: .*404\n$/);
    });

    it("whose server refuses connections is reported in one line", async () => {
        const { stderr } = await fallsThrough({ PULUMI_RELEASES_URL: REFUSED });
        assert.match(stderr, /\ntoolchain: Pulumi .* cannot be downloaded from http:\/\/127\.0\.0\.1:1: curl: .*\n$/);
    });

    it("whose server never answers is abandoned after some seconds", async () => {
        files = { [`/${ARCHIVE}`]: "SILENCE" };
        const { stderr } = await fallsThrough({ TOOLCHAIN_STALL_SECONDS: "1" });
        assert.match(stderr, /\ntoolchain: Pulumi .* cannot be downloaded .*\n$/);
    });

    it("is never downloaded over plain HTTP from another host", async () => {
        const { stderr } = await fallsThrough({ PULUMI_RELEASES_URL: "http://releases.example" });
        assert.match(stderr, /[Pp]rotocol "?http"? .*(not supported|disabled)/);
    });

    it("is not used if its AWS provider cannot be downloaded: both are built", async () => {
        const { stderr } = await fallsThrough({}, (m) =>
            fs.writeFileSync(path.join(m.env()["HOME"]!, "no-plugins"), ""),
        );
        assert.match(stderr, /its AWS provider cannot be: error: 403 HTTP error fetching plugin/);
    });
});
