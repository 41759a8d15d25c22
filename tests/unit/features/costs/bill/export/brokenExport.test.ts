import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import type { CostQuestion } from "../../../../../../features/costs/bill/costSource";
import {
    BucketFiles,
    ExportError,
    exportLocation,
    exportSource,
    ExportFileSource,
    FolderFiles,
} from "../../../../../../features/costs/bill/export";
import { billYear, accountIds, type Charge } from "./billYear";
import { cur2Columns, focusColumns, writeCharges, writeManifest, writeParquet } from "./exportWriter";
import { answeredSums, knownSums } from "./knownSums";

const QUESTION: CostQuestion = {
    from: "2026-10-01",
    to: "2026-12-01",
    granularity: "month",
    groupBy: ["account", { tag: "Team" }],
    metric: "amortized",
};
const OCTOBER = "data/BILLING_PERIOD=2026-10/costs-00001.snappy.parquet";
const NOVEMBER = "data/BILLING_PERIOD=2026-11/costs-00001.snappy.parquet";

describe("an export that cannot be read", () => {
    const charges = billYear("2025-12", accountIds(3));
    const of = (month: string): readonly Charge[] => charges.filter(({ day }) => day.startsWith(month));
    let scratch = "";
    let folder = "";
    const at = (key: string): string => path.join(folder, key);
    const source = (): ExportFileSource => new ExportFileSource(new FolderFiles(folder));
    const refused = async (message: RegExp, question = QUESTION): Promise<void> => {
        await assert.rejects(source().costs(question), (error) => {
            assert.ok(error instanceof ExportError, String(error));
            assert.match(error.message, message);
            return true;
        });
    };

    before(() => {
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
    });
    after(() => {
        fs.rmSync(scratch, { recursive: true });
    });
    beforeEach(async () => {
        // Characters that DuckDB would read as a pattern or as the end of a text.
        folder = path.join(fs.mkdtempSync(path.join(scratch, "folder-")), "it's [a] *?");
        await writeCharges(at(OCTOBER), "focus", of("2026-10"));
        await writeCharges(at(NOVEMBER), "focus", of("2026-11"));
    });

    it("can be read before it is broken", async () => {
        assert.deepEqual(answeredSums(await source().costs(QUESTION)), knownSums(charges, QUESTION));
        assert.deepEqual(await source().months(), ["2026-10", "2026-11"]);
    });

    it("is told from one without costs in a month", async () => {
        writeManifest(folder, "2026-10", [OCTOBER]);
        writeManifest(folder, "2026-11", []);
        const october: CostQuestion = { ...QUESTION, to: "2026-11-01" };
        assert.deepEqual(answeredSums(await source().costs(QUESTION)), knownSums(charges, october));
        assert.deepEqual(await source().costs({ ...QUESTION, from: "2026-11-01" }), []);
        await refused(/has no files of 2026-12, but of 2026-10 and 2026-11: ask for these months only/, {
            ...QUESTION,
            to: "2027-01-01",
        });
    });

    it("is being delivered for the first time", async () => {
        const files = Object.assign(new FolderFiles(folder), { isDelivery: true });
        const first = new ExportFileSource(files);
        assert.deepEqual(await first.months(), []);
        await assert.rejects(first.costs(QUESTION), /AWS has not completed a delivery yet: .* within 24 hours/);
    });

    it("has a month whose first delivery is not complete", async () => {
        writeManifest(folder, "2026-10", [OCTOBER]);
        assert.deepEqual(await source().months(), ["2026-10"]);
        await refused(/has no files of 2026-11, but of 2026-10: .* a month is complete when its manifest is there/);
    });

    it("has a truncated file, an empty one, or one that is no Parquet", async () => {
        const whole = fs.readFileSync(at(NOVEMBER));
        const middle = Buffer.from(whole);
        middle.fill(0xff, 4, whole.length - 2_000);
        for (const broken of [
            whole.subarray(0, -100),
            whole.subarray(0, 2),
            Buffer.from("<html>"),
            middle,
            Buffer.of(),
        ]) {
            fs.writeFileSync(at(NOVEMBER), broken);
            await refused(/is not a complete Parquet file: copy it again/);
        }
    });

    it("has files that cannot be opened", async () => {
        fs.rmSync(at(NOVEMBER));
        fs.mkdirSync(at(NOVEMBER));
        await refused(/has no files of 2026-11|has no files/);
        await assert.rejects(
            new ExportFileSource(new FolderFiles("/no/such/folder")).months(),
            /there is no folder "\/no\/such\/folder"/,
        );
        await assert.rejects(
            new ExportFileSource(new FolderFiles(at(OCTOBER))).months(),
            /is a file: name the folder of the export/,
        );
    });

    it("has columns of another version, or another table", async () => {
        const focus = focusColumns(of("2026-11"));
        const { EffectiveCost, ResourceId, ...old } = focus;
        await writeParquet(at(NOVEMBER), { ...old, EffectiveCostInBillingCurrency: EffectiveCost ?? assert.fail() });
        await refused(/, 2026-11, lacks the column EffectiveCost of FOCUS.*read an export of FOCUS 1\.0 or 1\.2/);
        await refused(/lacks the column ResourceId .*set costs\.export\.resources to true/, {
            ...QUESTION,
            metric: "unblended",
            groupBy: ["resource"],
        });
        const { Tags, ...flat } = focus;
        await writeParquet(at(NOVEMBER), { ...flat, Tags: ResourceId ?? assert.fail() });
        assert.ok(Tags);
        await refused(/has the column "Tags" as "VARCHAR", and AWS documents a map/);
        await writeParquet(at(NOVEMBER), { recommendation: ResourceId ?? assert.fail() });
        await refused(
            /has no column BilledCost \(FOCUS\) or line_item_unblended_cost \(CUR 2\.0\).* It has "recommendation"/,
        );
        await writeParquet(at(NOVEMBER), cur2Columns(of("2026-11")));
        await refused(/has months in FOCUS and CUR 2\.0: name an export in one format/);
    });

    it("reads a file with more columns than another of its month", async () => {
        const more = at("data/BILLING_PERIOD=2026-11/costs-00002.snappy.parquet");
        const { Tags, ...fewer } = focusColumns(of("2026-11"));
        assert.ok(Tags);
        await writeParquet(more, fewer);
        const rows = await source().costs({ ...QUESTION, from: "2026-11-01", groupBy: ["account"] });
        const twice = [...of("2026-11"), ...of("2026-11")];
        assert.deepEqual(answeredSums(rows), knownSums(twice, { ...QUESTION, groupBy: ["account"] }));
    });

    it("has two currencies", async () => {
        const { BillingCurrency, ...rest } = focusColumns(of("2026-11"));
        const data = (BillingCurrency?.data ?? []).map((_, index) => (index === 0 ? "EUR" : "USD"));
        await writeParquet(at(NOVEMBER), { ...rest, BillingCurrency: { type: "STRING", data } });
        await refused(/has charges in EUR and USD, which have no common sum/);
    });
});

describe("the bucket of an export", () => {
    const files = (answer: (region: string) => Promise<unknown>, regions: string[] = []): BucketFiles => {
        const clients = {
            s3: (region: string) => {
                regions.push(region);
                return Promise.resolve({ send: () => answer(region) } as unknown as S3Client);
            },
        };
        return new BucketFiles({ bucket: "acme", prefix: "", region: "us-east-1" }, clients, "/nowhere");
    };
    const redirect = (region?: string): Error =>
        Object.assign(new Error("The bucket is elsewhere"), {
            name: "PermanentRedirect",
            $metadata: { httpStatusCode: 301 },
            $response: { headers: { ...(region && { "x-amz-bucket-region": region }) } },
        });

    it("is asked in the region that S3 names, and then always", async () => {
        const regions: string[] = [];
        const bucket = files(
            (region) => (region === "eu-central-1" ? Promise.resolve({}) : Promise.reject(redirect("eu-central-1"))),
            regions,
        );
        assert.deepEqual(await bucket.list(), []);
        assert.deepEqual(await bucket.list(), []);
        assert.deepEqual(regions, ["us-east-1", "eu-central-1", "eu-central-1"]);
    });

    for (const [name, error, message] of [
        [
            "another region that S3 does not name",
            redirect(),
            /is in another region than us-east-1: name it in costs\.export\.region/,
        ],
        ["a region that does not have it either", redirect("us-west-2"), /is in another region than us-west-2/],
        ["a denial", Object.assign(new Error("no"), { name: "AccessDenied" }), /they need s3:ListBucket/],
        ["no network", Object.assign(new Error("no"), { code: "ENOTFOUND" }), /AWS cannot be reached/],
        [
            "no credentials",
            Object.assign(new Error("none"), { name: "CredentialsProviderError" }),
            /there are no credentials for AWS/,
        ],
        ["archived files", Object.assign(new Error("no"), { name: "InvalidObjectState" }), /S3 Glacier/],
    ] as const) {
        it(`explains ${name}`, async () => {
            await assert.rejects(files(() => Promise.reject(error)).list(), { name: "ExportError", message });
        });
    }
});

describe("the source at a location", () => {
    it("asks for no client of AWS where it reads a folder", async () => {
        const options = { region: "us-east-1", clients: () => assert.fail("asked for a client") };
        const source = exportSource(exportLocation("/no/such/folder"), options);
        assert.equal(source.name, "the export in /no/such/folder");
        assert.deepEqual(source.usage(), { requests: 0, cached: 0, usd: 0 });
        await assert.rejects(source.costs(QUESTION), /there is no folder/);
    });
});
