import assert from "node:assert/strict";
import { mapOfOrganization, type MapNode } from "../../../../../features/costs/page/data/mapNode";

describe("mapOfOrganization", () => {
    it("sums accounts in their units, greatest first", () => {
        const account = (
            name: string,
            thisMonth: number,
            ...units: string[]
        ): Parameters<typeof mapOfOrganization>[1][number] => ({
            account: name,
            id: name,
            units,
            dimensions: {},
            thisMonth,
            lastMonthSameDay: 1,
        });
        const map = mapOfOrganization("acme", [
            account("root", 5),
            account("small", 2, "Workloads", "Prod"),
            account("large", 9, "Workloads", "Prod"),
            account("sandbox", 1, "Sandbox"),
            account("odd", 1, "__proto__"),
        ]);
        const text = ({ name, amount, before, accounts, children }: MapNode): string =>
            `${name} ${amount} ${before} ${accounts}${children.length > 0 ? ` (${children.map(text).join(", ")})` : ""}`;
        assert.equal(
            text(map),
            "acme 18 5 5 (Workloads 11 2 2 (Prod 11 2 2 (large 9 1 1, small 2 1 1)), root 5 1 1, Sandbox 1 1 1 (sandbox 1 1 1), __proto__ 1 1 1 (odd 1 1 1))",
        );
    });
});
