import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";

const CHECKOUT = path.resolve(__dirname, "../../..");
const SCRIPT = path.join(CHECKOUT, ".github/scripts/show.cjs");
// eslint-disable-next-line @typescript-eslint/no-require-imports -- it is a script, and has no types
const { asBlock, forLog, visible } = require(SCRIPT) as {
    asBlock: (text: string, bytes?: number) => string;
    forLog: (text: string, token?: string) => string;
    visible: (text: string) => string;
};

/** Texts that might end a block of code, become a command of the runner, or reverse a line. */
const nasty = fc
    .array(
        fc.oneof(
            fc.constantFrom(
                ..."\n,\r,\r\n,\u0085,\u2028,\u2029,\u001b[2J,\u009b,\u202e,\u200b,\ufeff,\u0000,\t".split(","),
                "::error::",
                "::set-output name=x::y",
                "##[error]",
                "::stop-commands::",
                "```",
                "# title",
                "<script>",
                "@everyone",
                "<!-- pulumi preview of prod -->",
            ),
            fc.string({ unit: "binary" }),
        ),
    )
    .map((parts) => parts.join(""));

describe("what a workflow shows of a text", () => {
    it("is one block of code, whatever is in it: every line is indented, and nothing but a line feed ends one", () => {
        fc.assert(
            fc.property(nasty, (text) => {
                const block = asBlock(text);
                assert.ok(block.split("\n").every((line) => line === "" || line.startsWith("    ")));
                assert.doesNotMatch(block, /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/u);
            }),
        );
    });

    it("is cut at a whole line and says so", () => {
        fc.assert(
            fc.property(nasty, fc.integer({ min: 10, max: 200 }), (text, bytes) => {
                const block = asBlock(text, bytes);
                const [shown = "", cut] = block.split("\n\nCut short: ");
                assert.ok(Buffer.byteLength(shown) <= bytes);
                if (cut === undefined) assert.equal(block, asBlock(text));
                else assert.ok(Buffer.byteLength(asBlock(text)) > bytes);
                assert.ok(!shown.includes("\ufffd") || text.includes("\ufffd"));
            }),
        );
        assert.equal(asBlock("one\ntwo\n", 9), "    one\n\n\nCut short: the whole text is in the job's log.\n");
    });

    it("is in the log between lines that its text cannot end", () => {
        fc.assert(
            fc.property(nasty, (text) => {
                const lines = forLog(text).split("\n");
                const token = /^::stop-commands::([0-9a-f]{32})$/.exec(lines[0] ?? "")?.[1] ?? assert.fail(lines[0]);
                assert.deepEqual(lines.slice(-2), [`::${token}::`, ""]);
                assert.ok(lines.slice(1, -2).every((line) => !line.includes(token)));
            }),
        );
        assert.notEqual(forLog(""), forLog(""));
    });

    it("shows what it leaves out", () => {
        assert.equal(visible("a\r\nb\u001b[31m\u202e"), "a\nb\\u{001b}[31m\\u{202e}");
        assert.equal(visible("ä → 日本 🔒"), "ä → 日本 🔒");
    });

    it("is printed by a command line", () => {
        const file = path.join(fs.mkdtempSync(path.join(tmpdir(), "show-")), "preview.txt");
        fs.writeFileSync(file, "::error::x\n");
        const run = (...args: string[]): string => execFileSync("node", [SCRIPT, ...args], { encoding: "utf8" });
        assert.equal(run("block", file, "1000"), "    ::error::x\n    \n");
        assert.match(run("log", file), /^::stop-commands::(\w+)\n::error::x\n::\1::\n$/);
        fs.rmSync(path.dirname(file), { recursive: true });
    });
});

describe("the workflows", () => {
    const folder = path.join(CHECKOUT, ".github/workflows");
    interface Step {
        readonly run?: string;
        readonly uses?: string;
    }
    const steps = fs.readdirSync(folder).flatMap((file) => {
        const { jobs } = parse(fs.readFileSync(path.join(folder, file), "utf8")) as {
            jobs: Record<string, { steps: readonly Step[] }>;
        };
        return Object.values(jobs).flatMap((job) => job.steps.map((step) => ({ file, ...step })));
    });

    it("show what Pulumi and org print by the script alone", () => {
        const printing = steps.filter(({ run = "" }) => /^\s*(pulumi|\.\/org|node program\/up\.cjs) /m.test(run));
        assert.ok(printing.length >= 5);
        for (const { file, run = "" } of printing) {
            assert.match(run, /show\.cjs log|stop-commands/, file);
        }
        for (const { file, run = "" } of steps) assert.doesNotMatch(run, /^\s*cat \S+\.txt/m, file);
    });

    it("write issues and comments by the scripts alone, which make a text harmless", () => {
        for (const { file, run = "" } of steps) {
            if (/body\.md/.test(run)) assert.match(run, /show\.cjs block/, file);
            else assert.doesNotMatch(run, /gh api .*(?:POST|PATCH|PUT)/, file);
            if (/issue\.md/.test(run)) assert.match(run, /issue\.cjs update "\$title" issue\.md$/m, file);
        }
    });

    it("take actions by a commit, and no text of an event into a script", () => {
        for (const { file, uses, run = "" } of steps) {
            if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/, file);
            assert.doesNotMatch(run, /\$\{\{/, file);
        }
    });
});
