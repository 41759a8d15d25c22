import assert from "node:assert/strict";
import { accountFacts } from "../../../../operations/commands/effective/accountFacts";
import { loadDefinition } from "../../../../definition";
import { Origins } from "../../../../definition/valueOrigins";
import { FEATURES } from "../../../../features";
import { costs } from "../../../../features/costs/definition";
import { inFolder, load, refused, yaml } from "../../definition/definitionFixtures";
import { costsIn, EMAILS } from "./language/costsFixture";

const SANDBOX = yaml`
    costs:
      notify: [finops@example.com]
      dimensions:
        team: { tag: Team, values: [shop], default: nobody }
        kind-of: { values: { free: { units: [S] }, paid: {} }, default: nobody }
    budget: 900
    defaults:
      email: "{account}@example.com"
      tags: { Team: shop }
      accountBudgets: { sandbox: { monthly: 49.5, stop: true } }
    units:
      S: { kind: sandbox, budget: 100, accounts: { play: {} } }
      W: { budget: 800, accounts: { work: { budget: { yearly: 1000 } } } }
`;

describe("the policy of budgets that stop accounts", () => {
    it("is created in advance, and attached to nothing", () => {
        const model = load(SANDBOX);
        const policy = model.policies.find(({ key }) => key === "stop-spending");
        assert.match(policy?.content ?? "", /role\/OrganizationAccountAccessRole/);
        const attached = [model, ...model.units, ...model.accounts].flatMap(({ guardrails }) => guardrails);
        assert.ok(!attached.includes("stop-spending"));
        assert.ok(model.policyTypes.includes("SERVICE_CONTROL_POLICY"));
    });

    it("does not exist if nothing stops", () => {
        const { policies } = load(SANDBOX.replace(", stop: true", ""));
        assert.ok(policies.every(({ key }) => key !== "stop-spending"));
    });

    it("spares the break-glass role, and takes parameters of the definition", () => {
        const model = load(
            `organization: { breakGlassRole: Glass }\npolicies: { stop-spending: { guardrail: stop-spending, parameters: { alsoAllowed: ["translate:List*"] } } }\n${SANDBOX}`,
        );
        const { content = "" } = model.policies.find(({ key }) => key === "stop-spending") ?? {};
        assert.match(content, /translate:List\*/);
        assert.match(content, /role\/Glass"/);
    });

    it("is not staged, and locks nobody out who is needed in an emergency", () => {
        refused(
            `organization: { stagingUnit: S }\npolicies: { stop-spending: { guardrail: stop-spending, ▶staged: true } }\n${SANDBOX}`,
            "so it cannot be staged",
        );
        refused(
            `organization: { stagingUnit: S }\npolicies: { stop-spending: { ▶staged: true } }\n${SANDBOX}`,
            "try out `stop` with the budget of one sandbox",
        );
        refused(
            `policies: { stop-spending: { guardrail: stop-spending, parameters: { ▶roleName: Other } } }\n${SANDBOX}`,
            "spares arn:*:iam::*:role/Other, and not the organisation's break-glass role OrganizationAccountAccessRole",
        );
    });

    it("is what AWS may attach to the account", () => {
        const model = load(SANDBOX);
        const of = (key: string) => {
            const account = model.accounts.find((one) => one.key === key) ?? assert.fail();
            return model.features.attachedByAws(account);
        };
        assert.deepEqual(of("play"), [
            { policy: "stop-spending", when: "when its monthly budget of 49.50 USD is used up" },
        ]);
        assert.deepEqual(of("work"), []);
    });
});

describe("what people may not expect", () => {
    const warnings = (text: string): string[] => {
        const model = load(text);
        return [...(costs.warnings?.(model.features.get(costs), model, model.features, "2026-11-27") ?? [])];
    };

    it("is a dimension that divides nothing, or has nothing to split", () => {
        const units = `${EMAILS}units: { A: { accounts: { a: {} } } }\n`;
        const dimension = (text: string): string[] =>
            warnings(`${units}costs: { notify: [a@example.com], dimensions: { d: ${text} } }`);
        assert.deepEqual(dimension("{ tag: Team }"), [
            "dimension d: every account has the default unassigned, so the dimension divides nothing. No account has the tag Team.",
        ]);
        const tagged = `${EMAILS}units: { A: { accounts: { a: { tags: { Team: shop } } } } }\n`;
        assert.deepEqual(warnings(`${tagged}costs: { notify: [a@example.com], dimensions: { d: { tag: Taem } } }`), [
            'dimension d: every account has the default unassigned, so the dimension divides nothing. No account has the tag Taem. Did you mean "Team"?',
        ]);
        assert.deepEqual(dimension("{ default: x, values: { a: { units: [A] }, b: {} }, split: [{ from: b }] }"), [
            "dimension d: no account has the value b, so there is nothing to split yet",
        ]);
        assert.deepEqual(dimension("{ default: x, values: { a: { units: [A] }, b: {} } }"), []);
        assert.deepEqual(dimension("{ tag: Team, resources: true }"), []);
    });
});

describe("an account's costs", () => {
    it("are shown with the lines on which they are written", () => {
        const sections = inFolder(SANDBOX, (folder) => {
            const model = loadDefinition(folder, FEATURES);
            const play = model.accounts.find(({ key }) => key === "play") ?? assert.fail();
            return accountFacts(play, model, new Origins(model)).sections.map(({ key, facts }) => [
                key,
                facts.map(({ name, value, from }) => `${name} = ${value} (${from?.split("organization.yaml").at(-1)})`),
            ]);
        });
        assert.deepEqual(Object.fromEntries(sections as [string, string[]][])["costBudgets"], [
            "account play monthly = 49.50 USD, and stops the account (:10:21)",
            "organization monthly = 900 USD (:6:1)",
            "unit S monthly = 100 USD (:12:23)",
        ]);
        assert.deepEqual(Object.fromEntries(sections as [string, string[]][])["costDimensions"], [
            "team = shop (:9:11)",
            "kind-of = free (:5:26)",
        ]);
    });
});

describe("an organisation with consolidated billing", () => {
    it("has everything but stop", () => {
        const text = SANDBOX.replace(", stop: true", "").replace("kind: sandbox, ", "");
        const model = costsIn(`organization: { featureSet: CONSOLIDATED_BILLING }\n${text}`);
        assert.equal(model.budgets.length, 3);
    });

    it("waits with stop while it waits for all features", () => {
        const { applied, waiting } = load(SANDBOX).features.heldBack();
        assert.deepEqual(waiting, ["the stop of 1 account"]);
        const { accounts, budgets } = applied.get(costs);
        assert.deepEqual(
            accounts.get("play")?.budgets.map(({ amount, stop }) => [amount, stop]),
            [[49.5, false]],
        );
        assert.equal(budgets.length, 3);
    });
});

describe("org accounts", () => {
    it("has an account's budgets and dimensions for programs, without the paths of the definition", () => {
        const values = load(SANDBOX).features.accountValues("work");
        assert.deepEqual(values["dimensions"], { team: "shop", "kind-of": "nobody" });
        const [budget] = values["budgets"] as Record<string, unknown>[];
        assert.deepEqual([budget?.["key"], budget?.["amount"]], ["account work yearly", 1000]);
        assert.ok(!Object.hasOwn(budget ?? {}, "path"));
    });
});
