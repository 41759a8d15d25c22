import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { withDuckDb } from "../../../../../../features/costs/bill/export/duckDb";
import {
    defaultCacheFolder,
    ExportCache,
    type WantedFile,
} from "../../../../../../features/costs/bill/export/exportCache";

describe("the cache of fetched files", () => {
    let folder = "";
    const opened: string[] = [];
    const wanted = (contents: string, month = "2026-11", bytes = contents.length): WantedFile => ({
        month,
        identity: contents,
        bytes,
        name: `s3://acme/${contents}`,
        open: () => {
            opened.push(contents);
            return Promise.resolve(Readable.from([Buffer.from(contents)]));
        },
    });
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    const present = (): readonly string[] =>
        fs
            .globSync("*/*", { cwd: folder })
            .map((file) => fs.readFileSync(path.join(folder, file), "utf8"))
            .sort();

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "cache-"));
        opened.length = 0;
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    it("fetches what is missing, in the order of the files, and says how much", async () => {
        const said: (readonly [number, number])[] = [];
        const cache = new ExportCache(folder, (files, bytes) => said.push([files, bytes]));
        await cache.fetch([wanted("a"), wanted("b")]);
        const files = ["c", "a", "dd", "b", "e", "f", "g"].map((one) => wanted(one));
        const paths = await cache.fetch(files);
        assert.deepEqual(
            paths.map((one) => fs.readFileSync(one, "utf8")),
            files.map(({ identity }) => identity),
        );
        assert.deepEqual(said, [
            [2, 2],
            [5, 6],
        ]);
        assert.equal(cache.cached, 2);
        assert.deepEqual([...opened].sort(), ["a", "b", "c", "dd", "e", "f", "g"]);
    });

    it("deletes what AWS has replaced a day after its last use, and keeps other months", async () => {
        const cache = new ExportCache(folder);
        const [november = "", october = ""] = await cache.fetch([wanted("old"), wanted("other", "2026-10")]);
        const part = path.join(path.dirname(november), "x.part");
        fs.writeFileSync(part, "interrupted");
        await cache.fetch([wanted("new")]);
        assert.deepEqual(present(), ["interrupted", "new", "old", "other"]);
        for (const file of [november, october, part]) fs.utimesSync(file, yesterday, yesterday);
        await cache.fetch([wanted("new")]);
        assert.deepEqual(present(), ["new", "other"]);
        assert.deepEqual(opened, ["old", "other", "new"]);
    });

    it("keeps nothing of a file that ended early or is longer", async () => {
        const cache = new ExportCache(folder);
        for (const bytes of [2, 9]) {
            await assert.rejects(cache.fetch([wanted("short", "2026-11", bytes)]), {
                name: "ExportError",
                message: `s3://acme/short ended after 5 of ${bytes} bytes: run this again, it fetches only what is missing`,
            });
        }
        assert.deepEqual(present(), []);
    });

    it("asks for the room on the disk first", async () => {
        await assert.rejects(new ExportCache(folder).fetch([wanted("large", "2026-11", 1e18)]), {
            name: "ExportError",
            message:
                /^the files of these months have 1000000000\.0 GB, and the disk of .* has .* left: ask for fewer months/,
        });
        assert.deepEqual(opened, []);
    });

    it("lies in the user's cache folder", () => {
        assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: "/x" }), "/x/aws-organization/export");
        const home = path.join(os.homedir(), ".cache/aws-organization/export");
        for (const XDG_CACHE_HOME of [undefined, "", "relative"])
            assert.equal(defaultCacheFolder({ XDG_CACHE_HOME }), home);
    });
});

describe("DuckDB", () => {
    it("says that a question is too large for the machine, and leaves no files", async () => {
        // Other tests leave their files in the usual folder while they run.
        const [usual, own] = [process.env.TMPDIR, fs.mkdtempSync(path.join(os.tmpdir(), "duckdb-"))];
        process.env.TMPDIR = own;
        const large = "SELECT i::VARCHAR AS text, array_agg(i) AS numbers FROM range(3000000) AS series(i) GROUP BY 1";
        try {
            await assert.rejects(
                withDuckDb((run) => run(large), 8 * 1024 ** 2),
                {
                    name: "ExportError",
                    message: /too large for the memory .*: ask for fewer months or accounts, or ask Athena/,
                },
            );
            assert.deepEqual(fs.readdirSync(own), []);
        } finally {
            if (usual === undefined) delete process.env.TMPDIR;
            else process.env.TMPDIR = usual;
            fs.rmSync(own, { recursive: true });
        }
    });

    it("loads no extension", async () => {
        await withDuckDb(async (run) => {
            const [settings] = await run(
                "SELECT current_setting('autoinstall_known_extensions')::VARCHAR AS install, current_setting('autoload_known_extensions')::VARCHAR AS load",
            );
            assert.deepEqual(settings, { install: "false", load: "false" });
            await assert.rejects(run("SELECT * FROM read_parquet('s3://acme/x.parquet')"), { name: "ExportError" });
        });
    });

    it("is loaded by its first question, as the AWS SDK is", () => {
        const code = `require("./features/costs/bill/export");
            console.log(Object.keys(require.cache).filter((file) => /@duckdb|@aws-sdk|@smithy/.test(file)).join())`;
        const options = { cwd: path.resolve(__dirname, "../../../../../.."), encoding: "utf8" } as const;
        assert.equal(
            execFileSync(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", code], options).trim(),
            "",
        );
    });
});
