#!/usr/bin/env node
// pulumi-language-nodejs for the engine that is built from source: a small gRPC server over the SDK's own stubs that starts
// Node.js programs, policy packs and plugins, as Pulumi's does (whose Go module the proxy does not have). `toolchain/build`
// bundles it into one file. What it leaves out: generating code, debuggers, and the stack's name and config inside policy packs.
"use strict";
const { spawn } = require("node:child_process");
const { fstatSync } = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb.js");
const language = require("@pulumi/pulumi/proto/language_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");

/** The exit code of a program that has already told the user what is wrong. */
const BAILED = 32;
/** How long a child may take to end after SIGINT, as in Pulumi's host. */
const GRACE_MILLISECONDS = 5000;

const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const children = new Set();

/** `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml, checked as Pulumi's host does. */
function runtimeOptions(info) {
    const options = { typescript: true, tsconfig: "", nodeargs: "", ...info.getOptions()?.toJavaScript() };
    if (typeof options.typescript !== "boolean") throw new Error("typescript option must be a boolean");
    if (typeof options.tsconfig !== "string") throw new Error("tsconfig option must be a string");
    if (typeof options.nodeargs !== "string") throw new Error("nodeargs option must be a string");
    const env = { PULUMI_NODEJS_TYPESCRIPT: String(options.typescript) };
    if (options.tsconfig) env.PULUMI_NODEJS_TSCONFIG_PATH = options.tsconfig;
    return { nodeArguments: splitWords(options.nodeargs), env };
}

/** Splits as a shell does: quotes and backslashes keep spaces in a word. */
function splitWords(text) {
    const words = [];
    let word, quote;
    for (let i = 0; i < text.length; i++) {
        const character = text[i];
        if (character === "\\" && quote !== "'" && i + 1 < text.length) word = (word ?? "") + text[++i];
        else if (character === quote) quote = undefined;
        else if (quote) word += character;
        else if (character === "'" || character === '"') [quote, word] = [character, word ?? ""];
        else if (!/\s/.test(character)) word = (word ?? "") + character;
        else if (word !== undefined) word = void words.push(word);
    }
    if (quote) throw new Error(`nodeargs option has no closing ${quote}`);
    if (word !== undefined) words.push(word);
    return words;
}

/** The file behind a module's name, as the program in the directory sees it. */
function locate(module, directory, install) {
    try {
        return createRequire(path.join(directory, "package.json")).resolve(module);
    } catch (error) {
        if (error.code !== "MODULE_NOT_FOUND") throw error;
        throw new Error(`${module} is not installed. Have you run ${install} in ${directory}?`, { cause: error });
    }
}

function start(args, options) {
    const child = spawn(process.execPath, args, options);
    children.add(child);
    child.on("close", () => children.delete(child));
    return child;
}

function stop(child) {
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MILLISECONDS);
    child.on("close", () => clearTimeout(timer));
}

function run({ request }, reply) {
    const answer = (error, bail = false) => {
        const response = new language.RunResponse();
        response.setError(error);
        response.setBail(bail);
        reply(null, response);
    };
    let program;
    try {
        const info = request.getInfo();
        const { nodeArguments, env } = runtimeOptions(info);
        const runner = process.env.PULUMI_LANGUAGE_NODEJS_RUN_PATH || "@pulumi/pulumi/cmd/run";
        const flags = {
            monitor: request.getMonitorAddress(),
            engine,
            organization: request.getOrganization(),
            project: request.getProject(),
            "root-directory": info.getRootDirectory(),
            stack: request.getStack(),
            pwd: info.getProgramDirectory(),
            parallel: String(request.getParallel()),
        };
        const args = [...nodeArguments, locate(runner, info.getProgramDirectory(), "`npm ci`")];
        for (const [flag, value] of Object.entries(flags)) if (value) args.push(`--${flag}`, value);
        if (request.getDryrun()) args.push("--dry-run");
        args.push(info.getEntryPoint() || ".", ...request.getArgsList());
        const config = Object.fromEntries(request.getConfigMap().toArray());
        program = start(args, {
            stdio: ["ignore", "inherit", "inherit"],
            env: {
                ...process.env,
                ...env,
                PULUMI_CONFIG: JSON.stringify(config), // Linux takes at most 128 KiB in one variable
                PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
            },
        });
    } catch (error) {
        return answer(
            error.code === "E2BIG"
                ? "the stack's config is larger than the 128 KiB of one environment variable"
                : error.message,
        );
    }
    program.on("error", (error) => answer(`could not start ${process.execPath}: ${error.message}`));
    program.on("close", (code, signal) => {
        if (code === 0) answer("");
        else if (code === BAILED) answer("", true);
        else answer(`Program exited ${signal ? `on ${signal}` : `with non-zero exit code: ${code}`}`);
    });
}

function runPlugin(call) {
    const { request } = call;
    const send = (setter) => (value) => {
        const response = new language.RunPluginResponse();
        response[setter](value);
        call.write(response);
    };
    const refuse = (error) => call.emit("error", { code: grpc.status.UNKNOWN, details: error.message });
    try {
        const directory = request.getInfo().getProgramDirectory();
        const { nodeArguments, env } = runtimeOptions(request.getInfo());
        const isPolicyPack = request.getKind() === "analyzer";
        const runner = isPolicyPack
            ? "@pulumi/pulumi/cmd/run-policy-pack"
            : process.env.PULUMI_LANGUAGE_NODEJS_RUN_PATH || "@pulumi/pulumi/cmd/run-plugin";
        const args = request.getArgsList();
        const given = request.getEnvList().map((pair) => pair.split(/=(.*)/s, 2));
        const plugin = start(
            // A policy pack's directory comes last and is where it runs; a plugin's comes first, and it runs where the user is.
            [
                ...nodeArguments,
                locate(runner, directory, "npm install"),
                ...(isPolicyPack ? [...args, directory] : [directory, ...args]),
            ],
            {
                cwd: isPolicyPack ? directory : request.getPwd(),
                stdio: ["ignore", "pipe", "pipe"],
                env: { ...Object.fromEntries(given), ...env },
            },
        );
        plugin.stdout.on("data", send("setStdout"));
        plugin.stderr.on("data", send("setStderr"));
        plugin.on("error", refuse);
        plugin.on("close", (code) => {
            send("setExitcode")(code ?? 1);
            call.end();
        });
        call.on("cancelled", () => stop(plugin));
    } catch (error) {
        refuse(error);
    }
}

const methods = {
    run,
    runPlugin,
    handshake: (_, reply) => reply(null, new language.LanguageHandshakeResponse()),
    getRequiredPlugins: (_, reply) => reply(null, new language.GetRequiredPluginsResponse()),
    // The engine learns from the program's own requests which plugins it needs.
    getRequiredPackages: (_, reply) => reply(null, new language.GetRequiredPackagesResponse()),
    getProgramDependencies: (_, reply) => reply(null, new language.GetProgramDependenciesResponse()),
    runtimeOptionsPrompts: (_, reply) => reply(null, new language.RuntimeOptionsResponse()),
    installDependencies(call) {
        const response = new language.InstallDependenciesResponse();
        response.setStdout(
            Buffer.from("Install the dependencies with `npm ci`: the Pulumi built from source leaves that to npm.\n"),
        );
        call.write(response);
        call.end();
    },
    getPluginInfo(_, reply) {
        const info = new PluginInfo();
        info.setVersion("1.0.0");
        reply(null, info);
    },
    about(_, reply) {
        const response = new language.AboutResponse();
        response.setExecutable(process.execPath);
        response.setVersion(process.version);
        reply(null, response);
    },
    cancel(_, reply) {
        for (const child of children) stop(child);
        reply(null, new Empty());
    },
};

// Nothing that was started outlives the engine: it interrupts its plugins, and if it was killed itself, our stdin ends.
function end() {
    for (const child of children) child.kill("SIGKILL");
    process.exit();
}
process.on("SIGTERM", end);
process.on("SIGINT", () => {
    if (children.size === 0) end();
    for (const child of children) {
        stop(child);
        child.on("close", () => children.size === 0 && end());
    }
});
if (engine && fstatSync(0).isFIFO()) process.stdin.on("end", end).on("error", end).resume();

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
const known = Object.fromEntries(Object.entries(methods).filter(([method]) => method in LanguageRuntimeService));
server.addService(LanguageRuntimeService, known);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
});
