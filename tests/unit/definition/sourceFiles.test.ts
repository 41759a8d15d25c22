import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { DefinitionDraft } from "../../../operations/edit/definitionDraft";
import { inFolder, loadDefinition, type Mistake, mistakesOf } from "./definitionFixtures";
import { FEATURES } from "../../../features";

const WHOLE = "units: { A: }\n";

/** The mistakes of a folder with one correct file and something put beside it. */
function beside(put: (folder: string) => void, text = WHOLE): Mistake[] {
    return inFolder(text, (folder) => {
        put(folder);
        const found = mistakesOf(folder, folder);
        // An edit reads the same files, so it must refuse them too.
        if (found.length > 0 && text === WHOLE) assert.throws(() => new DefinitionDraft(folder, FEATURES));
        return found;
    });
}

describe("definition: files that are not read", () => {
    it("follows links to files in the folder, and refuses others without showing what they lead to", () => {
        const outside = fs.mkdtempSync(path.join(os.tmpdir(), "outside-"));
        try {
            fs.writeFileSync(path.join(outside, "secret.yaml"), "password: hunter2\n");
            for (const target of [path.join(outside, "secret.yaml"), "/proc/self/environ", "/etc/passwd"]) {
                const found = beside((folder) => fs.symlinkSync(target, path.join(folder, "x.yaml")));
                assert.deepEqual(
                    found.map(({ at }) => at),
                    ["x.yaml"],
                );
                assert.match(found[0]?.message ?? "", /^leads out of the definition's folder/);
                assert.doesNotMatch(found[0]?.message ?? "", /hunter2|PATH=|root:/);
            }
            fs.writeFileSync(path.join(outside, "a.yaml"), WHOLE);
            const folders = beside((folder) => fs.symlinkSync(outside, path.join(folder, "teams")));
            assert.match(folders[0]?.message ?? "", /^is a link to a folder, whose files are not read/);
        } finally {
            fs.rmSync(outside, { recursive: true });
        }
        const within = beside((folder) => {
            fs.mkdirSync(path.join(folder, "texts"));
            fs.writeFileSync(path.join(folder, "texts", "b.txt"), "units: { B: }\n");
            fs.symlinkSync("texts/b.txt", path.join(folder, "b.yaml"));
        });
        assert.deepEqual(within, []);
    });

    it("allows the definition's own folder to be a link", () => {
        inFolder(WHOLE, (folder) => {
            const link = `${folder}-link`;
            fs.symlinkSync(folder, link);
            try {
                assert.equal(loadDefinition(link).units.length, 1);
            } finally {
                fs.rmSync(link);
            }
        });
    });

    it("refuses loops of links, pipes, folders and unreadable files at once", () => {
        const made: readonly [string, (file: string) => void, RegExp][] = [
            ["loop", (file) => fs.symlinkSync(file, file), /^cannot be read: it is a link that leads to itself/],
            ["nowhere", (file) => fs.symlinkSync("nowhere", file), /^cannot be read: there is no such file, or a link/],
            ["pipe", (file) => void execFileSync("mkfifo", [file]), /^is a device, a pipe or a socket/],
            ["folder", (file) => fs.mkdirSync(file), /^is a folder, but a file is needed here/],
        ];
        for (const [name, make, message] of made) {
            const found = beside((folder) => make(path.join(folder, `${name}.yaml`)));
            assert.equal(found.length, 1, JSON.stringify(found));
            assert.match(found[0]?.message ?? "", message, name);
            const ofPolicy = beside(
                (folder) => make(path.join(folder, `${name}.json`)),
                `policies: { p: { type: TAG_POLICY, file: ${name}.json } }`,
            );
            assert.equal(ofPolicy.length, 1, JSON.stringify(ofPolicy));
            assert.equal(ofPolicy[0]?.path, "policies.p.file");
            assert.match(ofPolicy[0]?.message ?? "", new RegExp(message.source.slice(1)), name);
        }
    });

    it("reads no devices and no endless files, even as the definition itself", () => {
        for (const location of ["/dev/zero", "/proc/self/environ", "/etc/passwd"]) {
            const [mistake, ...more] = mistakesOf(location, "/");
            assert.match(mistake?.message ?? "", /^is not a \*\.yaml file/);
            assert.equal(more.length, 0);
        }
        const device = beside((folder) => fs.symlinkSync("/dev/zero", path.join(folder, "zero.yaml")));
        assert.match(device[0]?.message ?? "", /^leads out of/);
        const huge = beside((folder) => {
            fs.closeSync(fs.openSync(path.join(folder, "huge.yaml"), "w"));
            fs.truncateSync(path.join(folder, "huge.yaml"), 1e12);
        });
        assert.match(huge[0]?.message ?? "", /^has 1,000,000,000,000 bytes: 33,554,432 are read at most/);
    });

    it("requires a policy's file to lie in the definition's folder", () => {
        for (const file of ["../../../../../../../etc/passwd", "link.json", "/etc/passwd", "..", "."]) {
            const found = beside(
                (folder) => fs.symlinkSync("/etc/passwd", path.join(folder, "link.json")),
                `policies: { p: { type: TAG_POLICY, file: ${file} } }`,
            );
            assert.equal(found.length, 1, file);
            assert.equal(found[0]?.path, "policies.p.file");
            assert.match(found[0]?.message ?? "", /leads out of|there is no such file/, file);
            assert.doesNotMatch(found[0]?.message ?? "", /root:/);
        }
    });

    it("refuses a text that is not UTF-8, at the first wrong byte", () => {
        const latin = Buffer.from("units:\n  A: { name: B\xfcro }\n", "latin1");
        const [yaml] = beside((folder) => fs.writeFileSync(path.join(folder, "x.yaml"), latin));
        assert.equal(yaml?.at, "x.yaml:2:15");
        assert.match(yaml?.message ?? "", /^is not written in UTF-8: save it in that encoding/);
        const utf16 = Buffer.from("\uFEFFunits: { B: }", "utf16le");
        const [wide] = beside((folder) => fs.writeFileSync(path.join(folder, "x.yaml"), utf16));
        assert.match(wide?.message ?? "", /^is written in UTF-16: save it in UTF-8/);
        const [json] = beside(
            (folder) => fs.writeFileSync(path.join(folder, "p.json"), Buffer.from('{\n"a": "\xe9" }', "latin1")),
            "policies: { p: { type: TAG_POLICY, file: p.json } }",
        );
        assert.match(json?.message ?? "", /p\.json:2:7 is not written in UTF-8/);
    });

    it("ignores a byte order mark", () => {
        assert.equal(inFolder(`\uFEFF${WHOLE}`, loadDefinition).units.length, 1);
    });
});
