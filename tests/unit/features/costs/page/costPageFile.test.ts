import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PAGE_HEAD } from "../../../../../features/costs/page/costPage";
import { pageFileProblem, writePageFile } from "../../../../../features/costs/page/costPageFile";

const PAGE = `${PAGE_HEAD}the rest`;

describe("the file of the costs page", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "costs-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));
    const inFolder = (...names: readonly string[]): string => path.join(folder, ...names);

    it("is written, and replaces an earlier page", () => {
        const file = inFolder("costs.html");
        assert.equal(writePageFile(file, `${PAGE} 1`), file);
        assert.equal(pageFileProblem(file), undefined);
        writePageFile(file, `${PAGE} 2`);
        assert.equal(fs.readFileSync(file, "utf8"), `${PAGE} 2`);
        assert.deepEqual(fs.readdirSync(folder), ["costs.html"]);
    });

    it("is readable only by the user, until the user opens it to others", () => {
        const file = inFolder("costs.html");
        const mode = (): number => fs.statSync(file).mode & 0o777;
        writePageFile(file, PAGE);
        assert.equal(mode(), 0o600);
        fs.chmodSync(file, 0o664);
        writePageFile(file, PAGE);
        assert.equal(mode(), 0o664);
    });

    it("replaces nothing else", () => {
        for (const text of ["", "my notes", `<!doctype html>\n<html lang="en">`, PAGE.slice(0, 20)]) {
            const file = inFolder("notes.html");
            fs.writeFileSync(file, text);
            assert.match(
                pageFileProblem(file) ?? "",
                /notes\.html exists and is no page of org costs, so it is not replaced/,
            );
            assert.throws(() => writePageFile(file, PAGE), /is not replaced/);
            assert.equal(fs.readFileSync(file, "utf8"), text);
        }
    });

    it("is not a folder, and not in a folder that is missing", () => {
        assert.match(pageFileProblem(folder) ?? "", /is a folder\. Name a file in it: .*costs\.html$/);
        assert.match(
            pageFileProblem(inFolder("none", "costs.html")) ?? "",
            /^there is no folder .*none for costs\.html/,
        );
        assert.match(pageFileProblem("") ?? "", /is empty/);
        assert.match(pageFileProblem("/dev/null") ?? "", /does not end in \.html/);
        assert.match(pageFileProblem(`${folder}/a\u0000b`) ?? "", /cannot be written to .*a\\u0000b/);
    });

    it("has a name that browsers open", () => {
        for (const [name, better] of [
            ["costs.txt", "costs.html"],
            ["costs", "costs.html"],
            ["costs.csv", "costs.html"],
            ["my.costs", "my.html"],
        ] as const) {
            const problem = pageFileProblem(inFolder(name));
            assert.equal(problem, `${inFolder(name)} does not end in .html. Name the file ${inFolder(better)}`);
        }
        for (const name of ["costs.HTML", "costs.htm"]) assert.equal(pageFileProblem(inFolder(name)), undefined);
    });

    it("may be a link to an earlier page, which stays a link", () => {
        fs.writeFileSync(inFolder("real.html"), PAGE);
        fs.symlinkSync("real.html", inFolder("costs.html"));
        writePageFile(inFolder("costs.html"), `${PAGE} 2`);
        assert.equal(fs.readFileSync(inFolder("real.html"), "utf8"), `${PAGE} 2`);
        assert.ok(fs.lstatSync(inFolder("costs.html")).isSymbolicLink());
    });

    it("leaves nothing behind when the disk refuses it", () => {
        const name = `${"x".repeat(251)}.html`; // longer than file systems allow; the temporary name beside it is not
        assert.throws(() => writePageFile(inFolder(name), PAGE), /ENAMETOOLONG/);
        assert.deepEqual(fs.readdirSync(folder), []);
    });
});
