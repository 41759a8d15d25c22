import assert from "node:assert/strict";
import { review } from "../../../../program/review";
import type { OrganizationModel } from "../../../../definition";
import { type ExistingResources } from "../../../../program/state";
import { definition, existing, ID, QUARANTINED, refusals, SHOP, warnings } from "./reviewSupport";

describe("program: the review of changes that would lose an account", () => {
    it("shows changes that are allowed and should be seen", () => {
        const seen = (model: OrganizationModel, state: ExistingResources): string =>
            warnings(model, state).join("\n---\n");
        assert.equal(seen(definition(), existing()), "");
        assert.match(
            seen(definition(), existing({}, QUARANTINED)),
            /^account shop \(111122223333\) leaves its quarantine: [^]*$/,
        );
        assert.match(
            seen(definition("acknowledge: { loses: [tight] }", "S"), existing()),
            /^moves account shop \(111122223333\) from W to S, where it loses the guardrails tight, as is acknowledged\.\nbefore: tight\nafter: none$/,
        );
        const closing = `state: closing, acknowledge: { closing: "${ID}" }`;
        assert.match(
            seen(definition(closing), existing()),
            /is closing, and people can work in it until it is closed\./,
        );
        assert.equal(seen(definition(closing, "Suspended"), existing({ unit: "Suspended" })), "");
    });

    it("reports all refusals at once", () => {
        const found = refusals(
            definition("roleName: Admin", "S"),
            existing(
                { email: "old@example.com" },
                {
                    accounts: new Map([
                        ["shop", { ...SHOP, email: "old@example.com" }],
                        ["gone", SHOP],
                    ]),
                },
            ),
        );
        assert.deepEqual(found.map(({ path }) => path).sort(), [
            "",
            "accounts.shop",
            "accounts.shop.email",
            "accounts.shop.roleName",
        ]);
    });

    it("says where the account is written in the definition", () => {
        const [problem] = review(definition("", "S"), existing(), "organizations/dev").problems;
        assert.equal(problem?.place.line, 11);
    });
});
