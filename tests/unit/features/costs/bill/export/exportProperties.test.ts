import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import assert from "node:assert/strict";
import fc from "fast-check";
import type { CostQuestion } from "../../../../../../features/costs/bill/costSource";
import { ExportFileSource, FolderFiles } from "../../../../../../features/costs/bill/export";
import { serviceName } from "../../../../../../features/costs/bill/serviceNames";
import type { Charge } from "./billYear";
import { writeCharges } from "./exportWriter";
import { answeredSums, knownSums } from "./knownSums";

/** What AWS allows in tags, and more: quotes, brackets and letters of all scripts; no control characters. */
const text = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .filter((one) => !/[\p{Cc}\p{Cs}]/u.test(one) && !one.includes(" | "));
const key = text.filter((one) => one.trim() !== "" && !/^(user|aws)[:_]/.test(one));
const micro = fc.integer({ min: -1e12, max: 1e12 });

const charge = (tag: string): fc.Arbitrary<Charge> =>
    fc
        .record({
            month: fc.constantFrom("2026-10", "2026-11"),
            day: fc.integer({ min: 1, max: 30 }),
            account: fc.constantFrom("111122223333", "444455556666"),
            service: text,
            region: text,
            kind: fc.constantFrom("usage", "credit", "tax"),
            resource: text,
            tags: fc.dictionary(fc.constantFrom(tag, "other"), text, { noNullPrototype: true }),
            amount: micro,
        })
        .map(({ month, day, kind, service, amount, ...rest }) => ({
            ...rest,
            day: `${month}-${String(day).padStart(2, "0")}`,
            kind: kind,
            type: kind === "usage" ? "Usage" : kind === "credit" ? "Credit" : "Tax",
            service,
            explorerService: kind === "tax" ? "Tax" : serviceName(service),
            unblended: amount,
            amortized: amount,
        }));

describe("any charges", () => {
    let scratch = "";
    before(() => {
        scratch = fs.mkdtempSync(path.join(os.tmpdir(), "export-"));
    });
    after(() => {
        fs.rmSync(scratch, { recursive: true });
    });

    it("have in an export the sums that they have", async () => {
        const charges = key.chain((tag) =>
            fc.record({
                tag: fc.constant(tag),
                charges: fc.array(charge(tag), { minLength: 1, maxLength: 12 }),
                days: fc.tuple(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 1, max: 29 })),
            }),
        );
        let run = 0;
        await fc.assert(
            fc.asyncProperty(charges, async ({ tag, charges: all, days: [from, to] }) => {
                run += 1;
                const folder = path.join(scratch, String(run));
                for (const month of ["2026-10", "2026-11"]) {
                    const ofMonth = all.filter(({ day }) => day.startsWith(month));
                    await writeCharges(`${folder}/data/BILLING_PERIOD=${month}/costs.parquet`, "focus", ofMonth);
                }
                const source = new ExportFileSource(new FolderFiles(folder));
                const two = (day: number): string => String(day).padStart(2, "0");
                const time = {
                    from: `2026-10-${two(from)}`,
                    to: `2026-11-${two(to + 1)}`,
                    granularity: "month",
                } as const;
                for (const groupBy of [["service", "region"], ["kind", { tag }], ["resource"]] as const) {
                    const question: CostQuestion = { ...time, groupBy, metric: "unblended" };
                    assert.deepEqual(answeredSums(await source.costs(question)), knownSums(all, question));
                }
            }),
            { numRuns: 40 },
        );
    });
});
