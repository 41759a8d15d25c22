import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { cleanUp, copyOfCheckout, pulumi, run, script, temporary, tools } from "./support";

interface Options {
    /** The version that the node on PATH prints, or null without a node. */
    node?: string | null;
    broughtIn?: boolean;
    fromSource?: boolean;
}

/** A shell after eval "$(toolchain/env)", in a checkout whose path contains spaces and quotes. */
function machine({ node = "v24.1.0", broughtIn = true, fromSource = false }: Options = {}) {
    const root = copyOfCheckout("my own 'checkout' $HOME");
    const home = temporary("home of mine");
    const brought = path.join(root, "node_modules/node/bin");
    if (broughtIn) {
        fs.mkdirSync(brought, { recursive: true });
        script("node", "echo v24.21.0", brought);
    }
    const made = `mkdir -p "$1/bin" "$1/home" && printf '#!/bin/sh\\n' >"$1/bin/pulumi" && chmod +x "$1/bin/pulumi"`;
    const onPath = [
        ...(fromSource ? [] : [pulumi("3.999.0", temporary("on path"))]),
        ...(node === null ? [] : [script("node", `echo ${node}`)]),
        tools(),
    ];
    const env = {
        HOME: home,
        PATH: onPath.join(":"),
        TOOLCHAIN_BUILD: path.join(script("build", made), "build"),
        PULUMI_RELEASES_URL: "http://127.0.0.1:1",
    };
    const evaluated = async (more: Record<string, string> = {}, times = 1) => {
        const once = `output=$("$1/toolchain/env") || exit; eval "$output"; `;
        const result = await run("/bin/bash", ["-c", `${once.repeat(times)} env -0`, "bash", root], {
            ...env,
            ...more,
        });
        assert.equal(result.status, 0, result.stderr);
        return Object.fromEntries(result.stdout.split("\0").map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
    };
    return { root, home, brought, onPath, env, evaluated };
}

describe("toolchain/env", function () {
    this.timeout(10_000);
    afterEach(cleanUp);

    it("sets what the local stack needs, with paths that contain spaces", async () => {
        const { root, onPath, evaluated } = machine();
        const env = await evaluated();
        assert.equal(env["PATH"], onPath.join(":"));
        assert.equal(env["PULUMI_SKIP_UPDATE_CHECK"], "true");
        assert.equal(env["NODE_COMPILE_CACHE"], `${root}/.build/compile-cache`);
        assert.equal(env["PULUMI_BACKEND_URL"], `file://${root}/.local/state?metadata=skip`);
        assert.equal(env["PULUMI_CONFIG_PASSPHRASE"], "local");
        assert.ok(!("PULUMI_HOME" in env), "an official Pulumi keeps the user's home");
        assert.ok(fs.statSync(path.join(root, ".local/state")).isDirectory());
    });

    it("sets a PULUMI_HOME only for a Pulumi from source", async () => {
        const { home, evaluated } = machine({ fromSource: true });
        const env = await evaluated();
        assert.match(env["PULUMI_HOME"]!, /\/\.cache\/aws-organization\/toolchain\/[0-9a-f]{16}\/home$/);
        assert.ok(env["PULUMI_HOME"]!.startsWith(home));
        assert.ok(env["PATH"]!.startsWith(`${path.dirname(env["PULUMI_HOME"]!)}/bin:`));
    });

    it("puts the Node.js of the npm packages first if the one on PATH is too old or missing", async () => {
        for (const node of ["v20.20.2", "v8.0.0", null]) {
            const { brought, evaluated } = machine({ node });
            assert.ok((await evaluated())["PATH"]!.startsWith(`${brought}:`), String(node));
        }
    });

    it("uses a Node.js on PATH that is new enough", async () => {
        for (const node of ["v22.0.0", "v24.0.0", "v100.0.0"]) {
            const { brought, evaluated } = machine({ node });
            assert.ok(!(await evaluated())["PATH"]!.includes(brought), node);
        }
    });

    it("asks for `npm ci` when there is no Node.js at all", async () => {
        const { root, env } = machine({ node: null, broughtIn: false });
        const { status, stdout, stderr } = await run(path.join(root, "toolchain/env"), [], env);
        assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
        assert.match(stderr, /no Node\.js \(>= 22\): run `npm ci`/);
    });

    it("changes nothing when it is evaluated twice", async () => {
        const { evaluated } = machine({ node: "v20.0.0", fromSource: true });
        const once = await evaluated();
        const thrice = await evaluated({}, 3);
        for (const name of ["PATH", "PULUMI_HOME", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"])
            assert.equal(thrice[name], once[name]);
    });

    it("ignores the state of another checkout that an earlier eval left in the shell", async () => {
        const other = copyOfCheckout("another checkout");
        const { root, evaluated } = machine();
        const env = await evaluated({
            PULUMI_BACKEND_URL: `file://${other}/.local/state?metadata=skip`,
            PULUMI_CONFIG_PASSPHRASE: "local",
        });
        assert.equal(env["PULUMI_BACKEND_URL"], `file://${root}/.local/state?metadata=skip`);
        assert.equal(env["PULUMI_CONFIG_PASSPHRASE"], "local");
    });

    it("respects the backend and the passphrase that the user has set", async () => {
        const { evaluated } = machine();
        const elsewhere = await evaluated({ PULUMI_BACKEND_URL: "s3://states" });
        assert.equal(elsewhere["PULUMI_BACKEND_URL"], "s3://states");
        assert.ok(!("PULUMI_CONFIG_PASSPHRASE" in elsewhere));
        assert.equal((await evaluated({ PULUMI_CONFIG_PASSPHRASE: "mine" }))["PULUMI_CONFIG_PASSPHRASE"], "mine");
        assert.equal((await evaluated({ PULUMI_CONFIG_PASSPHRASE: "" }))["PULUMI_CONFIG_PASSPHRASE"], "");
        assert.ok(!("PULUMI_CONFIG_PASSPHRASE" in (await evaluated({ PULUMI_CONFIG_PASSPHRASE_FILE: "/secret" }))));
    });

    describe("the state of a stack", () => {
        /** A shell after `eval "$(toolchain/env STACK)"`. */
        const of = async (
            { root, env }: ReturnType<typeof machine>,
            stack: string,
            more: Record<string, string> = {},
        ): Promise<{ status: number | null; stderr: string; env: Record<string, string> }> => {
            const { status, stdout, stderr } = await run(
                "/bin/bash",
                ["-c", 'output=$("$1/toolchain/env" "$2") || exit; eval "$output"; env -0', "bash", root, stack],
                { ...env, ...more },
            );
            const pairs = stdout.split("\0").map((pair) => pair.split(/=(.*)/s, 2) as [string, string]);
            return { status, stderr, env: Object.fromEntries(pairs) };
        };
        const local = (root: string): string => `file://${root}/.local/state?metadata=skip`;
        /** A shell that was used for dev before. */
        const left = (root: string): Record<string, string> => ({
            PULUMI_BACKEND_URL: local(root),
            PULUMI_CONFIG_PASSPHRASE: "local",
        });

        it("is always the checkout's for dev", async () => {
            const made = machine();
            const { env } = await of(made, "dev", {
                PULUMI_BACKEND_URL: "s3://states",
                PULUMI_CONFIG_PASSPHRASE: "mine",
                PULUMI_CONFIG_PASSPHRASE_FILE: "/secret",
            });
            assert.equal(env["PULUMI_BACKEND_URL"], local(made.root));
            assert.equal(env["PULUMI_CONFIG_PASSPHRASE"], "local");
            assert.ok(!("PULUMI_CONFIG_PASSPHRASE_FILE" in env));
        });

        it("must not be dev's on a real AWS", async () => {
            for (const stack of ["prod", "acme/prod"]) {
                for (const leftovers of [() => ({}), left]) {
                    const made = machine();
                    const { status, stderr } = await of(made, stack, leftovers(made.root));
                    assert.equal(status, 1);
                    assert.match(stderr, /no backend is chosen for the state of stack prod: export PULUMI_BACKEND_URL/);
                }
            }
        });

        it("is the chosen one on a real AWS", async () => {
            const { env } = await of(machine(), "prod", {
                PULUMI_BACKEND_URL: "s3://states",
                PULUMI_CONFIG_PASSPHRASE: "mine",
            });
            assert.equal(env["PULUMI_BACKEND_URL"], "s3://states");
            assert.equal(env["PULUMI_CONFIG_PASSPHRASE"], "mine");
        });

        it("is the one of `pulumi login` on a real AWS, and nothing of dev remains in the shell", async () => {
            const made = machine();
            fs.mkdirSync(path.join(made.home, ".pulumi"));
            fs.writeFileSync(
                path.join(made.home, ".pulumi/credentials.json"),
                JSON.stringify({ current: "s3://states" }, undefined, 4),
            );
            const { env, status } = await of(made, "prod", left(made.root));
            assert.equal(status, 0);
            assert.ok(!("PULUMI_BACKEND_URL" in env));
            assert.ok(!("PULUMI_CONFIG_PASSPHRASE" in env));
        });

        it("stays in the checkout if it lies there from earlier versions", async () => {
            const made = machine();
            const folder = path.join(made.root, ".local/state/.pulumi/stacks/aws-organization");
            fs.mkdirSync(folder, { recursive: true });
            fs.writeFileSync(path.join(folder, "prod.json"), "{}");
            for (const leftovers of [{}, left(made.root)]) {
                const { env, status } = await of(made, "prod", leftovers);
                assert.equal(status, 0);
                assert.equal(env["PULUMI_BACKEND_URL"], local(made.root));
                assert.equal(env["PULUMI_CONFIG_PASSPHRASE"], "local");
            }
            assert.equal((await of(made, "production")).status, 1);
        });
    });

    it("reports a missing HOME", async () => {
        const { root, env } = machine();
        for (const HOME of [undefined, ""]) {
            const { HOME: _, ...without } = env;
            const { status, stderr } = await run(path.join(root, "toolchain/env"), [], {
                ...without,
                ...(HOME !== undefined && { HOME }),
            });
            assert.equal(status, 1);
            assert.match(stderr, /^toolchain: HOME is not set, .*\n$/);
        }
    });

    it("prints nothing if no Pulumi is available", async () => {
        const { root, env } = machine({ fromSource: true });
        const { status, stdout } = await run(path.join(root, "toolchain/env"), [], {
            ...env,
            TOOLCHAIN_BUILD: "/bin/false",
        });
        assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
    });
});
