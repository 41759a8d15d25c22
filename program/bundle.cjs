/**
 * Compiles a TypeScript entry and all it imports into one JavaScript file, but only when a source has changed.
 *
 * Both things that Pulumi starts use it: the program (program/start.cjs) and the policy pack (policies/startPack.cjs). Pulumi
 * runs them many times a day; ts-node would take seconds of every run, and a build step is forgotten sooner or later.
 * When nothing has changed, no compiler is loaded: a few hundred `stat` calls decide, in some milliseconds.
 */
"use strict";
const fs = require("node:fs");
const path = require("node:path");

/**
 * How long before the start of a build the last change of a source must lie to be trusted. File systems stamp changes with
 * a clock that ticks every few milliseconds, so a change during the build can bear a time before it.
 */
const CLOCK_TICK_MS = 50;
/** The line at the end of a bundle that says what it was made from. It is in the same file, so that the two always fit. */
const STAMP = "\n// made from: ";
/** The folder that the paths in messages start from: the checkout. */
const ROOT = path.resolve(__dirname, "..");
/** Left in node_modules: Pulumi's SDK must be there once, the others are large, read files of their own and are rarely wanted. */
const EXTERNAL = ["@pulumi/*", "@aws-sdk/*", "@smithy/*", "@cloud-copilot/*", "@duckdb/*", "@aws-cdk/*"];
/** What a relative import may leave out, in esbuild's order of preference. */
const EXTENSIONS = [".ts", ".js", ".json"];
/** What esbuild is told of where the bundle runs. */
const PLATFORMS = {
    node: {
        platform: "node",
        format: "cjs",
        target: "node22",
        external: EXTERNAL,
        sourcemap: "inline",
        sourcesContent: false,
    },
    /** What components register is recorded and not sent to Pulumi (program/forecast). */
    recording: {
        platform: "node",
        format: "cjs",
        target: "node22",
        external: EXTERNAL.filter((name) => !name.startsWith("@pulumi/")),
        alias: { "@pulumi/pulumi": path.join(ROOT, "program", "forecast", "recordingSdk") },
        legalComments: "none",
    },
    browser: {
        platform: "browser",
        format: "iife",
        target: ["chrome111", "firefox113", "safari16.4"],
        minify: true,
        charset: "ascii",
        legalComments: "none",
    },
};

/**
 * Bundles `entry` and everything it imports, except what EXTERNAL says, into `outfile`; does nothing when `outfile` is up to date.
 *
 * - Up to date means: made by the installed esbuild (if any) and this very file, every source is there with the size
 *   and times of change it had then, and no file has been added that an import would find first (`./a.ts` before
 *   `./a/index.ts`). The time of the inode's change (ctime) counts too, which no tool can set back: `npm ci` and `cp -p`
 *   are noticed. Not noticed: a second copy of a package, put in a node_modules nearer to a source.
 * - Two starts at once are safe: the file is written under a name of its own and then renamed. The last one wins.
 * - Types are not checked; `tsc --noEmit` does that. No tsconfig.json is read, so none changes what is run.
 * - In a bundle, `__dirname` is the folder of `outfile`: a source that reads files must not rely on it.
 *
 * @param {string} entry the absolute path of the TypeScript file to start with
 * @param {string} outfile the absolute path of the JavaScript file; what is external is resolved from its folder when it runs
 * @param {"node" | "recording" | "browser"} [platform] `browser`: one small script for a page, or one style sheet; nothing is left out
 * @returns {string} `outfile`, to be required
 * @throws {RunError} when a source is wrong, or esbuild is needed and not installed. The message has a
 *   `file:line:column: what is wrong` for each error, the file as seen from the checkout.
 */
function bundle(entry, outfile, platform = "node") {
    if (!isFresh(entry, outfile)) {
        build(entry, outfile, platform);
    }
    return outfile;
}

/** Whether `outfile` is what building `entry` now would make. */
function isFresh(entry, outfile) {
    const stamp = readStamp(outfile);
    return (
        stamp !== undefined &&
        stamp.entry === entry &&
        stamp.esbuild === (installedEsbuild() ?? stamp.esbuild) &&
        Object.entries(stamp.sources).every(([file, seen]) => String(signature(file)) === String(seen)) &&
        stamp.absent.every((file) => !isFile(file))
    );
}

/** What `outfile` was made from; nothing if there is no such file, or one cut short or made by hand. */
function readStamp(outfile) {
    try {
        const text = fs.readFileSync(outfile, "utf8");
        return JSON.parse(text.slice(text.lastIndexOf(STAMP) + STAMP.length));
    } catch {
        return undefined;
    }
}

/** Size and times of a file, as they change with its content; nothing if it is gone. */
function signature(file) {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    return stat && [stat.size, stat.mtimeMs, stat.ctimeMs];
}

function isFile(file) {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The version of esbuild, read without loading it. Undefined if it is not installed: a fresh bundle runs without it. */
function installedEsbuild() {
    try {
        return JSON.parse(fs.readFileSync(require.resolve("esbuild/package.json"), "utf8")).version;
    } catch {
        return undefined;
    }
}

function build(entry, outfile, platform) {
    const started = Date.now();
    const esbuild = loadEsbuild(entry);
    const { code, inputs } = compile(esbuild, entry, outfile, PLATFORMS[platform]);
    const seen = [__filename, ...inputs.keys()].map((file) => [file, signature(file)]);
    const isSettled = seen.every(([, stat]) => stat && Math.max(...stat.slice(1)) < started - CLOCK_TICK_MS);
    const stamp = {
        // A source that changed while it was read: this bundle may be run, but the next start must look again.
        entry: isSettled ? entry : undefined,
        esbuild: esbuild.version,
        sources: Object.fromEntries(seen),
        absent: [...inputs].flatMap(([file, { imports }]) => imports.flatMap((imported) => preferred(file, imported))),
    };

    const temporary = `${outfile}.${process.pid}.${process.hrtime.bigint()}.tmp`;
    try {
        fs.mkdirSync(path.dirname(outfile), { recursive: true });
        fs.writeFileSync(temporary, code + STAMP + JSON.stringify(stamp));
        fs.renameSync(temporary, outfile);
    } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw plainError(`the compiled program cannot be written to ${path.dirname(outfile)}: ${error.message}`);
    }
}

function loadEsbuild(entry) {
    try {
        return require("esbuild");
    } catch (error) {
        if (error.code !== "MODULE_NOT_FOUND") throw error;
        throw plainError(`${entry} must be compiled and esbuild is not installed. Run \`npm ci\` and try again.`);
    }
}

/** A bundle's code without the line that says what it was made from, which names folders of this machine. */
function codeOf(outfile) {
    const text = fs.readFileSync(outfile, "utf8");
    return text.slice(0, text.lastIndexOf(STAMP));
}

/** The compiled code, and by its absolute path every file that went into it. */
function compile(esbuild, entry, outfile, options) {
    try {
        const { outputFiles, metafile } = esbuild.buildSync({
            entryPoints: [entry],
            outfile,
            absWorkingDir: ROOT,
            bundle: true,
            write: false,
            metafile: true,
            resolveExtensions: EXTENSIONS,
            ...options,
            tsconfigRaw: {},
            logLevel: "silent",
        });
        const inputs = Object.entries(metafile.inputs).map(([file, input]) => [path.resolve(ROOT, file), input]);
        return { code: outputFiles[0].text, inputs: new Map(inputs) };
    } catch (error) {
        if (!Array.isArray(error.errors) || error.errors.length === 0) throw error;
        throw plainError(error.errors.map(readable).join("\n"));
    }
}

/** The files that an import of `file` would have found first, had they been there. */
function preferred(file, { original, path: found }) {
    if (!original?.startsWith(".")) return [];
    const base = path.resolve(path.dirname(file), original);
    const suffixes = ["", ...EXTENSIONS, ...EXTENSIONS.map((extension) => `${path.sep}index${extension}`)];
    const candidates = suffixes.map((suffix) => base + suffix);
    return candidates.slice(0, Math.max(0, candidates.indexOf(path.resolve(ROOT, found))));
}

/** One error of esbuild on one line, with the offending line of the source below it. */
function readable({ text, location }) {
    if (!location) return text;
    const { file, line, column, lineText } = location;
    return `${file}:${line}:${column + 1}: ${text}\n    ${lineText.trim()}`;
}

/** An error that Pulumi prints by its message alone, without the stack of this file, which does not help to correct a source. */
function plainError(message) {
    const { RunError } = require("@pulumi/pulumi/errors");
    return new RunError(message);
}

exports.bundle = bundle;
exports.codeOf = codeOf;
