import assert from "node:assert/strict";
import { refused, yaml } from "../../../definition/definitionFixtures";
import { accountCosts, budgetsByAccount, costsIn, EMAILS, NOTIFY, UNITS } from "./costsFixture";

describe("the budgets of accounts", () => {
    it("come from the nearest: the account, its unit, a unit above, its kind", () => {
        const model = costsIn(yaml`
            ${NOTIFY.trim()}
            defaults:
              email: "{account}@example.com"
              accountBudgets: { sandbox: { monthly: 50, stop: true }, plain: 70 }
            units:
              Sandbox: { kind: sandbox, accounts: { play: {}, own: { budget: 10 }, free: { budget: none } } }
              Work:
                accountBudget: { monthly: 80, yearly: 900 }
                accounts: { shop: {} }
                units: { Deep: { accounts: { deep: {} } }, Free: { accountBudget: none, accounts: { gone: {} } } }
              Plain: { accounts: { plain: {} } }
              Secure: { kind: security, accounts: { audit: {} } }
        `);
        assert.deepEqual(budgetsByAccount(model), {
            audit: "",
            deep: "monthly 80, yearly 900",
            free: "",
            gone: "",
            own: "monthly 10",
            plain: "monthly 70",
            play: "monthly 50 stop",
            shop: "monthly 80, yearly 900",
        });
    });

    it("have keys and names that say what they count", () => {
        const model = costsIn(`${NOTIFY}${EMAILS}budget: { quarterly: 9 }
units: { "A B": { budget: 5, accounts: { shop: { budget: [{ name: small, monthly: 1 }, { name: large, monthly: 2 }] } } } }
`);
        assert.deepEqual(
            [...model.budgets, ...accountCosts(model, "shop").budgets].map(({ key, name }) => [key, name]),
            [
                ["organization quarterly", "organization quarterly"],
                ["unit A B monthly", "unit A B monthly"],
                ["account shop monthly small", "small"],
                ["account shop monthly large", "large"],
            ],
        );
    });

    it("have a name that AWS allows where the key is not one", () => {
        const long = "U".repeat(120);
        const { budgets } = costsIn(
            `${NOTIFY}units: { "${long}": { budget: 5 }, "a:b": { budget: 6 }, "a-b": { budget: 6 } }`,
        );
        const names = budgets.map(({ name }) => name);
        assert.match(names[0] ?? "", /^unit U{80,} [0-9a-f]{8}$/);
        assert.ok((names[0] ?? "").length <= 100);
        assert.match(names[1] ?? "", /^unit a-b monthly [0-9a-f]{8}$/);
        assert.equal(names[2], "unit a-b monthly");
    });

    it("notify the account only where it is asked for, and each e-mail once", () => {
        const model = costsIn(`${EMAILS}costs: { notify: [account, play@example.com, a@example.com], alerts: ["90%"] }
${UNITS.replace("play: {}", "play: { budget: 5 }").replace("shop: {}", "shop: { budget: { monthly: 5, notify: [b@example.com] } }")}`);
        const emails = (key: string) => accountCosts(model, key).budgets.map(({ alerts }) => alerts[0]?.emails);
        assert.deepEqual(emails("play"), [["play@example.com", "a@example.com"]]);
        assert.deepEqual(emails("shop"), [["b@example.com"]]);
    });

    it("are not removed where none is inherited", () => {
        refused(
            `${EMAILS}${UNITS.replace("shop: {}", "shop: { ▶budget: none }").replace("Work: {", "Work: { ▶accountBudget: none,")}`,
            "is none, and no budget is inherited here: leave it out",
            "is none, and no budget is inherited here: leave it out",
        );
    });

    it("have no name where several accounts inherit them, and a name of their own in AWS", () => {
        refused(
            yaml`
                ${NOTIFY.trim()}
                ${EMAILS.trim()}
                budget: { monthly: 5, name: all }
                units:
                  A: { accountBudget: { monthly: 5, ▶name: each }, accounts: { a: {} } }
                  B: { accounts: { b: { budget: { monthly: 5, ▶name: all } } } }
            `,
            "each account below has a budget of its own: leave it out here",
            'the budgets of organization (monthly) and account b (monthly) are both called "all": give one of them another name',
        );
    });
});

describe("a list of budgets that accounts inherit", () => {
    it("has a name in AWS for each account and budget", () => {
        const model = costsIn(
            `${NOTIFY}${EMAILS}units: { A: { accountBudget: [{ name: small, monthly: 1 }, { name: large, monthly: 2 }], accounts: { a: {}, b: {} } } }`,
        );
        assert.deepEqual(
            [...model.accounts.values()].flatMap(({ budgets }) => budgets.map(({ name }) => name)),
            [
                "account a monthly small",
                "account a monthly large",
                "account b monthly small",
                "account b monthly large",
            ],
        );
        refused(
            `${NOTIFY}${EMAILS}units: { A: { accountBudget: [{ name: small, monthly: 1, ▶existing: true }], accounts: { a: {} } } }`,
            "is about one budget, and each account below has its own",
        );
    });

    it("names each once", () => {
        refused(
            `${NOTIFY}budget: [{ name: same, monthly: 1 }, { ▶name: same, yearly: 2 }]`,
            'are both called "same": give each budget a name of its own',
        );
    });
});

describe("stop", () => {
    const sandbox = (budget: string, kind = "sandbox") =>
        `${NOTIFY}${EMAILS}units: { S: { kind: ${kind}, accounts: { play: { budget: ${budget} } } } }\n`;

    it("is only for accounts of sandboxes", () => {
        refused(
            sandbox("{ monthly: 5, ▶stop: true }", "workloads"),
            "is only for accounts in units of kind sandbox, and this is kind workloads",
        );
        refused(
            `${NOTIFY}budget: { monthly: 5, ▶stop: true }\nunits: { A: { budget: { monthly: 5, ▶stop: true } } }`,
            "is for budgets of accounts",
            "is for budgets of accounts",
        );
        refused(
            yaml`
                ${NOTIFY.trim()}
                defaults: { email: "{account}@example.com", accountBudgets: { workloads: { monthly: 5, ▶stop: true } } }
                units:
                  S:
                    kind: sandbox
                    accountBudget: { monthly: 5, ▶stop: true }
                    units: { W: { kind: plain, accounts: { a: {}, b: {} } } }
            `,
            "is only for accounts in units of kind sandbox, and this is kind workloads",
            "also binds accounts a and b, in a unit below that is not of kind sandbox",
        );
    });

    it("is without effect for an account that is closed or leaves, once it is moved out of its sandbox unit", () => {
        const budgetIn = (unit: string, state: string): string | undefined => {
            const own = `own: { id: "111122223333", state: ${state}, budget: { monthly: 10, stop: true } }`;
            const accounts = (of: string): string => (of === unit ? `accounts: { ${own} }` : "");
            const model = costsIn(yaml`
                ${NOTIFY.trim()}
                defaults: { email: "{account}@example.com" }
                units:
                  Sandbox: { kind: sandbox, ${accounts("Sandbox")} }
                  Suspended: { ${accounts("Suspended")} }
            `);
            return budgetsByAccount(model)["own"];
        };
        const closing = 'closing, acknowledge: { closing: "111122223333" }';
        const leaving = 'leaving, acknowledge: { leaving: "111122223333" }';
        assert.equal(budgetIn("Suspended", closing), "monthly 10");
        assert.equal(budgetIn("Suspended", leaving), "monthly 10");
        assert.equal(budgetIn("Sandbox", "closing"), "monthly 10 stop");
    });

    it("needs a monthly budget, and somebody who hears of actual costs", () => {
        refused(
            sandbox("{ yearly: 5, ▶stop: true }"),
            "stops at the budget of the month, and there is none: give monthly",
        );
        refused(sandbox('{ monthly: 5, ▶stop: true, alerts: ["forecast 100%"] }'), "nobody would be told");
        refused(sandbox("{ monthly: 5, ▶stop: true, alerts: [] }"), "nobody would be told");
    });

    it("needs policies, which consolidated billing has not", () => {
        refused(
            `organization: { featureSet: CONSOLIDATED_BILLING }\n${NOTIFY}defaults: { accountBudgets: { sandbox: { monthly: 5, ▶stop: true } } }`,
            "attaches a policy, and an organisation with CONSOLIDATED_BILLING has none",
        );
    });

    it("stops at most as many accounts as AWS has actions", () => {
        const accounts = Array.from({ length: 101 }, (_, index) => `a${index}: {}`).join(", ");
        refused(
            `${NOTIFY}${EMAILS}units: { S: { kind: sandbox, accountBudget: { monthly: 5, ▶stop: true }, accounts: { ${accounts} } } }`,
            "stops 101 accounts in all, and AWS allows 100 budget actions in the management account. Each account needs an action of its own",
        );
    });

    it("needs a place for its policy beside the quarantine's", () => {
        const policies = Array.from({ length: 8 }, (_, index) => `p${index}`);
        const document = "{ Version: 2012-10-17, Statement: [{ Effect: Deny, Action: ['s3:Put*'], Resource: '*' }] }";
        const definition = (attached: readonly string[], mark: string): string =>
            `policies: { ${policies.map((key) => `${key}: { type: SERVICE_CONTROL_POLICY, document: ${document} }`).join(", ")} }\n` +
            `${NOTIFY}${EMAILS}units: { S: { kind: sandbox, accounts: { ${mark}play: { budget: { monthly: 5, stop: true }, guardrails: [${attached.join(", ")}] } } } }\n`;
        costsIn(definition(policies.slice(1), ""));
        refused(
            definition(policies, "▶"),
            "one is reserved for the quarantine, and its budget needs one to attach stop-spending",
        );
    });
});
