import assert from "node:assert/strict";
import { adoptionWarnings } from "../../../../../operations/commands/adopt/adoptionText";
import type { Inventory, InventoryPolicy } from "../../../../../operations/commands/adopt/inventory";
import { QUARANTINE } from "../../../../../guardrails";
import { account, drafted, inventory, policy, quarantinePolicy, text, unit, unitId } from "./organizationFixture";

const ID = "p-00000001";

/** The quarantine as `up` and `org quarantine` make it. */
const quarantine = (roleName: string, more: Partial<InventoryPolicy> = {}): InventoryPolicy =>
    quarantinePolicy(1, { roleName, ...more });

function organization(policies: readonly InventoryPolicy[], more: Partial<Inventory> = {}): Inventory {
    return inventory({
        units: [unit(1, "Workloads")],
        accounts: [
            account(1, "shop", { parent: unitId(1), policies: [ID] }),
            account(2, "blog", { parent: unitId(1) }),
        ],
        policies,
        ...more,
    });
}

describe("org adopt: the policy quarantine", () => {
    it("becomes the state of the accounts that have it, so that the commands know it", () => {
        const of = organization([quarantine("OrganizationAccountAccessRole")]);
        const written = text(of);
        assert.match(written, /shop: \{ id: "100000000001", email: \S+, state: quarantined \}/);
        assert.doesNotMatch(written, /policies:|breakGlassRole|guardrails/);
        drafted(of, ({ model, leftOut }) => {
            assert.deepEqual(leftOut, []);
            const byKey = model.accounts.map(({ key, state, guardrails }) => [key, state, guardrails]);
            assert.deepEqual(byKey, [
                ["blog", "active", []],
                ["shop", "quarantined", [QUARANTINE]],
            ]);
        });
    });

    it("names the break-glass role if it spares another than the access role", () => {
        const of = organization([quarantine("BreakGlass")]);
        const idle = { ...of, accounts: of.accounts.map((one) => ({ ...one, policies: [] })) };
        for (const organizationWithRole of [of, idle]) {
            assert.match(text(organizationWithRole), /breakGlassRole: BreakGlass/);
            drafted(organizationWithRole, ({ model, leftOut }) => {
                assert.deepEqual([model.breakGlassRole, leftOut], ["BreakGlass", []]);
            });
        }
    });

    it("is a guardrail where a unit or the root has it", () => {
        const { root } = inventory();
        drafted(
            organization([quarantine("OrganizationAccountAccessRole")], {
                root: { ...root, policies: [ID] },
                units: [unit(1, "Workloads", { policies: [ID] })],
            }),
            ({ model }) => {
                assert.deepEqual([model.guardrails, model.units[0]?.guardrails], [[QUARANTINE], [QUARANTINE]]);
            },
        );
    });

    it("is left out where no active account has it: the next quarantine finds it by its name", () => {
        const accounts = [account(1, "gone", { state: "SUSPENDED", policies: [ID] })];
        const of = organization([quarantine("OrganizationAccountAccessRole", { tags: { Any: "thing" } })], {
            accounts,
        });
        drafted(of, (draft) => {
            assert.deepEqual(draft.model.policies, []);
            assert.deepEqual(
                draft.leftOut.map(({ what, id }) => [what, id]),
                [
                    ["account", "100000000001"],
                    ["policy", ID],
                ],
            );
            assert.match(
                draft.files.get("organization.yaml") ?? "",
                /^# {3}- policy quarantine .* find it by its name$/m,
            );
            assert.deepEqual(adoptionWarnings(of, draft), []);
        });
    });

    const others: readonly [string, readonly InventoryPolicy[]][] = [
        ["has another document", [policy(1, QUARANTINE)]],
        ["has another description", [quarantine("BreakGlass", { description: "ours" })]],
        ["has a tag of its own", [quarantine("BreakGlass", { tags: { Any: "thing" } })]],
        [
            "spares a role that another policy does not spare",
            [
                quarantine("BreakGlass"),
                quarantine("OrganizationAccountAccessRole", { id: "p-00000002", name: "suspended" }),
            ],
        ],
    ];
    for (const [what, policies] of others) {
        it(`is a policy like any other if it ${what}, and a warning says how it becomes free again`, () => {
            const of = organization(policies);
            drafted(of, (draft) => {
                const shop = draft.model.accounts.find(({ key }) => key === "shop");
                assert.deepEqual([shop?.state, shop?.guardrails], ["active", ["quarantine-0001"]]);
                assert.match(
                    adoptionWarnings(of, draft).join("\n"),
                    /Policy quarantine \(p-00000001\) is not the quarantine of this program, .* give policy quarantine-0001 another `name`/,
                );
            });
        });
    }
});
