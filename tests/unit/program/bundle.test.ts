import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { runInNewContext } from "node:vm";
import { RunError } from "@pulumi/pulumi";

const requireHere = createRequire(__filename);
const { bundle, codeOf } = requireHere("../../../program/bundle.cjs") as {
    bundle: (entry: string, outfile: string, platform?: "node" | "browser") => string;
    codeOf: (outfile: string) => string;
};

describe("program: the compiler", () => {
    let folder: string;
    let entry: string;
    let outfile: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "bundle-"));
        entry = path.join(folder, "index.ts");
        outfile = path.join(folder, ".build", "out.js");
        write("index.ts", 'import { text } from "./text";\nexport const result: string = text;\n');
        write("text/index.ts", 'export const text: string = "first";\n');
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    /** Writes a source with an older time, because the compiler never trusts a file that has just changed. */
    function write(file: string, text: string): void {
        const full = path.join(folder, file);
        fs.mkdirSync(path.dirname(full), { recursive: true });
        fs.writeFileSync(full, text);
    }

    /** What the program prints, after it is compiled if necessary. */
    function run(): string {
        const file = bundle(entry, outfile);
        Reflect.deleteProperty(requireHere.cache, file);
        return (requireHere(file) as { result: string }).result;
    }

    const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 80));
    const compiledAt = (): bigint => fs.statSync(outfile, { bigint: true }).ino;

    it("compiles once, and not again while nothing changes", async () => {
        await settled();
        assert.equal(run(), "first");
        const before = compiledAt();
        assert.equal(run(), "first");
        assert.equal(compiledAt(), before);
    });

    it("compiles again when a source has changed", async () => {
        await settled();
        run();
        write("text/index.ts", 'export const text: string = "second";\n');
        assert.equal(run(), "second");
    });

    it("compiles again when a file is added that an import now resolves to", async () => {
        await settled();
        run();
        write("text.ts", 'export const text = "nearer";\n');
        assert.equal(run(), "nearer");
    });

    it("compiles again when its output is truncated", async () => {
        await settled();
        run();
        fs.truncateSync(outfile, 10);
        assert.equal(run(), "first");
    });

    it("does not trust a change within one tick of the file system's clock", () => {
        run();
        const before = compiledAt();
        assert.equal(run(), "first");
        assert.notEqual(compiledAt(), before);
    });

    it("reports mistakes by file, line and column, without a stack", () => {
        write("index.ts", 'import { text } from "./txt";\nexport const = 5;\n');
        assert.throws(
            () => bundle(entry, outfile),
            (error) => {
                assert.ok(error instanceof Error);
                assert.match(error.message, /index\.ts:\d+:\d+: .+\n {4}/);
                assert.ok(RunError.isInstance(error), "Pulumi shows its message alone");
                return true;
            },
        );
        assert.ok(!fs.existsSync(outfile));
    });

    it("leaves no temporary files", () => {
        run();
        assert.deepEqual(fs.readdirSync(path.dirname(outfile)), ["out.js"]);
    });

    it("compiles a script for a page, without the names of folders of this machine", async () => {
        write(
            "index.ts",
            'import { text } from "./text";\n(globalThis as { said?: string }).said = `${text}\u2028`;\n',
        );
        await settled();
        const code = codeOf(bundle(entry, outfile, "browser"));
        assert.ok(fs.readFileSync(outfile, "utf8").includes(folder), "the stamp is in the file");
        assert.ok(!code.includes(folder) && !code.includes("require") && !/[^\n\t -~]/.test(code));
        const before = compiledAt();
        bundle(entry, outfile, "browser");
        assert.equal(compiledAt(), before);
        const page: { said?: string } = {};
        runInNewContext(code, page);
        assert.equal(page.said, "first\u2028");
    });

    it("compiles a style sheet with those that it imports", async () => {
        write("page.css", '@import "./colors.css";\np {\n    margin: 0;\n}\n');
        write("colors.css", "p {\n    color: red;\n}\n");
        await settled();
        const code = codeOf(bundle(path.join(folder, "page.css"), outfile, "browser"));
        assert.equal(code.trim(), "p{color:red}p{margin:0}");
    });
});
