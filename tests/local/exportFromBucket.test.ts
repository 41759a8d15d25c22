import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {
    CreateBucketCommand,
    DeleteObjectCommand,
    PutObjectCommand,
    S3Client,
    type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import type { CostQuestion } from "../../features/costs/bill/costSource";
import { BucketFiles, ExportError, ExportFileSource } from "../../features/costs/bill/export";
import { accountIds, billYear, monthsFrom } from "../unit/features/costs/bill/export/billYear";
import { writeExport } from "../unit/features/costs/bill/export/exportWriter";
import { answeredSums, knownSums } from "../unit/features/costs/bill/export/knownSums";
import { startLocalAws, type LocalAws } from "./server";

const QUESTION: CostQuestion = {
    from: "2026-10-01",
    to: "2026-12-01",
    granularity: "month",
    groupBy: ["account"],
    metric: "amortized",
};

describe("an export in a bucket", () => {
    const charges = billYear("2025-12", accountIds(20));
    let aws: LocalAws;
    let scratch = "";
    let cache = "";
    const made = new Map<string, S3Client>();
    const regions: string[] = [];

    const clients = {
        s3: (region: string): Promise<S3Client> => {
            regions.push(region);
            const client = made.get(region) ?? new S3Client({ ...aws.clientConfig(), region, forcePathStyle: true });
            made.set(region, client);
            return Promise.resolve(client);
        },
    };
    const s3 = () => clients.s3("eu-central-1");
    const source = (prefix = "focus/costs", bucket = "acme-costs"): ExportFileSource =>
        new ExportFileSource(new BucketFiles({ bucket, prefix, region: "eu-central-1" }, clients, cache));
    const put = async (key: string, body: Buffer | string): Promise<void> => {
        await (await s3()).send(new PutObjectCommand({ Bucket: "acme-costs", Key: key, Body: body }));
    };
    const cached = (): readonly string[] => fs.globSync("*/*/*", { cwd: cache }).sort();

    before(async () => {
        aws = await startLocalAws();
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
        const CreateBucketConfiguration = { LocationConstraint: "eu-central-1" as BucketLocationConstraint };
        await (await s3()).send(new CreateBucketCommand({ Bucket: "acme-costs", CreateBucketConfiguration }));
        await writeExport(path.join(scratch, "focus"), "focus", charges);
        for (const file of fs.globSync("**/*.{parquet,json}", { cwd: path.join(scratch, "focus") })) {
            await put(`focus/costs/${file}`, fs.readFileSync(path.join(scratch, "focus", file)));
        }
    });
    beforeEach(() => {
        cache = fs.mkdtempSync(path.join(scratch, "cache-"));
    });
    after(async () => {
        for (const client of made.values()) client.destroy();
        fs.rmSync(scratch, { recursive: true });
        await aws.stop();
    });

    it("is fetched once, only the months of the question, readable only by the user", async () => {
        const first = source();
        assert.deepEqual(await first.months(), monthsFrom("2025-12", 12));
        assert.deepEqual(answeredSums(await first.costs(QUESTION)), knownSums(charges, QUESTION));
        // One list, a manifest and two files of each month.
        assert.equal(first.usage().requests, 1 + 2 * (1 + 2));
        assert.equal(cached().length, 4);
        for (const file of cached()) assert.equal(fs.statSync(path.join(cache, file)).mode & 0o077, 0);
        for (const folder of fs.globSync("{*,*/*}", { cwd: cache }))
            assert.equal(fs.statSync(path.join(cache, folder)).mode & 0o077, 0);

        const second = source();
        assert.deepEqual(answeredSums(await second.costs(QUESTION)), knownSums(charges, QUESTION));
        assert.deepEqual({ ...second.usage(), usd: 0 }, { requests: 3, cached: 4, usd: 0 });
    });

    it("is fetched again where AWS replaced a file, whose old contents count no more", async () => {
        await source().costs(QUESTION);
        const key = "focus/costs/data/BILLING_PERIOD=2026-11/costs-00001.snappy.parquet";
        const old = fs.readFileSync(path.join(scratch, "focus", key.slice("focus/costs/".length)));
        const other = fs.readFileSync(
            path.join(scratch, "focus", "data/BILLING_PERIOD=2026-10/costs-00001.snappy.parquet"),
        );
        await put(key, other);
        const november = { ...QUESTION, from: "2026-11-01" };
        try {
            const second = source();
            const rows = answeredSums(await second.costs(november));
            assert.notDeepEqual(rows, knownSums(charges, november));
            assert.deepEqual({ ...second.usage(), usd: 0 }, { requests: 3, cached: 1, usd: 0 });
        } finally {
            await put(key, old);
        }
        assert.deepEqual(answeredSums(await source().costs(november)), knownSums(charges, november));
    });

    it("is found below a prefix, and needs a name among several", async () => {
        assert.deepEqual(answeredSums(await source("focus").costs(QUESTION)), knownSums(charges, QUESTION));
        await put("other/second/data/BILLING_PERIOD=2026-11/x.parquet", "x");
        await assert.rejects(source("").costs(QUESTION), {
            name: "ExportError",
            message:
                "s3://acme-costs has 2 exports: name one of s3://acme-costs/focus/costs or s3://acme-costs/other/second",
        });
    });

    it("leaves nothing half when a download is interrupted, and continues", async () => {
        const interrupted = source();
        await interrupted.months();
        // The first two requests are for the manifests.
        const client = await s3();
        let gets = 0;
        client.middlewareStack.add(
            (next, context) => async (args) => {
                const answer = await next(args);
                if (context.commandName === "GetObjectCommand" && (gets += 1) === 6) {
                    const { Body } = answer.output as { Body: NodeJS.ReadableStream & { destroy(error: Error): void } };
                    Body.destroy(new Error("the connection was closed"));
                }
                return answer;
            },
            { step: "initialize", name: "interrupt" },
        );
        try {
            await assert.rejects(interrupted.costs(QUESTION), /the connection was closed/);
        } finally {
            client.middlewareStack.remove("interrupt");
        }
        const kept = cached().length;
        assert.equal(kept, 3);
        assert.ok(cached().every((file) => file.endsWith(".parquet")));
        const again = source();
        assert.deepEqual(answeredSums(await again.costs(QUESTION)), knownSums(charges, QUESTION));
        assert.equal(again.usage().cached, kept);
    });

    it("says what is wrong with a bucket, and with months", async () => {
        const refused = async (one: ExportFileSource, message: RegExp, question = QUESTION): Promise<void> => {
            await assert.rejects(one.costs(question), (error) => {
                assert.ok(error instanceof ExportError, String(error));
                assert.match(error.message, message);
                return true;
            });
        };
        await refused(source("", "nobody-has-this"), /there is no bucket "nobody-has-this"/);
        await refused(
            source("empty"),
            /s3:\/\/acme-costs\/empty has no files\. AWS delivers a new export within 24 hours/,
        );
        await refused(source(), /has no files of 2026-12, but of 2025-12, /, { ...QUESTION, to: "2027-01-01" });
        await aws.fault({ operation: "s3.ListObjectsV2", error: { code: "AccessDenied", status: 403 } });
        await refused(
            source(),
            /AWS denies the credentials to read s3:\/\/acme-costs\/focus\/costs: they need s3:ListBucket/,
        );
        fs.writeFileSync(path.join(scratch, "file"), "");
        cache = path.join(scratch, "file");
        await refused(
            source(),
            /file\/acme-costs-\w+\/2026-10", in which fetched files are kept, cannot be written \(ENOTDIR\)/,
        );
    });

    it("says that AWS is replacing files where one is gone", async () => {
        const key = "focus/costs/data/BILLING_PERIOD=2026-09/costs-00002.snappy.parquet";
        const september = { ...QUESTION, from: "2026-09-01", to: "2026-10-01" };
        const listed = source();
        await listed.months();
        await (await s3()).send(new DeleteObjectCommand({ Bucket: "acme-costs", Key: key }));
        await assert.rejects(listed.costs(september), /AWS is replacing the files of s3:\/\/acme-costs\/focus\/costs/);
        await assert.rejects(source().costs(september), /lacks 1 of the 2 files of 2026-09/);
    });
});
