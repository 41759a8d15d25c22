import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

const ROOT = join(__dirname, "../..");
const load = createRequire(__filename);

/** A checkout that contains only bundle.cjs and a few sources. */
class Checkout {
    readonly folder = mkdtempSync(join(tmpdir(), "bundle-"));
    readonly entry = join(this.folder, "index.ts");
    readonly outfile = join(this.folder, ".build", "out.js");

    constructor() {
        mkdirSync(join(this.folder, "program"));
        cpSync(join(ROOT, "program/bundle.cjs"), join(this.folder, "program/bundle.cjs"));
        symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"), "junction");
        this.write("index.ts", 'import { value } from "./value";\nexport const result: string = `result ${value}`;\n');
        this.write("value.ts", "export const value = 1;\n");
    }

    write(file: string, text: string): void {
        mkdirSync(dirname(join(this.folder, file)), { recursive: true });
        writeFileSync(join(this.folder, file), text);
    }

    remove(file: string): void {
        rmSync(join(this.folder, file), { recursive: true });
    }

    /** Waits until the sources are old enough to be trusted. */
    settle(): Promise<void> {
        return wait(100);
    }

    bundle(): string {
        const { bundle } = load(join(this.folder, "program/bundle.cjs")) as {
            bundle: (entry: string, outfile: string) => string;
        };
        return bundle(this.entry, this.outfile);
    }

    /** What the program prints after it is bundled and run. */
    run(): string {
        const file = this.bundle();
        delete load.cache[load.resolve(file)];
        return (load(file) as { result: string }).result;
    }

    /** Starts another process that bundles and runs the program, and then runs the script. Returns its output. */
    async start(script: string): Promise<{ output: string; errors: string }> {
        const [bundler, entry, outfile] = [join(this.folder, "program/bundle.cjs"), this.entry, this.outfile].map(
            (file) => JSON.stringify(file),
        );
        const program = `const { result } = require(require(${bundler}).bundle(${entry}, ${outfile})); ${script}`;
        const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "pipe"] });
        const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
        return { output, errors };
    }

    /** Whether a bundle is made that did not exist before. */
    rebuilds(): boolean {
        const before = statSync(this.outfile, { bigint: true });
        this.bundle();
        const after = statSync(this.outfile, { bigint: true });
        return before.ino !== after.ino || before.mtimeNs !== after.mtimeNs;
    }
}

describe("bundle", function () {
    this.timeout(30_000);
    let checkout: Checkout;
    beforeEach(() => {
        checkout = new Checkout();
    });
    afterEach(() => rmSync(checkout.folder, { recursive: true }));

    it("compiles the entry and its imports, and returns the file", () => {
        assert.equal(checkout.bundle(), checkout.outfile);
        assert.equal(checkout.run(), "result 1");
    });

    it("leaves @pulumi/* out, and includes everything else", async () => {
        checkout.write(
            "index.ts",
            'import * as p from "@pulumi/policy";\nimport { stringify } from "yaml";\nexport const result = [p, stringify];\n',
        );
        await checkout.settle();
        const code = readFileSync(checkout.bundle(), "utf8");
        assert.match(code, /require\("@pulumi\/policy"\)/);
        assert.doesNotMatch(code, /require\("yaml"\)/);
    });

    it("maps errors to the source files", () => {
        assert.match(readFileSync(checkout.bundle(), "utf8"), /\/\/# sourceMappingURL=data:application\/json;base64,/);
    });

    describe("when nothing has changed", () => {
        it("does nothing", async () => {
            await checkout.settle();
            checkout.bundle();
            assert.equal(checkout.rebuilds(), false);
        });

        it("does not load esbuild", async () => {
            await checkout.settle();
            checkout.bundle();
            const script = "console.log(Object.keys(require.cache).some((file) => /esbuild.*\\.js$/.test(file)))";
            assert.deepEqual(await checkout.start(script), { output: "false\n", errors: "" });
        });
    });

    describe("compiles again when", () => {
        const changes: [title: string, change: (checkout: Checkout) => void, result: string][] = [
            ["a source has changed", (it) => it.write("value.ts", "export const value = 1000;\n"), "result 1000"],
            [
                "a source of the same size has changed",
                (it) => it.write("value.ts", "export const value = 2;\n"),
                "result 2",
            ],
            [
                "its time was set back",
                (it) => {
                    const { atime, mtime } = statSync(join(it.folder, "value.ts"));
                    it.write("value.ts", "export const value = 3;\n");
                    utimesSync(join(it.folder, "value.ts"), atime, mtime);
                },
                "result 3",
            ],
            [
                "a source is gone and another takes its place",
                (it) => {
                    it.remove("value.ts");
                    it.write("value/index.ts", "export const value = 4;\n");
                },
                "result 4",
            ],
            ["the bundle is gone", (it) => it.remove(".build"), "result 1"],
            ["the bundle was cut short", (it) => it.write(".build/out.js", "exports.result = 'nonsense';"), "result 1"],
            [
                "the compiler has changed",
                (it) => {
                    const made = readFileSync(it.outfile, "utf8");
                    it.write(".build/out.js", made.replace(/"esbuild":"[^"]+"/, '"esbuild":"0.0.1"'));
                },
                "result 1",
            ],
        ];
        for (const [title, change, result] of changes) {
            it(title, async () => {
                await checkout.settle();
                checkout.bundle();
                assert.equal(checkout.rebuilds(), false);
                change(checkout);
                assert.equal(checkout.run(), result);
            });
        }

        it("a file was added that an import now resolves to", async () => {
            checkout.remove("value.ts");
            checkout.write("value/index.ts", "export const value = 5;\n");
            await checkout.settle();
            assert.equal(checkout.run(), "result 5");
            checkout.write("value.ts", "export const value = 6;\n");
            assert.equal(checkout.run(), "result 6");
        });

        it("a source changed so recently that its time may not show it", () => {
            checkout.write("value.ts", "export const value = 7;\n");
            checkout.bundle();
            assert.equal(checkout.rebuilds(), true);
        });
    });

    it("does not compile again for a new file that nothing imports", async () => {
        await checkout.settle();
        checkout.bundle();
        checkout.write("other.ts", "this is no TypeScript\n");
        assert.equal(checkout.rebuilds(), false);
    });

    describe("reports what is wrong, and runs no outdated bundle,", () => {
        it("when a source has an error", async () => {
            await checkout.settle();
            checkout.bundle();
            checkout.write("value.ts", "export const value = 1;\nexport const other = {;\n");
            assert.throws(() => checkout.bundle(), {
                __pulumiRunError: true, // Pulumi prints its message without a stack.
                message: 'value.ts:2:23: Expected identifier but found ";"\n    export const other = {;',
            });
        });

        it("when a source is gone", async () => {
            await checkout.settle();
            checkout.bundle();
            checkout.remove("value.ts");
            assert.throws(() => checkout.bundle(), {
                message: 'index.ts:1:23: Could not resolve "./value"\n    import { value } from "./value";',
            });
        });

        it("with all errors at once", () => {
            checkout.write("index.ts", 'import "./a";\nimport "./b";\n');
            assert.throws(() => checkout.bundle(), /index\.ts:1:8: .*\n.*\nindex\.ts:2:8: /);
        });

        it("when esbuild is not installed and something has to be compiled", async () => {
            await checkout.settle();
            checkout.bundle();
            checkout.remove("node_modules");
            mkdirSync(join(checkout.folder, "node_modules/@pulumi"), { recursive: true });
            symlinkSync(
                join(ROOT, "node_modules/@pulumi/pulumi"),
                join(checkout.folder, "node_modules/@pulumi/pulumi"),
                "junction",
            );
            assert.deepEqual(await checkout.start("console.log(result)"), { output: "result 1\n", errors: "" });

            checkout.write("value.ts", "export const value = 8;\n");
            const message = `${checkout.entry} must be compiled and esbuild is not installed. Run \`npm ci\` and try again.`;
            assert.ok((await checkout.start("")).errors.includes(message));
        });
    });

    it("leaves a complete bundle when many start at once", async () => {
        const starts = await Promise.all(Array.from({ length: 6 }, () => checkout.start("console.log(result)")));
        assert.deepEqual(starts, Array(6).fill({ output: "result 1\n", errors: "" }));
        assert.deepEqual(readdirSync(dirname(checkout.outfile)), ["out.js"]);
    });
});
