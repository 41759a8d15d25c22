import assert from "node:assert/strict";
import fc from "fast-check";
import { CHARGE_KINDS, type ChargeKind } from "../../../../../../features/costs/bill/costSource";
import { explorerAmounts, explorerRequest } from "../../../../../../features/costs/bill/explorer/explorerRequest";
import { NOVEMBER, page } from "./explorerAnswer";

/** Whether Cost Explorer would count a charge of a record type, by the filter of a request. */
function counts(filter: ReturnType<typeof explorerRequest>["Filter"], type: string): boolean {
    if (!filter) return true;
    if (filter.And) return filter.And.every((one) => counts(one, type));
    if (filter.Not) return !counts(filter.Not, type);
    if (filter.Dimensions?.Key !== "RECORD_TYPE") return true;
    return filter.Dimensions.Values?.includes(type) ?? false;
}

describe("a request to Cost Explorer", () => {
    it("counts exactly the charges of the kinds that are asked for", () => {
        const types: Readonly<Record<string, ChargeKind>> = {
            Credit: "credit",
            Refund: "refund",
            Tax: "tax",
            Usage: "usage",
            "Savings Plan Covered Usage": "usage",
            "Something that AWS adds": "usage",
        };
        const kinds = fc.subarray([...CHARGE_KINDS], { minLength: 1 });
        const accounts = fc.option(fc.array(fc.stringMatching(/^\d{12}$/), { minLength: 1 }), { nil: undefined });
        fc.assert(
            fc.property(kinds, accounts, (wanted, ids) => {
                const { Filter } = explorerRequest({ ...NOVEMBER, kinds: wanted, ...(ids && { accounts: ids }) });
                for (const [type, kind] of Object.entries(types)) {
                    assert.equal(counts(Filter, type), wanted.includes(kind), type);
                }
                const parts = Filter?.And ?? [Filter];
                assert.equal(
                    parts.some((one) => one?.Dimensions?.Key === "LINKED_ACCOUNT"),
                    ids !== undefined,
                );
            }),
        );
    });

    it("counts all accounts but some", () => {
        const asked = (exceptAccounts: readonly string[]): unknown =>
            explorerRequest({ ...NOVEMBER, exceptAccounts }).Filter;
        const Dimensions = { Key: "LINKED_ACCOUNT", Values: ["200000000001"] };
        assert.deepEqual(asked(["200000000001"]), { Not: { Dimensions } });
        assert.equal(asked([]), undefined);
    });

    it("gives a tag's value, whatever characters the key and the value have", () => {
        fc.assert(
            fc.property(fc.string({ minLength: 1 }), fc.string(), (tag, value) => {
                const question = { ...NOVEMBER, groupBy: [{ tag }] };
                const [amount] = explorerAmounts(question, page([[[`${tag}$${value}`], "2"]]));
                assert.deepEqual(amount?.keys, [value]);
            }),
        );
    });

    it("gives the names that an export has", () => {
        const question = { ...NOVEMBER, groupBy: ["region", "kind"] } as const;
        const groups = [
            ["NoRegion", "Tax"],
            ["eu-west-1", "Recurring"],
        ].map((keys) => [keys, "1"] as const);
        const keys = explorerAmounts(question, page(groups)).map((one) => one.keys);
        assert.deepEqual(keys, [
            ["global", "tax"],
            ["eu-west-1", "usage"],
        ]);
    });

    it("gives the month of the first day where one sum is wanted", () => {
        const question = { ...NOVEMBER, from: "2026-10-15", granularity: "total" } as const;
        assert.equal(explorerAmounts(question, page([[["1", "A"], "1"]]))[0]?.month, "2026-10");
    });
});
