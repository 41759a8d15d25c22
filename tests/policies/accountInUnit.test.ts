import assert from "node:assert/strict";
import { ORGANIZATION } from "../../policies/check/checkedResources";
import { accountInUnit } from "../../policies/rules/accountInUnit";
import { checkStack, refusedConfigs, table, unit, UNKNOWN } from "./policySupport";

const organization = { type: ORGANIZATION, name: "organization" };
const account = { name: "shop-prod", props: { name: "Shop", parentId: UNKNOWN } };

describe("account-in-unit", () => {
    table(accountInUnit, [
        { it: "accepts an account in a unit", props: { parentId: "ou-ab12-11111111" }, violations: [] },
        {
            it: "refuses an account under the root",
            props: { name: "Shop", parentId: "r-ab12" },
            violations: [
                'account "Shop" is directly under the root: its `parentId` is the root, r-ab12.\n' +
                    'Give it a `unit` in the definition (in your own program: the id of a unit as `parentId`), or add "shop-prod" to account-in-unit.except.',
            ],
        },
        {
            it: "refuses an account without a parent",
            props: { name: "Shop" },
            violations: [
                'account "Shop" is directly under the root: it has no `parentId`, so AWS puts it under the root.\n' +
                    'Give it a `unit` in the definition (in your own program: the id of a unit as `parentId`), or add "shop-prod" to account-in-unit.except.',
            ],
        },
        { it: "accepts exceptions", props: { parentId: "r-ab12" }, config: { except: ["shop-.*"] }, violations: [] },
        { it: "skips an unknown parent", props: { parentId: UNKNOWN }, violations: [] },
    ]);

    refusedConfigs(accountInUnit, [
        { it: "exceptions that are no list", config: { except: true }, error: "except must be array" },
    ]);

    describe("in the preview that creates the organisation", () => {
        it("refuses an account whose parent is computed from the organisation alone", async () => {
            assert.deepEqual(await checkStack(accountInUnit, [organization, { ...account, from: ["organization"] }]), [
                'shop-prod: account "Shop" is directly under the root: its `parentId` comes from the organisation, so it is the root\'s.\n' +
                    'Give it a `unit` in the definition (in your own program: the id of a unit as `parentId`), or add "shop-prod" to account-in-unit.except.',
            ]);
        });

        const cases = [
            {
                it: "accepts an account whose parent is computed from a unit",
                resource: { ...account, from: ["Security"] },
            },
            {
                it: "accepts an account whose parent is computed from both",
                resource: { ...account, from: ["Security", "organization"] },
            },
            { it: "accepts an account whose parent has an unknown source", resource: account },
            {
                it: "does not report twice an account that was refused by its parent's id",
                resource: { ...account, props: { parentId: "r-ab12" } },
            },
        ];
        for (const { it: title, resource } of cases) {
            it(title, async () => {
                const stack = [organization, unit("Security", UNKNOWN), resource];
                assert.deepEqual(await checkStack(accountInUnit, stack), []);
            });
        }

        it("accepts exceptions", async () => {
            const stack = [organization, { ...account, from: ["organization"] }];
            assert.deepEqual(await checkStack(accountInUnit, stack, { except: ["shop-prod"] }), []);
        });
    });
});
