import assert from "node:assert/strict";
import { exportLocation, modelLocation } from "../../../../../../features/costs/bill/export";
import {
    filesOfMonth,
    monthsOf,
    oneExport,
    type ExportFile,
} from "../../../../../../features/costs/bill/export/exportLayout";

const WHERE = "/work/costs";
const NOVEMBER = "BILLING_PERIOD=2026-11";

/** @param paths a number after `@` is the time at which the file was written. */
function files(...paths: readonly string[]): readonly ExportFile[] {
    return paths.map((one) => {
        const [path = "", modified = "0"] = one.split("@");
        return { path, bytes: 1, modified: Number(modified) };
    });
}

/** The files of November, where each manifest's contents are in a map by its key. */
async function november(
    listing: readonly ExportFile[],
    manifests: Readonly<Record<string, unknown>>,
): Promise<string[]> {
    const found = await filesOfMonth(oneExport(listing, WHERE), "2026-11", WHERE, ({ key }) => {
        const contents = manifests[key] ?? assert.fail(`read ${key}`);
        return Promise.resolve(typeof contents === "string" ? contents : JSON.stringify({ dataFiles: contents }));
    });
    return found.map(({ path }) => path);
}

const uri = (key: string): string => `s3://acme-costs/some/data/prefix/costs/${key}`;

describe("the layout of an export", () => {
    const first = `data/${NOVEMBER}/costs-00001.snappy.parquet`;
    const second = `data/${NOVEMBER}/costs-00002.snappy.parquet`;
    const manifest = `metadata/${NOVEMBER}/costs-Manifest.json`;

    it("has the months below any prefix, and ignores what is elsewhere", () => {
        const placed = oneExport(
            files(
                `a/b/costs/${first}`,
                "a/b/costs/metadata/BILLING_PERIOD=2026-09/x",
                "a/b/costs/notes.parquet",
                "x.json",
            ),
            WHERE,
        );
        assert.deepEqual(monthsOf(placed), ["2026-09", "2026-11"]);
        assert.deepEqual(
            placed.map(({ key }) => key),
            [first, "metadata/BILLING_PERIOD=2026-09/x"],
        );
    });

    it("counts only what the manifest lists: not a file that a shorter delivery left", async () => {
        assert.deepEqual(await november(files(first, second, manifest), { [manifest]: [uri(first)] }), [first]);
        assert.deepEqual(await november(files(first, manifest), { [manifest]: [] }), []);
        const lower = [first, manifest].map((key) => key.toLowerCase());
        assert.deepEqual(await november(files(...lower), { [lower[1] ?? ""]: [uri(lower[0] ?? "")] }), [lower[0]]);
        assert.deepEqual(await november(files(first, manifest), { [manifest]: [uri(first), uri(first)] }), [first]);
    });

    it("counts the newest delivery of CREATE_NEW, by the names of the folders", async () => {
        const [old, young] = ["2026-11-20T00:00:00Z-b", "2026-11-21T00:00:00Z-a"];
        const data = (delivery: string): string => `data/${NOVEMBER}/${delivery}/costs-00001.snappy.parquet`;
        const meta = (delivery: string): string => `metadata/${NOVEMBER}/${delivery}/costs-Manifest.json`;
        // A copy has the times of its copying.
        const listing = files(data(old), data(young), `${meta(young)}@1`, `${meta(old)}@2`);
        const manifests = { [meta(old)]: [uri(data(old))], [meta(young)]: [uri(data(young))] };
        assert.deepEqual(await november(listing, manifests), [data(young)]);
        // An export that has changed from one to the other has both; the time decides.
        const both = [...listing, ...files(first, `${manifest}@9`)];
        assert.deepEqual(await november(both, { ...manifests, [manifest]: [uri(first)] }), [first]);
    });

    it("is not read while AWS replaces it: a file is newer than the manifest, which AWS writes last", async () => {
        const read = (...listing: readonly string[]): Promise<unknown> =>
            filesOfMonth(
                oneExport(files(...listing), WHERE),
                "2026-11",
                WHERE,
                () => Promise.resolve(JSON.stringify({ dataFiles: [uri(first)] })),
                { isDelivery: true },
            );
        await assert.rejects(
            read(`${first}@9`, `${manifest}@5`),
            /^ExportError: AWS is replacing the files of 2026-11 in \/work\/costs at this moment: run this again in some minutes/,
        );
        // The next delivery has begun with a file that this one does not have.
        await read(`${first}@1`, `${second}@9`, `${manifest}@5`);
        await read(`${first}@5`, `${manifest}@5`);
        // A copy has the times of its copying.
        assert.deepEqual(await november(files(`${first}@9`, `${manifest}@5`), { [manifest]: [uri(first)] }), [first]);
    });

    it("does not have a month whose first delivery is not complete: AWS writes its manifest last", () => {
        const october = "metadata/BILLING_PERIOD=2026-10/costs-Manifest.json";
        assert.deepEqual(monthsOf(oneExport(files(first, october), WHERE)), ["2026-10"]);
        assert.deepEqual(monthsOf(oneExport(files(first, manifest, october), WHERE)), ["2026-10", "2026-11"]);
    });

    it("counts all Parquet files of a copy without manifests, if they are of one delivery", async () => {
        assert.deepEqual(await november(files(first, second, `data/${NOVEMBER}/_SUCCESS`), {}), [first, second]);
        await assert.rejects(
            november(files(`data/${NOVEMBER}/a/x.parquet`, `data/${NOVEMBER}/b/x.parquet`), {}),
            /has 2 deliveries of 2026-11, and no manifest that says which is the last/,
        );
    });

    const refused: readonly (readonly [string, readonly ExportFile[], Readonly<Record<string, unknown>>, RegExp])[] = [
        [
            "a file that is not there",
            files(first, manifest),
            { [manifest]: [uri(first), uri(second)] },
            /lacks 1 of the 2 files of 2026-11 .* copy it again/,
        ],
        [
            "a path out of the folder",
            files(first, manifest),
            { [manifest]: ["s3://b/data/BILLING_PERIOD=2026-11/../../../etc/x.parquet"] },
            /lacks 1 of the 1 file of/,
        ],
        [
            "CSV",
            files(`data/${NOVEMBER}/x.csv.gz`, manifest),
            { [manifest]: [uri(`data/${NOVEMBER}/x.csv.gz`)] },
            /only Parquet can be read/,
        ],
        ["CSV without a manifest", files(`data/${NOVEMBER}/x.csv.gz`), {}, /only Parquet can be read/],
        ["a manifest that is none", files(first, manifest), { [manifest]: "{}" }, /is no manifest of AWS Data Exports/],
        [
            "a manifest that is no JSON",
            files(first, manifest),
            { [manifest]: "<html>" },
            /is no manifest of AWS Data Exports/,
        ],
        ["null", files(first, manifest), { [manifest]: "null" }, /is no manifest of AWS Data Exports/],
        ["numbers", files(first, manifest), { [manifest]: [1] }, /is no manifest of AWS Data Exports/],
        ["no files", [], {}, /^\/work\/costs has no files\. AWS delivers a new export within 24 hours/],
        [
            "other files",
            files("a.txt"),
            {},
            /^\/work\/costs has no export: an export has its files in data\/BILLING_PERIOD/,
        ],
        [
            "Parquet outside the layout",
            files("a.parquet"),
            {},
            /has Parquet files, such as "a\.parquet", but not in the folders of an export/,
        ],
        [
            "a part of an export",
            files(`${NOVEMBER}/a.parquet`),
            {},
            /is a part of an export: .*Name the folder above data\//,
        ],
        [
            "two exports",
            files(`b/${first}`, `a/${first}`),
            {},
            /has 2 exports: name one of \/work\/costs\/a or \/work\/costs\/b/,
        ],
    ];
    for (const [name, listing, manifests, message] of refused) {
        it(`refuses ${name}`, async () => {
            await assert.rejects(november(listing, manifests), { name: "ExportError", message });
        });
    }
});

describe("the location of an export", () => {
    for (const [text, location] of [
        ["/work/costs", { kind: "folder", folder: "/work/costs" }],
        ["costs", { kind: "folder", folder: "costs" }],
        ["C:\\costs", { kind: "folder", folder: "C:\\costs" }],
        ["s3://acme-costs", { kind: "bucket", bucket: "acme-costs", prefix: "" }],
        ["s3://acme-costs/a//b/", { kind: "bucket", bucket: "acme-costs", prefix: "a/b" }],
        [
            "athena://primary/billing/focus",
            { kind: "athena", workgroup: "primary", database: "billing", table: "focus" },
        ],
    ] as const) {
        it(text, () => {
            assert.deepEqual(exportLocation(text), location);
        });
    }

    for (const text of [
        "",
        " ",
        "s3://",
        "s3:///x",
        "s3://UPPER/x",
        "athena://a/b",
        "athena://a/b/c/d",
        "athena://a/b/",
        "https://x",
    ]) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            assert.throws(() => exportLocation(text), { name: "ExportError" });
        });
    }

    it("of a definition is where AWS delivers it", () => {
        const model = { name: "costs", format: "focus", prefix: "focus", region: "eu-central-1" } as const;
        const rest = { resources: false, keepOldVersionsDays: 30 };
        const place = { kind: "bucket", prefix: "focus/costs", region: "eu-central-1", isDelivery: true };
        assert.deepEqual(modelLocation({ ...model, ...rest }, "111122223333"), {
            ...place,
            bucket: "costs-111122223333",
        });
        assert.deepEqual(modelLocation({ ...model, ...rest, bucket: "acme" }, "1"), { ...place, bucket: "acme" });
    });
});
