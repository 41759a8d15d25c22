import assert from "node:assert/strict";
import { workloadAccounts } from "../../../../features/security/language/workloadAccounts";
import { load } from "../../definition/definitionFixtures";
import { ORGANISATION } from "./securityFixture";

describe("an account that security shares", () => {
    const { accounts } = load(ORGANISATION);

    it("is warned of outside the units of kind security", () => {
        assert.deepEqual(workloadAccounts({ logArchive: "log-archive", audit: "shop" }, { accounts }), [
            "security.audit is shop, which is in no unit of kind security: it administers detection for the organisation, and who administers that account can turn it off. Name an account of its own in a unit with `kind: security`",
        ]);
        const [warning = ""] = workloadAccounts({ logArchive: "shop" }, { accounts });
        assert.match(warning, /^security\.logArchive is shop, .*locked logs cannot be moved elsewhere later/);
    });

    it("is fine in one, and where nothing is on", () => {
        assert.deepEqual(workloadAccounts({ logArchive: "log-archive", audit: "log-archive" }, { accounts }), []);
        assert.deepEqual(workloadAccounts({}, { accounts }), []);
    });
});
