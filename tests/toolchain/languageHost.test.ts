/* eslint-disable max-lines -- one server is driven over gRPC, and its helpers serve every test here */
import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { cleanUp, temporary, toolchain, vanished } from "./support";

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument
   -- the SDK's generated stubs have no useful types */
const fromSdk = createRequire(require.resolve("@pulumi/pulumi"));
const grpc: any = fromSdk("@grpc/grpc-js");
const { LanguageRuntimeClient }: any = fromSdk("@pulumi/pulumi/proto/language_grpc_pb.js");
const language: any = fromSdk("@pulumi/pulumi/proto/language_pb.js");
const { Struct }: any = fromSdk("google-protobuf/google/protobuf/struct_pb.js");
const { Empty }: any = fromSdk("google-protobuf/google/protobuf/empty_pb.js");

/** A stand-in for the program that runs user code: it records how it was started. */
const PROGRAM = `require("fs").writeFileSync(process.env.REPORT, JSON.stringify(
    { argv: process.argv.slice(2), execArgv: process.execArgv, env: process.env, cwd: process.cwd() }));`;

describe("the language host", function () {
    this.timeout(10_000);
    let directory: string;
    let host: ChildProcess;
    let client: any;

    /** Starts the host for a program, and connects to it. The host needs a pipe as stdin, which Node.js makes only through a shell. */
    async function serve(program = PROGRAM, env: Record<string, string> = {}) {
        directory = temporary("a project");
        fs.writeFileSync(path.join(directory, "program.cjs"), program);
        host = spawn(
            "/bin/sh",
            ["-c", 'cat | exec "$0" "$@"', process.execPath, path.join(toolchain, "language-host.cjs"), "127.0.0.1:1"],
            {
                cwd: directory,
                stdio: ["pipe", "pipe", "inherit"],
                env: {
                    ...process.env,
                    REPORT: path.join(directory, "report"),
                    PULUMI_LANGUAGE_NODEJS_RUN_PATH: path.join(directory, "program.cjs"),
                    ...env,
                },
            },
        );
        const [port] = (await once(host.stdout!, "data")) as [Buffer];
        client = new LanguageRuntimeClient(`127.0.0.1:${port.toString().trim()}`, grpc.credentials.createInsecure());
    }
    afterEach(async () => {
        client.close();
        if (host.exitCode === null) {
            const closed = once(host, "close");
            host.stdin!.end();
            await closed;
        }
        cleanUp();
    });

    const report = () => JSON.parse(fs.readFileSync(path.join(directory, "report"), "utf8"));

    function programInfo(options?: object) {
        const info = new language.ProgramInfo();
        info.setRootDirectory(directory);
        info.setProgramDirectory(directory);
        info.setEntryPoint(".");
        if (options) info.setOptions(Struct.fromJavaScript(options));
        return info;
    }

    function run(
        options?: object,
        change: (request: any) => void = () => undefined,
    ): Promise<{ error: string; bail: boolean }> {
        const request = new language.RunRequest();
        request.setInfo(programInfo(options));
        request.setMonitorAddress("127.0.0.1:2");
        request.setOrganization("organization");
        request.setProject("project");
        request.setStack("stack");
        request.setParallel(7);
        change(request);
        return new Promise((resolve, reject) =>
            client.run(request, (error: Error | null, response: any) =>
                error ? reject(error) : resolve(response.toObject()),
            ),
        );
    }

    function runPlugin(kind: string, options?: object, env: string[] = []) {
        const request = new language.RunPluginRequest();
        request.setInfo(programInfo(options));
        request.setKind(kind);
        request.setPwd(path.dirname(directory));
        request.setArgsList(["127.0.0.1:1"]);
        request.setEnvList([`REPORT=${path.join(directory, "report")}`, `PATH=${process.env["PATH"]}`, ...env]);
        const call = client.runPlugin(request);
        const output = { stdout: "", stderr: "", exitcode: undefined as number | undefined };
        call.on("data", (response: any) => {
            output.stdout += Buffer.from(response.getStdout_asU8()).toString();
            output.stderr += Buffer.from(response.getStderr_asU8()).toString();
            if (response.hasExitcode()) output.exitcode = response.getExitcode();
        });
        const ended = new Promise<typeof output>((resolve, reject) => {
            call.on("end", () => resolve(output));
            call.on("error", reject);
        });
        return { call, ended };
    }

    describe("runs a program", () => {
        it("with what the engine says about the stack", async () => {
            await serve();
            const response = await run(undefined, (request) => {
                request.setDryrun(true);
                request.setArgsList(["an argument"]);
                request.getConfigMap().set("project:key", "a value");
                request.setConfigsecretkeysList(["project:key"]);
            });
            assert.deepEqual(response, { error: "", bail: false });
            const { argv, env } = report();
            assert.deepEqual(argv, [
                ...[
                    "--monitor",
                    "127.0.0.1:2",
                    "--engine",
                    "127.0.0.1:1",
                    "--organization",
                    "organization",
                    "--project",
                    "project",
                ],
                ...[
                    "--root-directory",
                    directory,
                    "--stack",
                    "stack",
                    "--pwd",
                    directory,
                    "--parallel",
                    "7",
                    "--dry-run",
                    ".",
                    "an argument",
                ],
            ]);
            assert.equal(env.PULUMI_CONFIG, '{"project:key":"a value"}');
            assert.equal(env.PULUMI_CONFIG_SECRET_KEYS, '["project:key"]');
        });

        it("as TypeScript unless told otherwise", async () => {
            await serve();
            await run();
            assert.equal(report().env.PULUMI_NODEJS_TYPESCRIPT, "true");
            await run({ typescript: true });
            assert.equal(report().env.PULUMI_NODEJS_TYPESCRIPT, "true");
            await run({ typescript: false });
            assert.equal(report().env.PULUMI_NODEJS_TYPESCRIPT, "false");
        });

        it("with the tsconfig that the options name", async () => {
            await serve();
            await run();
            assert.ok(!("PULUMI_NODEJS_TSCONFIG_PATH" in report().env));
            await run({ tsconfig: "tsconfig.pulumi.json" });
            assert.equal(report().env.PULUMI_NODEJS_TSCONFIG_PATH, "tsconfig.pulumi.json");
        });

        for (const [nodeargs, expected] of [
            ["", []],
            ["--stack-trace-limit=0", ["--stack-trace-limit=0"]],
            ["  --stack-trace-limit=0   --title='a b' ", ["--stack-trace-limit=0", "--title=a b"]],
            ['--title="a \\"b\\"" --title=a\\ c', ['--title=a "b"', "--title=a c"]],
        ] as const) {
            it(`with the nodeargs ${JSON.stringify(nodeargs)} before the script`, async () => {
                await serve();
                await run({ nodeargs });
                assert.deepEqual(report().execArgv, expected);
            });
        }

        it("not with options that are invalid", async () => {
            await serve();
            for (const [options, error] of [
                [{ typescript: "false" }, "typescript option must be a boolean"],
                [{ nodeargs: ["--x"] }, "nodeargs option must be a string"],
                [{ tsconfig: true }, "tsconfig option must be a string"],
                [{ nodeargs: "'--x" }, "nodeargs option has no closing '"],
            ] as const) {
                assert.deepEqual(await run(options), { error, bail: false });
            }
            assert.ok(!fs.existsSync(path.join(directory, "report")));
        });

        it("and reports how it failed, unless the program has done so", async () => {
            await serve("process.exit(Number(process.env.PULUMI_CONFIG.match(/\\d+/)[0]))");
            const exit = (code: number) =>
                run(undefined, (request) => request.getConfigMap().set("project:code", String(code)));
            assert.deepEqual(await exit(32), { error: "", bail: true });
            assert.deepEqual(await exit(3), { error: "Program exited with non-zero exit code: 3", bail: false });
        });

        it("or reports that the SDK is not installed", async () => {
            await serve(PROGRAM, { PULUMI_LANGUAGE_NODEJS_RUN_PATH: "" });
            const { error } = await run();
            assert.match(error, /@pulumi\/pulumi\/cmd\/run is not installed\. Have you run `npm ci` in .*a project\?/);
        });

        it("or reports that the config is too large for the environment", async () => {
            await serve();
            const { error } = await run(undefined, (request) =>
                request.getConfigMap().set("project:key", "x".repeat(3_000_000)),
            );
            assert.match(error, /config is larger than the 128 KiB/);
        });
    });

    it("runs a policy pack in its own folder, with its runtime options", async () => {
        await serve();
        const runner = path.join(directory, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
        fs.mkdirSync(runner, { recursive: true });
        fs.writeFileSync(path.join(runner, "index.js"), `${PROGRAM} console.log("12345"); console.error("a warning");`);
        const output = await runPlugin("analyzer", { typescript: false, nodeargs: "--stack-trace-limit=0" }, [
            "OWN=a=b",
        ]).ended;
        assert.deepEqual(output, { stdout: "12345\n", stderr: "a warning\n", exitcode: 0 });
        const { argv, execArgv, env, cwd } = report();
        assert.deepEqual(argv, ["127.0.0.1:1", directory], "the pack comes last");
        assert.deepEqual(execArgv, ["--stack-trace-limit=0"]);
        assert.equal(cwd, directory);
        assert.equal(env.PULUMI_NODEJS_TYPESCRIPT, "false");
        assert.equal(env.OWN, "a=b");
        assert.ok(!("PULUMI_LANGUAGE_NODEJS_RUN_PATH" in env), "the engine decides on a plugin's whole environment");
    });

    it("runs a plugin in the user's working directory", async () => {
        await serve();
        await runPlugin("resource").ended;
        const { argv, cwd } = report();
        assert.deepEqual(argv, [directory, "127.0.0.1:1"]);
        assert.equal(cwd, path.dirname(directory));
    });

    it("says that a policy pack is not installed", async () => {
        await serve();
        await assert.rejects(
            runPlugin("analyzer").ended,
            /run-policy-pack is not installed\. Have you run npm install in .*a project\?/,
        );
    });

    describe("leaves no process behind", () => {
        /** A program that prints its process id and never ends. */
        const ENDLESS = "process.stdout.write(String(process.pid)); setInterval(() => {}, 1000)";

        it("when a plugin's call is cancelled", async () => {
            await serve(ENDLESS);
            const { call, ended } = runPlugin("resource");
            const [response] = await once(call, "data");
            const pid = Number(Buffer.from(response.getStdout_asU8()).toString());
            call.cancel();
            await assert.rejects(ended, /CANCELLED/);
            await vanished(pid);
        });

        it("when the engine cancels", async () => {
            await serve(ENDLESS);
            const answer = run();
            await once(host.stdout!, "data");
            await new Promise((resolve) => client.cancel(new Empty(), resolve));
            assert.deepEqual(await answer, { error: "Program exited on SIGINT", bail: false });
        });

        it("when the engine is gone", async () => {
            await serve(ENDLESS);
            const answer = run().catch(() => undefined);
            const [output] = (await once(host.stdout!, "data")) as [Buffer];
            const closed = once(host, "close");
            host.stdin!.end();
            await Promise.all([closed, answer]);
            await vanished(Number(output.toString()));
        });
    });

    it("refuses calls that it does not support, and refers to npm for packages", async () => {
        await serve();
        const ask = (method: string, request: any) =>
            new Promise<any>((resolve, reject) =>
                client[method](request, (error: Error | null, response: any) =>
                    error ? reject(error) : resolve(response),
                ),
            );
        const about = await ask("about", new language.AboutRequest());
        assert.deepEqual([about.getExecutable(), about.getVersion()], [process.execPath, process.version]);
        assert.equal((await ask("getPluginInfo", new Empty())).getVersion(), "1.0.0");
        assert.deepEqual(
            (await ask("getRequiredPackages", new language.GetRequiredPackagesRequest())).getPackagesList(),
            [],
        );
        let output = "";
        const call = client.installDependencies(new language.InstallDependenciesRequest());
        call.on("data", (response: any) => (output += Buffer.from(response.getStdout_asU8()).toString()));
        await once(call, "end");
        assert.match(output, /npm ci/);
    });
});
