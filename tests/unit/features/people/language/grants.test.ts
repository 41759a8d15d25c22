import assert from "node:assert/strict";
import { accessByAccount, withAccess } from "./peopleFixture";

/** The accounts that `where` and `except` mean. */
function accounts(where: string, except?: string): string {
    const line = `{ who: developers, permissionSet: read-only, where: ${where}${except === undefined ? "" : `, except: ${except}`} }`;
    return Object.keys(accessByAccount(withAccess(line))).join(" ");
}

describe("a line of access", () => {
    const MEANT: readonly (readonly [where: string, except: string | undefined, accounts: string])[] = [
        ["everywhere", undefined, "shop-prod data-prod shop-test play"],
        ["[Workloads]", undefined, "shop-prod data-prod shop-test"],
        ["[Workloads/Production]", undefined, "shop-prod data-prod"],
        ["[play, Workloads/Test]", undefined, "shop-test play"],
        ["{ tags: { Team: shop } }", undefined, "shop-prod shop-test"],
        ["{ tags: { Team: [shop, data] } }", undefined, "shop-prod data-prod shop-test"],
        ["{ tags: { Team: shop }, units: [Workloads/Production] }", undefined, "shop-prod"],
        ["{ kinds: [sandbox] }", undefined, "play"],
        ["[{ kinds: [sandbox] }, { tags: { Team: data } }]", undefined, "data-prod play"],
        ["{ managementAccount: true }", undefined, ""],
        ["everywhere", "[Workloads]", "play"],
        ["{ tags: { Team: shop } }", "{ units: [Workloads/Production] }", "shop-test"],
        ["[Workloads]", "[{ tags: { Team: data } }, shop-test]", "shop-prod"],
    ];
    for (const [where, except, meant] of MEANT) {
        it(`where ${where}${except === undefined ? "" : ` except ${except}`} means ${meant || "no account"}`, () => {
            const found = accounts(where, except).split(" ").sort().join(" ");
            assert.equal(found, meant.split(" ").sort().join(" "));
        });
    }

    it("means the management account only when it names it", () => {
        const set = (where: string): number =>
            withAccess(`{ who: platform, permissionSet: admin, where: ${where} }`).managementAccess.length;
        assert.equal(set("everywhere"), 0);
        assert.equal(set("{ managementAccount: true }"), 1);
        assert.equal(set("[everywhere, { managementAccount: true }]"), 1);
    });

    it("gives each of several people each of several permission sets", () => {
        const line = "{ who: [developers, eve@example.com], permissionSet: [read-only, billing], where: [play] }";
        assert.deepEqual(accessByAccount(withAccess(line)), {
            play: [
                "developers: read-only",
                "developers: billing",
                "eve@example.com: read-only",
                "eve@example.com: billing",
            ],
        });
    });

    it("reads a day and a number of YAML as texts", () => {
        const [grant] = withAccess(
            "{ who: developers, permissionSet: read-only, where: [play], until: 2026-12-31, because: the audit }",
        ).grants;
        assert.equal(grant?.until, "2026-12-31");
    });

    it("takes permission sets of the library by their names, each once", () => {
        const { permissionSets } = withAccess(
            "{ who: developers, permissionSet: read-only, where: [play] }",
            "{ who: platform, permissionSet: [read-only, break-glass], where: everywhere }",
        );
        assert.deepEqual(
            permissionSets.map(({ key, isBreakGlass, sessionMinutes }) => [key, isBreakGlass, sessionMinutes]),
            [
                ["break-glass", true, 60],
                ["read-only", false, 480],
            ],
        );
    });
});
