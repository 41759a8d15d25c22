import assert from "node:assert/strict";
import { EXIT } from "../../../../../operations/cli/commandError";
import type { OrganizationSpend } from "../../../../../operations/commands/tree/feature";
import { ORG_FEATURES } from "../../../../../operations/main";
import type { TreeDocument } from "../../../../../pages/data/treeDocument";
import { inStack, org, type OrgRun } from "../../orgRuns";

const DEFINITION = {
    "organization.yaml": `defaults: { email: "aws+{account}@example.com" }
units:
    W: { units: { P: { accounts: { shop: {}, data: {} } } } }
    S: { accounts: { play: {} } }
`,
};

const SPEND: OrganizationSpend = {
    currency: "USD",
    months: ["2026-10", "2026-11"],
    until: "2026-11-26",
    isPartial: true,
    accounts: new Map([
        ["shop", [1131.69, 900]],
        ["play", [0.5, 20]],
    ]),
    total: [1140, 930],
    budgets: { accounts: new Map([["shop", 1000]]), units: new Map([["W", 5000]]), organization: 4000 },
    notes: ["Costs are from a test."],
};

type Answer = Awaited<ReturnType<typeof ORG_FEATURES.readSpend>>;

/** @returns what the command printed, and how often it asked. */
async function tree(folder: string, answer: Answer, ...args: string[]): Promise<OrgRun & { readonly asked: number }> {
    let asked = 0;
    const readSpend = (): Promise<Answer> => {
        asked++;
        return Promise.resolve(answer);
    };
    const command = ["tree", "--no-ids", "--stack", "test", ...args];
    return { ...(await org(folder, command, undefined, { ...ORG_FEATURES, readSpend })), asked };
}

describe("org tree --spend", () => {
    it("shows what accounts and units cost, beside their budgets, and what others cost", () =>
        inStack(DEFINITION, async (folder) => {
            const { out, asked } = await tree(folder, { value: SPEND }, "--spend");
            assert.deepEqual(out.split("\n").slice(2), [
                "                  E-MAIL                SPEND 2026-10  2026-11 SO FAR  BUDGET",
                "the root                                $1,132.19      $920.00         28 % of $4,000",
                "├── W/                                  $1,131.69      $900.00         23 % of $5,000",
                "│   └── P/                              $1,131.69      $900.00",
                "│       ├── data  aws+data@example.com      $0.00        $0.00",
                "│       └── shop  aws+shop@example.com  $1,131.69      $900.00         113 % of $1,000",
                "└── S/                                      $0.50       $20.00",
                "    └── play      aws+play@example.com      $0.50       $20.00",
                "",
                "AWS's ids are not shown, because the stack's state was not read.",
                "Costs are from a test.",
                "The whole organisation cost $1,140.00 in October 2026: $7.81 of it are costs of accounts that the definition does not have, such as the management account.",
            ]);
            assert.equal(asked, 1);
        }));

    it("has in JSON what each account cost, its budget, and the whole", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await tree(folder, { value: SPEND }, "--spend", "--json");
            const { nodes, spendTotal } = JSON.parse(out) as TreeDocument;
            const known = nodes.flatMap(({ key, spend, budget }) =>
                (spend ?? budget) ? [[key, spend?.months[0], budget]] : [],
            );
            const month = (amount: number): object => ({ month: "2026-10", amount });
            assert.deepEqual(known, [
                ["root", undefined, 4000],
                ["W", undefined, 5000],
                ["data", month(0), undefined],
                ["shop", month(1131.69), 1000],
                ["play", month(0.5), undefined],
            ]);
            assert.deepEqual([spendTotal?.months[0], spendTotal?.isPartial], [month(1140), true]);
        }));

    it("sums the accounts that are asked for", () =>
        inStack(DEFINITION, async (folder) => {
            const { out } = await tree(folder, { value: { ...SPEND, isPartial: false } }, "--spend", "--unit", "S");
            assert.match(out, /^the root +\$0\.50 +\$20\.00 +1 % of \$4,000$/m);
            assert.match(out, /SPEND 2026-10 +SPEND 2026-11/);
        }));

    it("asks nothing without the option", () =>
        inStack(DEFINITION, async (folder) => {
            const { out, asked } = await tree(folder, { value: SPEND });
            assert.deepEqual([asked, out.includes("$")], [0, false]);
        }));

    it("says why there is no answer, and shows the tree", () =>
        inStack(DEFINITION, async (folder) => {
            const { code, out } = await tree(folder, { unread: "AWS said\u001b[31m no." }, "--spend");
            assert.equal(code, EXIT.done);
            assert.match(out, /shop +aws\+shop@example\.com/);
            assert.match(out, /\nWhat accounts cost is not shown: AWS said.*\[31m no\.$/);
            assert.ok(!out.includes("\u001b"));
        }));

    it("is refused with --mermaid before anything is asked", () =>
        inStack(DEFINITION, async (folder) => {
            const { code, error, asked } = await tree(folder, { value: SPEND }, "--spend", "--mermaid");
            assert.deepEqual([code, asked], [EXIT.usage, 0]);
            assert.match(error, /a Mermaid diagram shows no costs: give --mermaid or --spend/);
        }));
});
