import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { cleanUp, copyOfCheckout, lines, run, script, start, temporary, toolchain, tools, vanished } from "./support";

/** A checkout with npm packages, and a machine whose go runs the script. */
function machine({ go = undefined as string | undefined, npm = true } = {}) {
    const root = copyOfCheckout("checkout");
    if (npm) {
        fs.mkdirSync(path.join(root, "node_modules/.bin"), { recursive: true });
        script("esbuild", "exit 0", path.join(root, "node_modules/.bin"));
    }
    const home = temporary("home");
    const out = path.join(home, "out");
    const answers = `case "$*" in
        *GOVERSION) echo "\${GO_VERSION:-go1.99.0}"; exit ;;
        "env GOCACHE" | "env GOMODCACHE") echo "$HOME/\${2}"; exit ;;
        "env GOPROXY") echo https://proxy.example; exit ;;
    esac`;
    const directories = [...(go === undefined ? [] : [script("go", `${answers}\n${go}`)]), tools()];
    const env = { HOME: home, PATH: directories.join(path.delimiter) };
    const command = path.join(root, "toolchain/build");
    return {
        out,
        home,
        build: (more: Record<string, string> = {}) => run(command, [out], { ...env, ...more }),
        start: () => start(command, [out], env),
        log: path.join(home, ".cache/aws-organization/toolchain/build.log"),
    };
}

describe("toolchain/build", function () {
    this.timeout(10_000);
    afterEach(cleanUp);

    it("says which Go it needs and where to get it if there is none", async () => {
        const { status, stderr } = await machine().build();
        assert.equal(status, 1);
        assert.match(
            stderr,
            /needs Go 1\.\d+\.\d+ or newer, and there is no go on PATH: install it from https:\/\/go\.dev\/dl\//,
        );
    });

    it("says which Go it needs and which one it found if that is too old", async () => {
        const { status, stderr } = await machine({ go: "" }).build({ GO_VERSION: "go1.20.14" });
        assert.equal(status, 1);
        assert.match(stderr, /needs Go 1\.\d+\.\d+ or newer, and go on PATH is 1\.20\.14: .*GOTOOLCHAIN=auto/);
    });

    it("asks for `npm ci` if the npm packages are missing", async () => {
        assert.match((await machine({ go: "", npm: false }).build()).stderr, /run `npm ci` first/);
    });

    for (const [what, output, expected] of [
        [
            "no network",
            "dial tcp: lookup proxy.example: no such host",
            /the Go module proxy \(https:\/\/proxy\.example\) cannot be reached/,
        ],
        ["no disk", "write /cache/x: no space left on device", /the disk is full: a build needs about \d GB/],
        ["no memory", "link: signal: killed", /out of memory: linking needs about 4 GB/],
        ["anything else", "undefined: x", /the build failed\./],
    ] as const) {
        it(`explains ${what}, and keeps the whole output`, async () => {
            const { build, log, out } = machine({ go: `echo '${output}'; exit 1` });
            const { status, stdout, stderr } = await build();
            assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
            assert.match(stderr, expected);
            assert.ok(stderr.includes(output), "the end of the output is shown");
            assert.ok(stderr.includes(`The whole output is in ${log}`));
            assert.deepEqual(lines(log), [output]);
            assert.deepEqual(fs.readdirSync(out), [], "no sources stay");
        });
    }

    it("ends its child processes when it is interrupted, and leaves no sources", async () => {
        const {
            start: begin,
            out,
            home,
        } = machine({ go: `echo $$ >"$HOME/go.tmp" && mv "$HOME/go.tmp" "$HOME/go.pid"; exec sleep 60` });
        const started = new Promise<void>((resolve) => {
            const watcher = fs.watch(home, (_, file) => {
                if (file !== "go.pid") return;
                watcher.close();
                resolve();
            });
        });
        const { process: build, ended } = begin();
        await started;
        build.kill("SIGTERM");
        assert.equal((await ended).status, 143);
        await vanished(Number(lines(path.join(home, "go.pid"))[0]));
        assert.deepEqual(fs.readdirSync(out), []);
    });
});

describe("toolchain/versions", () => {
    const versions = Object.fromEntries(
        lines(path.join(toolchain, "versions"))
            .filter((line) => !line.startsWith("#"))
            .map((line) => line.split("=") as [string, string]),
    );
    const goMod = fs.readFileSync(path.join(toolchain, "source/go.mod"), "utf8");

    it("downloads the version that is built from source, with which the tests run", () => {
        assert.equal(`v${versions["RELEASE_VERSION"]}`, versions["ENGINE_VERSION"]);
    });

    for (const [variable, module] of [
        ["ENGINE_VERSION", "github.com/pulumi/pulumi/pkg/v3"],
        ["ENGINE_VERSION", "github.com/pulumi/pulumi/sdk/v3"],
        ["BRIDGE_VERSION", "github.com/pulumi/pulumi-terraform-bridge/v3"],
        [
            "PLUGIN_SDK_VERSION",
            "github.com/hashicorp/terraform-plugin-sdk/v2 => github.com/pulumi/terraform-plugin-sdk/v2",
        ],
        ["CLIPBOARD_VERSION", "github.com/atotto/clipboard => github.com/tgummerer/clipboard"],
        ["GLAMOUR_VERSION", "github.com/charmbracelet/glamour"],
    ] as const) {
        it(`has the ${variable} that source/go.mod pins for ${module}`, () => {
            assert.ok(goMod.includes(`${module} ${versions[variable]}`), "run toolchain/build --pin");
        });
    }
});
